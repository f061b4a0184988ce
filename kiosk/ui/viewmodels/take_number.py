"""Choose a business, get a number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, assert_never

from PySide6.QtCore import Slot

from kiosk.domain.ticket import SeriesStatus, SeriesView
from kiosk.services.queue import NoOpenDay, NumbersExhausted, NumberTaken
from kiosk.ui.viewmodel import State, ViewModel
from kiosk.ui.viewmodels.bars import Say, day_words_of

if TYPE_CHECKING:
    from kiosk.domain.text import Language
    from kiosk.ui.ports import IssuesNumbers
    from kiosk.ui.shell import Shell
    from kiosk.ui.viewmodels.number import Number


class SeriesRow(State, frozen=True):
    id: str
    prefix: str
    name: str
    detail: str
    waiting: str
    open: bool


class TakeNumberState(State, frozen=True):
    series: tuple[SeriesRow, ...] = ()
    refusal: str = ""
    priority: bool = False


def derive_take_number(
    series: tuple[SeriesView, ...], refusal: str, priority: bool, language: Language, say: Say
) -> TakeNumberState:
    return TakeNumberState(
        series=tuple(_row(view, language, say) for view in series), refusal=refusal, priority=priority
    )


def _row(view: SeriesView, language: Language, say: Say) -> SeriesRow:
    windows = say("windows", windows=view.windows)
    match view.status:
        case SeriesStatus.OPEN:
            detail = windows
        case SeriesStatus.NEXT_DAY if view.service_day is not None:
            detail = say("next-day", windows=windows, day=day_words_of(view.service_day, language))
        case SeriesStatus.NEXT_DAY:
            detail = windows
        case SeriesStatus.EXHAUSTED:
            detail = say("exhausted")
        case _:
            assert_never(view.status)
    return SeriesRow(
        id=view.id,
        prefix=view.prefix,
        name=view.name.in_(language),
        detail=detail,
        waiting=say("waiting", count=view.waiting) if view.waiting else say("nobody-waiting"),
        open=view.status is not SeriesStatus.EXHAUSTED,
    )


class TakeNumber(ViewModel):
    screen: ClassVar[str] = "take-number"
    qml: ClassVar[str] = "TakeNumber"

    def __init__(self, shell: Shell, queue: IssuesNumbers, number: Number) -> None:
        """`number` shows what was taken."""
        super().__init__(shell, TakeNumberState())
        self._queue = queue
        self._number = number
        self._series: tuple[SeriesView, ...] = ()
        self._refusal = ""
        self._priority = False

    def open(self, arguments: Mapping[str, str]) -> None:
        del arguments
        self.forget()
        self.reread()

    def reread(self) -> None:
        self._series = self._queue.series()
        self.refresh()

    def refresh(self) -> None:
        refusal = self.say(self._refusal) if self._refusal else ""
        self._show(derive_take_number(self._series, refusal, self._priority, self.language, self.say))

    def forget(self) -> None:
        self._refusal = ""
        self._priority = False
        self._series = ()

    @Slot()
    def togglePriority(self) -> None:  # noqa: N802
        """老弱病残孕军: who says so is believed, and the reason is never asked (DESIGN §6)."""
        self._priority = not self._priority
        self.refresh()

    @Slot(str)
    def choose(self, series: str) -> None:
        outcome = self._queue.take_number(self.shell.session_id, series, self._priority)
        match outcome:
            case NumberTaken():
                chosen = next(view for view in self._series if view.id == series)
                self._number.present(outcome, chosen)
                self.shell.go_instead("number")
                return
            case NumbersExhausted():
                self._refusal = "refused-exhausted"
            case NoOpenDay():
                self._refusal = "refused-no-day"
            case _:
                assert_never(outcome)
        self.reread()
