"""Choose a business, get a number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, assert_never

import msgspec
from PySide6.QtCore import Signal, Slot

from kiosk.domain.ticket import SeriesStatus, SeriesView
from kiosk.services.asking import Asking
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
    asking: bool


class TakeNumberState(State, frozen=True):
    """`asking`: a number is on its way from the hall's ledger, and other touches have to wait."""

    series: tuple[SeriesRow, ...] = ()
    priority: bool = False
    asking: bool = False


def derive_take_number(
    series: tuple[SeriesView, ...], priority: bool, asking: str, language: Language, say: Say
) -> TakeNumberState:
    """`asking`: the series whose number is being asked for, or empty."""
    return TakeNumberState(
        series=tuple(_row(view, asking, language, say) for view in series),
        priority=priority,
        asking=asking != "",
    )


def _row(view: SeriesView, asking: str, language: Language, say: Say) -> SeriesRow:
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
    waiting = say("waiting", count=view.waiting) if view.waiting else say("nobody-waiting")
    asked = view.id == asking
    return SeriesRow(
        id=view.id,
        prefix=view.prefix,
        name=view.name.in_(language),
        detail=say("asking") if asked else detail,
        waiting="" if asked else waiting,
        open=view.status.gives_numbers,
        asking=asked,
    )


class _Asked(msgspec.Struct, frozen=True):
    """What was touched, as it was at the touch. `screen`: where. Who is gone from there gets no number."""

    asking: Asking
    series: str
    priority: bool
    screen: str


class TakeNumber(ViewModel):
    screen: ClassVar[str] = "take-number"
    qml: ClassVar[str] = "TakeNumber"

    _answered = Signal(object)  # in the thread that asks

    def __init__(self, shell: Shell, queue: IssuesNumbers, number: Number, no_number: NoNumber) -> None:
        """`number` shows what was taken, `no_number` why nothing was."""
        super().__init__(shell, TakeNumberState())
        self._queue = queue
        self._number = number
        self._no_number = no_number
        self._series: tuple[SeriesView, ...] = ()
        self._priority = False
        self._asked: _Asked | None = None
        self._answered.connect(self._take_answered)

    def open(self, arguments: Mapping[str, str]) -> None:
        del arguments
        self.forget()
        self.reread()

    def reread(self) -> None:
        self._series = self._queue.series()
        self.refresh()

    def refresh(self) -> None:
        asking = "" if self._asked is None else self._asked.series
        self._show(derive_take_number(self._series, self._priority, asking, self.language, self.say))

    def back(self) -> bool:
        self._let_go()
        return False

    def forget(self) -> None:
        self._let_go()
        self._priority = False
        self._series = ()

    def favour(self, priority: bool) -> None:
        """What 需要优先吗？ was answered."""
        self._priority = priority
        self.refresh()

    @Slot()
    def askPriority(self) -> None:  # noqa: N802
        """Chosen already, a touch takes it back; the list needs no answer."""
        if self._asked is not None:
            return
        if self._priority:
            self.favour(False)
        else:
            self.shell.go("priority")

    @Slot(str)
    def choose(self, series: str) -> None:
        """The number comes at once, or is asked of the hall's ledger and comes with its answer."""
        if self._asked is not None:
            return  # a second touch: the number is on its way
        asking = self._queue.ask(self.shell.session_id, series, self._priority, self._card())
        if asking is None:
            self._take(series, self._priority, None)
            return
        self._asked = _Asked(asking, series, self._priority, self.shell.screen_shown)
        self._no_number.ask(True)
        self.refresh()
        asking.tell(lambda: self._answered.emit(asking))

    @Slot(object)
    def _take_answered(self, asking: Asking) -> None:
        asked = self._asked
        if asked is None or asked.asking is not asking:
            return  # let go of meanwhile
        if not self.shell.shows(asked.screen):
            self._let_go()
            return
        self._asked = None
        self._no_number.ask(False)
        self.refresh()
        self._take(asked.series, asked.priority, asking)

    def _take(self, series: str, priority: bool, asking: Asking | None) -> None:
        outcome = self._queue.take_number(self.shell.session_id, series, priority, self._card(), asking)
        chosen = next(view for view in self._series if view.id == series)
        if isinstance(outcome, NumberTaken):
            self._number.present(outcome, chosen)
            self.shell.go_instead("number")
            return
        self._no_number.present(outcome, chosen)
        self.shell.go("no-number")

    def _let_go(self) -> None:
        """Whoever touched has left: the hall hears that nobody holds the number."""
        asked, self._asked = self._asked, None
        if asked is not None:
            self._queue.drop(asked.asking)
            self._no_number.ask(False)

    def _card(self) -> IdCard | None:
        cards = self.shell.model("card")
        return cards.mine if isinstance(cards, Cards) else None
