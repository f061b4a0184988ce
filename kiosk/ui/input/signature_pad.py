"""The signature pad's model: what a finger writes, in memory until it is taken, cleared or wiped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.domain.text import Language, Text
from kiosk.records.signature import (
    HEIGHT,
    MAX_POINTS,
    MAX_STROKES,
    MAX_T_MS,
    MIN_INK,
    WIDTH,
    Point,
    ink,
    signature_answer,
)
from kiosk.ui.words import load_words

_STEP = 3  # units: nearer points say nothing about how it was written


class SignaturePadState(msgspec.Struct, frozen=True, kw_only=True):
    shown: bool = False
    title: str = ""
    empty: bool = True
    trouble: str = ""  # why it cannot be taken yet, or why the pen writes no more


class SignaturePad(QObject):
    """Open for one question at a time; emits `signed` with the answer, then puts itself away.

    The view sends points in the pad's own units, so that a signature is the same on every screen.
    """

    stateChanged = Signal()  # noqa: N815
    signed = Signal(object)
    cleared = Signal()

    def __init__(
        self,
        language: Callable[[], Language],
        monotonic_s: Callable[[], float],
        alive: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._monotonic_s = monotonic_s
        self._alive = alive
        self._words = load_words("signature")
        self._state = SignaturePadState()
        self._title = Text("")
        self._trouble = ""  # which words `state.trouble` are: they change with the language
        self._strokes: list[list[Point]] = []
        self._began_s = 0.0
        self._writing = False

    @property
    def is_open(self) -> bool:
        return self._state.shown

    def open(self, title: Text) -> None:
        self.forget()
        self._title = title
        self._show(SignaturePadState(shown=True, title=title.in_(self._language())))

    @Slot(float, float, result=bool)
    def down(self, x: float, y: float) -> bool:
        """The finger touches the pad. Whether it writes: what is not kept must not be drawn."""
        self._alive()
        if not self._strokes:
            self._began_s = self._monotonic_s()
        if self._is_full():
            self._tell("full")
            return False
        self._writing = True
        self._strokes.append([self._point(x, y)])
        self._tell("", empty=False)
        return True

    @Slot(float, float, result=bool)
    def move(self, x: float, y: float) -> bool:
        if not self._writing or self._is_full(within=True):
            return False
        stroke, point = self._strokes[-1], self._point(x, y)
        if abs(point[0] - stroke[-1][0]) + abs(point[1] - stroke[-1][1]) < _STEP:
            return False
        stroke.append(point)
        return True

    @Slot()
    def up(self) -> None:
        self._alive()
        self._writing = False

    @Slot()
    def clear(self) -> None:
        """清除重写."""
        self._alive()
        self._drop()
        self._tell("", empty=True)

    @Slot()
    def finish(self) -> None:
        """签好了: taken when there is enough to recognise, else said in words."""
        self._alive()
        self._writing = False
        if ink(self._strokes) < MIN_INK:
            self._tell("too-little" if self._strokes else "empty")
            return
        answer: dict[str, Any] = signature_answer(self._strokes)
        self.forget()
        self.signed.emit(answer)

    @Slot()
    def cancel(self) -> None:
        self._alive()
        self.forget()

    @Slot(result="QVariantList")
    def drawn(self) -> list[list[list[int]]]:
        """What stands on the pad, for a view that has to draw it anew."""
        return [[[x, y] for x, y, _ in stroke] for stroke in self._strokes]

    def retell(self) -> None:
        title = self._title.in_(self._language())
        self._show(msgspec.structs.replace(self._state, title=title))
        self._tell(self._trouble)
        self.stateChanged.emit()

    def forget(self) -> None:
        self._title, self._trouble = Text(""), ""
        self._drop()
        self._show(SignaturePadState())

    def _drop(self) -> None:
        self._writing = False
        self._strokes = []
        self.cleared.emit()

    def _is_full(self, *, within: bool = False) -> bool:
        points = sum(map(len, self._strokes))
        return points >= MAX_POINTS or (not within and len(self._strokes) >= MAX_STROKES)

    def _point(self, x: float, y: float) -> Point:
        spent_ms = round((self._monotonic_s() - self._began_s) * 1000)
        return (
            round(min(max(x, 0), WIDTH)),
            round(min(max(y, 0), HEIGHT)),
            min(max(spent_ms, 0), MAX_T_MS),
        )

    def _tell(self, trouble: str, *, empty: bool | None = None) -> None:
        self._trouble = trouble
        said = self._words.say(trouble, self._language()) if trouble else ""
        is_empty = self._state.empty if empty is None else empty
        self._show(msgspec.structs.replace(self._state, empty=is_empty, trouble=said))

    def _show(self, state: SignaturePadState) -> None:
        if state != self._state:
            self._state = state
            self.stateChanged.emit()

    def _state_for_qml(self) -> dict[str, Any]:
        return msgspec.to_builtins(self._state)  # type: ignore[no-any-return]

    def _words_for_qml(self) -> dict[str, str]:
        return self._words.all(self._language())

    state = Property("QVariantMap", _state_for_qml, notify=stateChanged)  # type: ignore[arg-type]
    words = Property("QVariantMap", _words_for_qml, notify=stateChanged)  # type: ignore[arg-type]
