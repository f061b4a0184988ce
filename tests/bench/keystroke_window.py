"""A form with its keyboard under a finger: milliseconds from lifting it off a key to the answering frame.

`python -m tests.bench.keystroke_window` prints one JSON object. The floor is the same
key being pressed: touch, event loop and the repaint of one key, without any engine.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from kiosk.ui.input.handwriting import open_recognizer
from tests.strokes import WRITTEN
from tests.ui.form_stage import FormStage

WORDS = (
    "zhangsan",
    "dazuqu",
    "longgangjiedao",
    "chongqingshidazuqu",
    "yi",
    "shi",
    "xianggang",
    "ouyang",
    "zgr",
)
ROUNDS = 6
REST_S = 0.03


class Bench:
    def __init__(self) -> None:
        self.stage = FormStage()
        self.stage.start(page="who")
        # The pad of digits draws the same keys and asks no engine: what comes on top is the engine's.
        self.stage.touch.tap("form.field.phone")
        self.stage.touch.wait_for("key.1")
        self.stage.touch._still()  # until its fonts have been read too
        self.without_kb = rss_kb()
        self.stage.touch.tap("form.field.name")
        self.stage.touch.wait_for("key.q")
        self._seen: dict[str, QPoint] = {}
        self._frames = 0
        self.stage.window.view.frameSwapped.connect(self._count)

    def _count(self) -> None:
        self._frames += 1

    def ms_to_frame(self, act: Callable[[], None]) -> float:
        """From `act`, which must change something to be seen, to the end of the frame that shows it."""
        self.stage.touch._let_pass(REST_S)  # whatever was to be drawn before has been
        # Without exec() nobody else does, and every key that went would stay.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        before = self._frames
        started = time.perf_counter()
        act()
        while self._frames == before:
            QCoreApplication.processEvents()
        return (time.perf_counter() - started) * 1000

    def tap(self, name: str) -> tuple[float, float]:
        """Pressing a key, which only darkens it, and lifting off it, which makes it act."""
        view, device = self.stage.window.view, self.stage.touch._device
        at = self._where(name)

        def press() -> None:
            QTest.touchEvent(view, device).press(0, at, view).commit()

        def lift() -> None:
            QTest.touchEvent(view, device).release(0, at, view).commit()

        return self.ms_to_frame(press), self.ms_to_frame(lift)

    def _where(self, name: str) -> QPoint:
        """Looked for once: an eye that walks over all items leaves megabytes behind."""
        if name not in self._seen:
            item = self.stage.touch.wait_for(name)
            self._seen[name] = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        return self._seen[name]

    def letters(self) -> tuple[list[float], list[float]]:
        """The floor and the keystrokes, in turn: a machine that slows down slows both."""
        floor, samples = [], []
        for _ in range(ROUNDS):
            for word in WORDS:
                for letter in word:
                    darkened, answered = self.tap(f"key.{letter}")
                    floor.append(darkened)
                    samples.append(answered)
                for _ in word:
                    self.stage.keyboard.press("erase")
                gc.collect(1)
        return floor, samples

    def strokes(self) -> list[float]:
        self.tap("key.write")
        self.stage.touch.wait_for("keyboard.pad")
        samples = []
        for _ in range(ROUNDS):
            for strokes in WRITTEN.values():
                samples += [
                    self.ms_to_frame(lambda stroke=stroke: self.stage.keyboard.write(stroke))  # type: ignore[misc]
                    for stroke in strokes
                ]
                self.stage.keyboard.press("clear")
            gc.collect(1)
        return samples


def rss_kb() -> int:
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))


def main() -> None:
    application = QGuiApplication(sys.argv[:1])  # noqa: F841 - lives as long as the window
    bench = Bench()
    gc.disable()  # as the terminal does (kiosk.app.garbage)
    floor, letters = bench.letters()
    found = {"floor": floor, "letters": letters}
    if open_recognizer() is not None:
        found["strokes"] = bench.strokes()
    bench.stage.keyboard.seek()
    gc.collect()
    found["engine_mb"] = [(rss_kb() - bench.without_kb) / 1024]
    sys.stdout.write(json.dumps(found) + "\n")
    bench.stage.close()


if __name__ == "__main__":
    main()
