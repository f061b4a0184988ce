"""Choose a business, get a number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, assert_never

from PySide6.QtCore import Slot

from kiosk.domain.ticket import SeriesStatus, SeriesView
from kiosk.services.queue import NumberTaken
from kiosk.services.service_day import time_words
from kiosk.ui.viewmodel import State, ViewModel
from kiosk.ui.viewmodels.bars import Say, day_words_of
from kiosk.ui.viewmodels.cards import Cards

if TYPE_CHECKING:
    from kiosk.domain.card import IdCard
    from kiosk.domain.text import Language
    from kiosk.ui.ports import IssuesNumbers
    from kiosk.ui.shell import Shell
    from kiosk.ui.viewmodels.no_number import NoNumber
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
    priority: bool = False


def derive_take_number(
    series: tuple[SeriesView, ...], priority: bool, language: Language, say: Say
) -> TakeNumberState:
    return TakeNumberState(series=tuple(_row(view, language, say) for view in series), priority=priority)


def _row(view: SeriesView, language: Language, say: Say) -> SeriesRow:
    windows = say("windows", windows=view.windows)
    day = "" if view.service_day is None else day_words_of(view.service_day, language)
    match view.status:
        case SeriesStatus.OPEN:
            detail = windows
        case SeriesStatus.LATER_TODAY:
            opens = "" if view.opens is None else time_words(view.opens).in_(language)
            detail = say("later-today", windows=windows, time=opens)
        case SeriesStatus.NEXT_DAY:
            detail = say("next-day", windows=windows, day=day)
        case SeriesStatus.EXHAUSTED | SeriesStatus.QUOTA_GONE | SeriesStatus.CLOSED:
            detail = say(view.status.value)
        case SeriesStatus.NIGHT_GONE:
            detail = say("night-gone", day=day)
        case _:
            assert_never(view.status)
    return SeriesRow(
        id=view.id,
        prefix=view.prefix,
        name=view.name.in_(language),
        detail=detail,
        waiting=say("waiting", count=view.waiting) if view.waiting else say("nobody-waiting"),
        open=view.status.gives_numbers,
    )


class TakeNumber(ViewModel):
    screen: ClassVar[str] = "take-number"
    qml: ClassVar[str] = "TakeNumber"

    def __init__(self, shell: Shell, queue: IssuesNumbers, number: Number, no_number: NoNumber) -> None:
        """`number` shows what was taken, `no_number` why nothing was."""
        super().__init__(shell, TakeNumberState())
        self._queue = queue
        self._number = number
        self._no_number = no_number
        self._series: tuple[SeriesView, ...] = ()
        self._priority = False

    def open(self, arguments: Mapping[str, str]) -> None:
        del arguments
        self.forget()
        self.reread()

    def reread(self) -> None:
        self._series = self._queue.series()
        self.refresh()

    def refresh(self) -> None:
        self._show(derive_take_number(self._series, self._priority, self.language, self.say))

    def forget(self) -> None:
        self._priority = False
        self._series = ()

    def favour(self, priority: bool) -> None:
        """What 需要优先吗？ was answered."""
        self._priority = priority
        self.refresh()

    @Slot()
    def askPriority(self) -> None:  # noqa: N802
        """Chosen already, a touch takes it back; the list needs no answer."""
        if self._priority:
            self.favour(False)
        else:
            self.shell.go("priority")

    @Slot(str)
    def choose(self, series: str) -> None:
        outcome = self._queue.take_number(self.shell.session_id, series, self._priority, self._card())
        chosen = next(view for view in self._series if view.id == series)
        if isinstance(outcome, NumberTaken):
            self._number.present(outcome, chosen)
            self.shell.go_instead("number")
            return
        self._no_number.present(outcome, chosen)
        self.shell.go("no-number")

    def _card(self) -> IdCard | None:
        cards = self.shell.model("card")
        return cards.mine if isinstance(cards, Cards) else None
