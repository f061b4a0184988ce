"""The date chooser's model: large keys for ten years, year, month and day instead of typing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.domain.text import Language
from kiosk.ui.input import dates
from kiosk.ui.input.dates import Choosing, Part, Span
from kiosk.ui.words import load_words

_COLUMNS = {Part.DECADE: 4, Part.YEAR: 4, Part.MONTH: 4, Part.DAY: 7}
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Chip(msgspec.Struct, frozen=True):
    """A part already chosen; touching it chooses it again."""

    part: str
    label: str


class DateKey(msgspec.Struct, frozen=True):
    number: int
    label: str


class DateChooserState(msgspec.Struct, frozen=True, kw_only=True):
    shown: bool
    question: str
    chips: tuple[Chip, ...]
    keys: tuple[DateKey, ...]
    columns: int


class DateChooser(QObject):
    """Shown for one field at a time; emits `chosen` with YYYY-MM-DD or YYYY-MM, then puts itself away."""

    stateChanged = Signal()  # noqa: N815
    chosen = Signal(str)

    def __init__(
        self, language: Callable[[], Language], alive: Callable[[], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._alive = alive
        self._span: Span | None = None
        self._choosing = Choosing()

    def open(self, span: Span) -> None:
        self._span = span
        self._choosing = Choosing()
        self.stateChanged.emit()

    @Slot(int)
    def choose(self, number: int) -> None:
        self._alive()
        if self._span is None:
            return
        part = dates.part_to_choose(self._span, self._choosing)
        if part is not None and number in dates.choices(self._span, self._choosing, part):
            self._choosing = dates.choose(self._choosing, part, number)
        complete = dates.value(self._span, self._choosing)
        if complete is not None:
            self.forget()
            self.chosen.emit(complete)
        self.stateChanged.emit()

    @Slot(str)
    def again(self, part: str) -> None:
        self._alive()
        self._choosing = self._choosing.before(Part(part))
        self.stateChanged.emit()

    def forget(self) -> None:
        self._span = None
        self._choosing = Choosing()
        self.stateChanged.emit()

    def retell(self) -> None:
        self.stateChanged.emit()

    def _derive(self) -> DateChooserState:
        if self._span is None:
            return DateChooserState(shown=False, question="", chips=(), keys=(), columns=1)
        part = dates.part_to_choose(self._span, self._choosing) or Part.DAY
        numbers = dates.choices(self._span, self._choosing, part)
        return DateChooserState(
            shown=True,
            question=load_words("keyboard").say(f"choose-{part.value}", self._language()),
            chips=self._chips(),
            keys=tuple(DateKey(number, self._label(part, number)) for number in numbers),
            columns=_COLUMNS[part],
        )

    def _chips(self) -> tuple[Chip, ...]:
        chosen = (
            (Part.DECADE, self._choosing.decade if self._choosing.year is None else None),
            (Part.YEAR, self._choosing.year),
            (Part.MONTH, self._choosing.month),
        )
        return tuple(Chip(part, self._label(part, number)) for part, number in chosen if number is not None)

    def _label(self, part: Part, number: int) -> str:
        words, language = load_words("keyboard"), self._language()
        if part is Part.MONTH and language is Language.EN:
            return _MONTHS_EN[number - 1]
        if part is Part.DAY:
            return str(number)
        return words.say(f"label-{part.value}", language, number=number)

    def _state_for_qml(self) -> dict[str, Any]:
        # By JSON, not to_builtins: QML cannot look into tuples.
        state: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self._derive()))
        return state

    state = Property("QVariantMap", _state_for_qml, notify=stateChanged)  # type: ignore[arg-type]
