"""评价 from home: what was filed just now, or the number that a window has served."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, assert_never

from PySide6.QtCore import Slot

from kiosk.services.ratings import AlreadyRated, LookUp, NotServed, Ratable
from kiosk.services.tries import TooManyTries
from kiosk.ui.viewmodel import State, ViewModel
from kiosk.ui.viewmodels.bars import Say
from kiosk.ui.viewmodels.series_letters import Prefix, derive_prefixes, letter_of

if TYPE_CHECKING:
    from kiosk.domain.text import Language
    from kiosk.domain.ticket import SeriesView
    from kiosk.ui.ports import IssuesNumbers, TakesRatings
    from kiosk.ui.shell import Shell
    from kiosk.ui.viewmodels.rating import RatingScreen

MAX_DIGITS = 4


class RateNumberState(State, frozen=True):
    filed: str = ""
    prefixes: tuple[Prefix, ...] = ()
    number: str = ""
    message: str = ""
    can_ask: bool = False


def derive_rate_number(
    filed: Ratable | None,
    series: tuple[SeriesView, ...],
    chosen: str,
    digits: str,
    message: str,
    language: Language,
    say: Say,
) -> RateNumberState:
    letter = letter_of(series, chosen)
    return RateNumberState(
        filed="" if filed is None else say("filed", name=filed.name.in_(language)),
        prefixes=derive_prefixes(series, chosen, language),
        number=letter + digits,
        message=say(message) if message else "",
        can_ask=letter != "" and digits.strip("0") != "",
    )


class RateNumber(ViewModel):
    screen: ClassVar[str] = "rate"
    qml: ClassVar[str] = "RateNumber"

    def __init__(
        self, shell: Shell, ratings: TakesRatings, queue: IssuesNumbers, rating: RatingScreen
    ) -> None:
        super().__init__(shell, RateNumberState())
        self._ratings = ratings
        self._queue = queue
        self._rating = rating
        self._series: tuple[SeriesView, ...] = ()
        self._clear()

    def _clear(self) -> None:
        self._filed: Ratable | None = None
        self._chosen = ""
        self._digits = ""
        self._message = ""

    def open(self, arguments: Mapping[str, str]) -> None:
        del arguments
        self._clear()
        self._series = self._queue.series()
        self._filed = self._ratings.filed_in(self.shell.session_id)
        self.refresh()

    def refresh(self) -> None:
        self._show(
            derive_rate_number(
                self._filed,
                self._series,
                self._chosen,
                self._digits,
                self._message,
                self.language,
                self.say,
            )
        )

    def forget(self) -> None:
        self._clear()
        self.refresh()

    def take(self, found: LookUp | TooManyTries) -> None:
        """To the rating page, or why not."""
        match found:
            case Ratable():
                self._rating.present(found)
                return
            case AlreadyRated():
                self._message = "already"
            case NotServed() | None:
                self._message = "not-served"
            case TooManyTries():
                self._message = "too-many"
            case _:
                assert_never(found)
        self.refresh()

    @Slot()
    def rateFiled(self) -> None:  # noqa: N802
        if self._filed is not None:
            self._rating.present(self._filed)

    @Slot(str)
    def choose(self, series: str) -> None:
        self._chosen, self._message = series, ""
        self.refresh()

    @Slot(str)
    def typed(self, digit: str) -> None:
        self._digits, self._message = (self._digits + digit)[:MAX_DIGITS], ""
        self.refresh()

    @Slot()
    def erase(self) -> None:
        self._digits, self._message = self._digits[:-1], ""
        self.refresh()

    @Slot()
    def ask(self) -> None:
        if self._chosen and self._digits:
            found = self._ratings.by_number(self.shell.session_id, self._chosen, int(self._digits))
            self.take(found)
