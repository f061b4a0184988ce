"""`kiosk run` with a line on stdout at the first frame, when home can be used, and when all is there."""

import sys
from collections.abc import Callable
from pathlib import Path

from kiosk.app.run import run_terminal
from kiosk.app.terminal import Terminal, once
from kiosk.settings import load


def announce(terminal: Terminal, _end: Callable[[int], None]) -> None:
    frame = terminal.window.view.frameSwapped
    once(frame, lambda: say("first_frame"))
    # Usable: numbers can be taken, and a frame has shown it.
    once(terminal.serving, lambda: once(frame, lambda: say("usable")))
    once(terminal.ready, lambda: say("stocked"))


def say(what: str) -> None:
    sys.stdout.write(f'{{"{what}": true}}\n')
    sys.stdout.flush()


if __name__ == "__main__":
    config = Path(sys.argv[1])
    sys.exit(run_terminal(load(config), config, showing="panel", again=False, companion=announce))
