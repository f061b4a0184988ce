"""Why no number comes, and what to do instead: each refusal in its own words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, assert_never

from PySide6.QtCore import Slot

from kiosk.services.queue import (
    CardNeeded,
    NightNumbersGone,
    NoOpenDay,
    NumberRefused,
    NumbersExhausted,
    QuotaGone,
    TakenElsewhere,
)
from kiosk.ui.viewmodel import State, ViewModel
from kiosk.ui.viewmodels.bars import Say

if TYPE_CHECKING:
    from kiosk.domain.text import Language
    from kiosk.domain.ticket import SeriesView
    from kiosk.ui.shell import Shell


class NoNumberState(State, frozen=True):
    title: str = ""
    why: str = ""
    ways: tuple[str, ...] = ()
    can_retry: bool = False
    asking: bool = False


def derive_no_number(
    refused: NumberRefused, series: SeriesView, phone: str, asking: bool, language: Language, say: Say
) -> NoNumberState:
    counter = say("do-counter", phone=phone)
    ways: tuple[str, ...]
    match refused:
        case NumbersExhausted():
            key, ways = "exhausted", (say("do-tomorrow"), say("do-other"), counter)
        case QuotaGone():
            key, ways = "quota", (say("do-tomorrow"), say("do-other"), counter)
        case NightNumbersGone(day_words=day):
            key, ways = "night", (say("do-day", day=day.in_(language)), say("do-online"), counter)
        case NoOpenDay():
            key, ways = "closed", (say("do-online"), counter)
        case CardNeeded():
            key, ways = "card", (say("do-card"), say("do-other"), counter)
        case TakenElsewhere(served=True):
            key, ways = "served", (say("do-other"), counter)
        case TakenElsewhere(label=label, day_words=day):
            key, ways = "elsewhere", (say("do-wait", label=label), say("do-give-back", label=label), counter)
            if day is not None:
                ways = (say("do-come", day=day.in_(language)), *ways)
        case _:
            assert_never(refused)
    label = refused.label if isinstance(refused, TakenElsewhere) else ""
    return NoNumberState(
        title=say(f"title-{key}", label=label),
        why=say(f"why-{key}", business=series.name.in_(language)),
        ways=ways,
        can_retry=key == "card",
        asking=asking,
    )


class NoNumber(ViewModel):
    screen: ClassVar[str] = "no-number"
    qml: ClassVar[str] = "NoNumber"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, NoNumberState())
        self._again: Callable[[str], None] | None = None
        self._refused: tuple[NumberRefused, SeriesView] | None = None
        self._asking = False

    def hand_to(self, again: Callable[[str], None]) -> None:
        """Where 放好了，取号 leads: the same business once more."""
        self._again = again

    def present(self, refused: NumberRefused, series: SeriesView) -> None:
        self._refused = (refused, series)
        self.refresh()

    def ask(self, asking: bool) -> None:
        """A number is being asked of the hall's ledger, or that is over."""
        self._asking = asking
        self.refresh()

    def refresh(self) -> None:
        if self._refused is None:
            self._show(NoNumberState())
            return
        phone = self.shell.settings.terminal.helper_phone
        self._show(derive_no_number(*self._refused, phone, self._asking, self.language, self.say))

    def forget(self) -> None:
        self._refused = None
        self.refresh()

    @Slot()
    def retry(self) -> None:
        if self._refused is not None and self._again is not None:
            self._again(self._refused[1].id)

    @Slot()
    def other(self) -> None:
        self.shell.go("take-number")

    @Slot()
    def home(self) -> None:
        self.shell.goHome()
