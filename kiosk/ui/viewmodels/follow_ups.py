"""差评跟进 for staff: what is open and until when, ended with a word. Never who rated, nor their words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from kiosk.domain.rating import FollowUp
from kiosk.ui.viewmodel import State, ViewModel
from kiosk.ui.viewmodels.bars import Say, day_words_of
from kiosk.ui.words import load_words

if TYPE_CHECKING:
    from kiosk.domain.text import Language
    from kiosk.services.ratings import FollowUpView
    from kiosk.ui.ports import FollowsUp
    from kiosk.ui.shell import Shell

OUTCOMES = (FollowUp.FIXED, FollowUp.EXPLAINED, FollowUp.PASSED_ON, FollowUp.EXCLUDED)


class FollowUpLine(State, frozen=True):
    id: str
    title: str
    detail: str
    due: str
    overdue: bool


class OutcomeLine(State, frozen=True):
    outcome: str
    name: str


class FollowUpsState(State, frozen=True):
    lines: tuple[FollowUpLine, ...] = ()
    open: str = ""  # the title of the one that is being ended
    open_detail: str = ""
    outcomes: tuple[OutcomeLine, ...] = ()
    message: str = ""


def derive_follow_ups(
    found: tuple[FollowUpView, ...], opened: str, message: str, language: Language, say: Say
) -> FollowUpsState:
    lines = tuple(_line(one, language, say) for one in found)
    at_hand = next((line for line in lines if line.id == opened), None)
    if at_hand is None:
        return FollowUpsState(lines=lines, message=say(message) if message else "")
    return FollowUpsState(
        lines=lines,
        open=at_hand.title,
        open_detail=at_hand.detail,
        outcomes=tuple(OutcomeLine(outcome=one.value, name=say(f"outcome-{one.value}")) for one in OUTCOMES),
    )


def _line(one: FollowUpView, language: Language, say: Say) -> FollowUpLine:
    words = load_words("rating")
    comma = say("comma")
    reasons = comma.join(words.say(f"reason-{reason}", language) for reason in one.reasons)
    day = say("rated-on", day=day_words_of(one.day, language))
    due = say("no-due") if one.due is None else say("due", day=day_words_of(one.due, language))
    return FollowUpLine(
        id=one.id,
        title=say(
            "title-of", name=one.name.in_(language), level=words.say(f"level-{one.level.value}", language)
        ),
        detail=comma.join((day, reasons)) if reasons else day,
        due=say("overdue", due=due) if one.overdue else due,
        overdue=one.overdue,
    )


class FollowUps(ViewModel):
    screen: ClassVar[str] = "follow-ups"
    qml: ClassVar[str] = "FollowUps"

    def __init__(self, shell: Shell, ratings: FollowsUp) -> None:
        super().__init__(shell, FollowUpsState())
        self._ratings = ratings
        self._clear()

    def _clear(self) -> None:
        self._staff = ""
        self._found: tuple[FollowUpView, ...] = ()
        self._opened = ""
        self._message = ""

    def admit(self, staff_id: str) -> None:
        """The staff menu lets somebody in; nothing else opens this screen."""
        self._staff = staff_id

    def open(self, arguments: Mapping[str, str]) -> None:
        del arguments
        if not self._staff:
            raise RuntimeError("nobody has signed in")
        self._opened = self._message = ""
        self._found = self._ratings.follow_ups(self._staff)
        self.refresh()

    def refresh(self) -> None:
        self._show(derive_follow_ups(self._found, self._opened, self._message, self.language, self.say))

    def forget(self) -> None:
        self._clear()
        self.refresh()

    def back(self) -> bool:
        if not self._opened:
            return False
        self.choose("")
        return True

    @Slot(str)
    def choose(self, rating: str) -> None:
        """One that was followed up; empty puts the question away."""
        self._opened, self._message = rating, ""
        self.refresh()

    @Slot(str)
    def end(self, outcome: str) -> None:
        if not self._opened or not self._staff:
            return
        ended = self._ratings.follow_up(self._staff, self._opened, FollowUp(outcome))
        self._found = self._ratings.follow_ups(self._staff)
        self._opened, self._message = "", "ended" if ended else "ended-by-another"
        self.refresh()
