"""`kiosk run` until everything can be applied for; one JSON line with what that took.

{"load_ms": from when numbers can be taken to the last tile, "items": how many that made,
 "stall_ms": the Qt thread's longest silence meanwhile}
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer

from kiosk.app.run import run_terminal
from kiosk.app.terminal import Terminal, once
from kiosk.settings import load

BEAT_MS = 2


class Watch:
    """Counts time between the Qt thread's beats."""

    def __init__(self, terminal: Terminal, end: Callable[[int], None]) -> None:
        self._terminal = terminal
        self._end = end
        self._beat = QTimer(terminal)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self._look)
        self._stall_s = 0.0
        once(terminal.serving, self._begin)
        once(terminal.ready, self._finish)

    def _begin(self) -> None:
        self._began_s = self._last_s = time.perf_counter()
        self._beat.start()

    def _look(self) -> None:
        now_s = time.perf_counter()
        self._stall_s = max(self._stall_s, now_s - self._last_s)
        self._last_s = now_s

    def _finish(self) -> None:
        load_ms = (time.perf_counter() - self._began_s) * 1000
        assert self._terminal.opened is not None
        items = len(self._terminal.opened.stock().items)
        said = {"load_ms": load_ms, "items": items, "stall_ms": self._stall_s * 1000}
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()
        self._end(0)


if __name__ == "__main__":
    watches: list[Watch] = []
    config = Path(sys.argv[1])
    sys.exit(
        run_terminal(
            load(config),
            config,
            showing="panel",
            again=False,
            companion=lambda terminal, end: watches.append(Watch(terminal, end)),
        )
    )
