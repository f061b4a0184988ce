"""A finger and an eye: finds what is on the screen by name and touches it with real touch events.

Used by the tests and by the demo's walk. Everything waits on a condition with a deadline, turning the event
loop; nothing sleeps. Between two looks it rests in that loop: an eye that never blinked would hold Python's
lock all the time, and the threads that it waits for would crawl.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint, QPointF, QTimer
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtTest import QTest

DEADLINE_S = 5.0
REST_MS = 5
FRAME_S = 0.016


class NotSeenError(AssertionError):
    """What was waited for did not come. The message says what is on the screen instead."""


class Touch:
    def __init__(self, view: QQuickView, settle: Callable[[], None] | None = None) -> None:
        """`settle` runs on every turn of the loop, for a caller that must turn something of its own."""
        self._view = view
        self._device = QTest.createTouchDevice()
        self._settle = settle
        self._rest = QTimer()
        self._rest.setInterval(REST_MS)

    # -- seeing ------------------------------------------------------------------------------------------

    def items(self) -> Iterator[QQuickItem]:
        """Every visible item. findChild misses delegates, so the visual tree is walked."""
        waiting = [self._view.rootObject()]
        while waiting:
            item = waiting.pop()
            if item.isVisible():
                yield item
                waiting.extend(reversed(item.childItems()))

    def find(self, name: str) -> QQuickItem | None:
        return next((item for item in self.items() if item.objectName() == name), None)

    def names(self) -> list[str]:
        """Object names on the screen, in drawing order."""
        return [item.objectName() for item in self.items() if item.objectName()]

    def texts(self) -> list[str]:
        """Every text shown, in drawing order."""
        return [
            str(item.property("text")) for item in self.items() if _is_text(item) and item.property("text")
        ]

    def sees(self, text: str) -> bool:
        return any(text in shown for shown in self.texts())

    def text_of(self, name: str) -> str:
        return str(self.wait_for(name).property("text"))

    def grab(self, path: Path) -> Path:
        """A PNG of the whole window, once it has come to rest: images and layouts arrive a frame late."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if not self._still().save(str(path)):
            raise OSError(f"cannot write {path}")
        return path

    def _still(self) -> QImage:
        seen = [QImage()]

        def at_rest() -> bool:
            self._let_pass(2 * FRAME_S)
            seen.append(self._view.grabWindow())
            return seen[-1] == seen[-2]

        self.wait_until(at_rest, "a screen at rest")
        return seen[-1]

    # -- waiting -----------------------------------------------------------------------------------------

    def wait_until(self, condition: Callable[[], bool], what: str, deadline_s: float = DEADLINE_S) -> None:
        ends = time.monotonic() + deadline_s
        while not condition():
            if time.monotonic() > ends:
                raise NotSeenError(
                    f"{what} did not come in {deadline_s} s; on screen: {self.names()} {self.texts()}"
                )
            self._turn_and_rest()
        self._turn()

    def wait_for(self, name: str, deadline_s: float = DEADLINE_S) -> QQuickItem:
        """The visible item of this name."""
        self.wait_until(lambda: self.find(name) is not None, f"item {name}", deadline_s)
        found = self.find(name)
        if found is None:
            raise NotSeenError(f"item {name} went away")
        return found

    def wait_text(self, text: str, deadline_s: float = DEADLINE_S) -> None:
        self.wait_until(lambda: self.sees(text), f"text {text}", deadline_s)

    # -- touching ----------------------------------------------------------------------------------------

    def tap(self, name: str, deadline_s: float = DEADLINE_S) -> None:
        """Bring the item into view as a finger would, wait until it can be used, and touch its middle."""
        self.wait_for(name, deadline_s)
        self.wait_until(lambda: _usable(self.find(name)), f"usable {name}", deadline_s)
        self._bring_into_view(name)
        self._wait_until_at_rest(name)
        item = self.wait_for(name)
        self.tap_at(item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint())

    def tap_at(self, point: QPoint) -> None:
        QTest.touchEvent(self._view, self._device).press(0, point, self._view).commit()
        QTest.touchEvent(self._view, self._device).release(0, point, self._view).commit()
        self._turn()

    def type(self, pad: str, characters: str) -> None:
        """One key of a pad after the other: `pad`.`character`."""
        for character in characters:
            self.tap(f"{pad}.{character}")

    def drag(self, start: QPoint, by: int) -> None:
        """Move a finger vertically by `by` pixels and rest before lifting, so that nothing flies on."""
        QTest.touchEvent(self._view, self._device).press(0, start, self._view).commit()
        for step in range(1, 9):
            point = QPoint(start.x(), start.y() + by * step // 8)
            QTest.touchEvent(self._view, self._device).move(0, point, self._view).commit()
            self._let_pass(FRAME_S)  # a Flickable ignores moves at the same instant
        end = QPoint(start.x(), start.y() + by)
        self._let_pass(0.15)
        QTest.touchEvent(self._view, self._device).move(0, end, self._view).commit()
        QTest.touchEvent(self._view, self._device).release(0, end, self._view).commit()
        self._turn()

    def stroke(self, name: str, places: Sequence[tuple[float, float]]) -> None:
        """One line of a writing finger on the item, through places given as parts of its width and height."""
        self._wait_until_at_rest(name)
        item = self.wait_for(name)
        points = [item.mapToScene(QPointF(x * item.width(), y * item.height())).toPoint() for x, y in places]
        QTest.touchEvent(self._view, self._device).press(0, points[0], self._view).commit()
        for point in points[1:]:
            QTest.touchEvent(self._view, self._device).move(0, point, self._view).commit()
        QTest.touchEvent(self._view, self._device).release(0, points[-1], self._view).commit()
        self._turn()

    def _wait_until_at_rest(self, name: str, for_s: float = 0.01) -> None:
        """Positioners move their children one frame later; a touch before that would miss."""

        def place() -> tuple[QPointF, object]:
            item = self.wait_for(name)
            flick = _flickable_above(item)
            return item.mapToScene(QPointF(0, 0)), flick and flick.property("contentHeight")

        def at_rest() -> bool:
            before = place()
            self._let_pass(for_s)
            return place() == before

        self.wait_until(at_rest, f"{name} at rest")

    def _bring_into_view(self, name: str) -> None:
        for _ in range(60):
            item = self.wait_for(name)
            flick = _flickable_above(item)
            if flick is None or _in_view(item, flick):
                return
            # What scrolls grows a frame after what it holds; a drag before that would find nothing to scroll.
            self._wait_until_at_rest(name, 3 * FRAME_S)
            if _in_view(item, flick):
                return
            top = flick.mapToScene(QPointF(0, 0)).y()
            bottom = top + flick.height()
            middle = item.mapToScene(QPointF(0, item.height() / 2)).y()
            key = self.find("scroller.up" if middle < bottom - 4 else "scroller.down")
            if flick.objectName() == "scroller" and key is not None and key.isEnabled():
                # A finger flicks farther on a slow machine than it meant to; the keys beside never do.
                self.tap_at(key.mapToScene(QPointF(key.width() / 2, key.height() / 2)).toPoint())
                continue
            reach = min(flick.height() * 0.6, abs(middle - (top + bottom) / 2) + 40)
            x = int(flick.mapToScene(QPointF(flick.width() - 6, 0)).x())
            before = flick.property("contentY")
            if middle >= bottom - 4:
                self.drag(QPoint(x, int(bottom - 12)), -int(reach))
            else:
                self.drag(QPoint(x, int(top + 12)), int(reach))
            self.wait_until(lambda flick=flick: not flick.property("moving"), "rest")  # type: ignore[misc]
            if flick.property("contentY") == before:
                raise NotSeenError(f"{name} lies outside what can be scrolled to")
        raise NotSeenError(f"{name} could not be brought into view")

    def _let_pass(self, seconds: float) -> None:
        """A frame of a moving finger's time, with the loop turning."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            self._turn_and_rest()

    def _turn_and_rest(self) -> None:
        self._rest.start()
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._rest.stop()
        self._turn()

    def _turn(self) -> None:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        QCoreApplication.sendPostedEvents(None, 0)
        if self._settle is not None:
            self._settle()


def _is_text(item: QQuickItem) -> bool:
    return bool(item.inherits("QQuickText"))


def _usable(item: QQuickItem | None) -> bool:
    return item is not None and item.isEnabled() and item.width() > 0 and item.height() > 0


def _in_view(item: QQuickItem, flick: QQuickItem) -> bool:
    top = flick.mapToScene(QPointF(0, 0)).y()
    middle = item.mapToScene(QPointF(0, item.height() / 2)).y()
    return top + 4 < middle < top + flick.height() - 4


def _flickable_above(item: QQuickItem) -> QQuickItem | None:
    above = item.parentItem()
    while above is not None and not above.inherits("QQuickFlickable"):
        above = above.parentItem()
    return above
