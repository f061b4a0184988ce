"""A scanner that types, in front of the window: its codes go where codes go, all else to the fields."""

import time
from collections.abc import Callable
from typing import assert_never

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickView

from kiosk.devices.code_lines import as_code
from kiosk.devices.code_scanner import CodeScanned, NotACode
from kiosk.devices.wedge import Burst, Typed, Wedge

_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CHORDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class TypedScans(QObject):
    """Installs itself before `view`. `deliver` gets what a scan was; a person's strokes go on, in order."""

    def __init__(
        self,
        view: QQuickView,
        deliver: Callable[[CodeScanned | NotACode], None],
        *,
        gap_s: float,
        prefix: str,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._deliver = deliver
        self._wedge: Wedge[QKeyEvent] = Wedge(monotonic, gap_s=gap_s, prefix=prefix)
        self._passing_on = False
        self._timer = QTimer(self)
        self._timer.setInterval(int(gap_s * 1000) + 5)
        self._timer.timeout.connect(self._look)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if self._passing_on or not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        stroke, text = event.clone(), event.text()
        if event.key() in _ENDS:
            decided = self._wedge.end(stroke)
        elif len(text) == 1 and text.isprintable() and not event.modifiers() & _CHORDS:
            decided = self._wedge.stroke(text, stroke)
        elif text == "" and event.key() in (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock):
            return False  # inside a scan's capital letters
        else:
            decided = self._wedge.other(stroke)
        self._carry_out(decided)
        return True

    def forget(self) -> None:
        """The session is over: what is held belongs to it."""
        self._timer.stop()
        self._wedge.forget()

    def _look(self) -> None:
        self._carry_out(self._wedge.passed())

    def _carry_out(self, decided: tuple[Burst | Typed[QKeyEvent], ...]) -> None:
        for one in decided:
            match one:
                case Burst(code):
                    self._deliver(as_code(code))
                case Typed(strokes):
                    self._pass_on(strokes)
                case unreachable:
                    assert_never(unreachable)
        if self._wedge.holds:
            self._timer.start()
        else:
            self._timer.stop()

    def _pass_on(self, strokes: tuple[QKeyEvent, ...]) -> None:
        self._passing_on = True
        try:
            for stroke in strokes:
                QCoreApplication.sendEvent(self._view, stroke)
        finally:
            self._passing_on = False
