"""A terminal whose finger is in another process: `python -m tests.integration.app.remote_finger CONFIG`.

Each line on stdin is one JSON command, each line on stdout its answer. The finger gets one key at a time, so
that whatever this process knows of a citizen, the terminal itself has put together.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPointF, QSocketNotifier
from PySide6.QtTest import QTest

from kiosk.app.run import run_terminal
from kiosk.app.terminal import Terminal
from kiosk.settings import load
from kiosk.ui.touch import Touch

DEADLINE_S = 30.0


class RemoteFinger:
    def __init__(self, terminal: Terminal, end: Callable[[int], None]) -> None:
        self._touch = Touch(terminal.window.view)
        self._terminal = terminal
        self._end = end
        self._rest = b""
        self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._read)
        say({"ready": os.getpid()})

    def _read(self) -> None:
        self._notifier.setEnabled(False)
        data = os.read(0, 65536)
        if not data:
            self._end(0)
            return
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            word, *rest = json.loads(line)
            try:
                say({"ok": getattr(self, f"do_{word}")(*rest)})
            except Exception as error:  # told to the test, which owns this process
                say({"failed": f"{type(error).__name__}: {error}"})
        self._notifier.setEnabled(True)

    def do_tap(self, name: str) -> None:
        self._touch.wait_for(name, DEADLINE_S)
        # Positioners move their children with the next frame, which a busy machine draws late: a finger
        # before it would hit what lies there still.
        self._terminal.window.view.grabWindow()
        self._touch.tap(name, DEADLINE_S)

    def do_wait(self, name: str) -> None:
        self._touch.wait_for(name, DEADLINE_S)

    def do_wait_text(self, text: str) -> None:
        self._touch.wait_text(text, DEADLINE_S)

    def do_group(self, name: str) -> list[tuple[str, str]]:
        """Items of a group with what they read."""
        return [
            (item.objectName(), str(item.property("caption") or item.property("text") or ""))
            for item in self._touch.items()
            if item.objectName().startswith(name + ".")
        ]

    def do_write(self, pad: str, strokes: list[list[tuple[float, float]]]) -> None:
        """Strokes on a writing pad, in heights of the pad."""
        item = self._touch.wait_for(pad, DEADLINE_S)
        view, device = self._terminal.window.view, self._touch._device
        for stroke in strokes:
            points = [
                item.mapToScene(QPointF(x * item.height(), y * item.height())).toPoint() for x, y in stroke
            ]
            QTest.touchEvent(view, device).press(0, points[0], view).commit()
            for point in points[1:]:
                QTest.touchEvent(view, device).move(0, point, view).commit()
            QTest.touchEvent(view, device).release(0, points[-1], view).commit()

    def do_ask(self, screen: str, field: str) -> None:
        """Straight to a screen, or to a question of the form in hand."""
        self._terminal.shell.go(screen, **({"field": field} if field else {}))

    def do_end(self) -> None:
        self._end(0)


def say(answer: dict[str, Any]) -> None:
    os.write(1, json.dumps(answer).encode() + b"\n")


def main(config: Path) -> int:
    fingers: list[RemoteFinger] = []
    return run_terminal(
        load(config),
        config,
        showing="panel",
        again=False,
        companion=lambda terminal, end: fingers.append(RemoteFinger(terminal, end)),
    )


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
