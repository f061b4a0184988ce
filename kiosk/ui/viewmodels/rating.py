"""好差评 after a service: five levels, the reasons of the one chosen, a few words; or one touch past it.

levels ─▶ why ─▶ done            nothing is chosen beforehand; 跳过 stands in the first two
   └──────┴────▶ where the citizen was going
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, assert_never

from PySide6.QtCore import Property, QObject, Slot

from kiosk.domain.rating import MAX_TEXT, REASONS, Level, Rating
from kiosk.services.filing import IntakeStopped
from kiosk.services.ratings import AlreadyRated, Ratable, Rated
from kiosk.ui.viewmodel import State, ViewModel
from kiosk.ui.viewmodels.bars import Say, day_words_of

if TYPE_CHECKING:
    from kiosk.domain.text import Language
    from kiosk.ui.input.keyboard import Keyboard
    from kiosk.ui.ports import TakesRatings
    from kiosk.ui.shell import Shell

LEAVE, HOME = "leave", "home"


class LevelLine(State, frozen=True):
    level: str
    name: str


class ReasonLine(State, frozen=True):
    reason: str
    name: str
    chosen: bool


class RatingState(State, frozen=True):
    what: str = ""
    levels: tuple[LevelLine, ...] = ()
    chosen: str = ""
    reasons: tuple[ReasonLine, ...] = ()
    text: str = ""
    typing: bool = False
    done: str = ""  # what became of it; empty while it is being given
    done_lead: str = ""


def derive_rating(
    what: Ratable | None,
    level: Level | None,
    reasons: frozenset[str],
    text: str,
    typing: bool,
    outcome: Rated | AlreadyRated | IntakeStopped | None,
    language: Language,
    say: Say,
) -> RatingState:
    if what is None:
        return RatingState()
    name = what.name.in_(language)
    shown = say("of-number", label=what.label, name=name) if what.label else name
    match outcome:
        case None:
            pass
        case Rated(rating):
            return RatingState(what=shown, done=say("thanks"), done_lead=_thanks(rating, language, say))
        case AlreadyRated():
            return RatingState(what=shown, done=say("already"))
        case IntakeStopped():
            return RatingState(what=shown, done=say("stopped"))
        case _:
            assert_never(outcome)
    if level is None:
        levels = tuple(LevelLine(level=one.value, name=say(f"level-{one.value}")) for one in Level)
        return RatingState(what=shown, levels=levels)
    return RatingState(
        what=shown,
        chosen=say("chosen", level=say(f"level-{level.value}")),
        reasons=tuple(
            ReasonLine(reason=one, name=say(f"reason-{one}"), chosen=one in reasons) for one in REASONS[level]
        ),
        text=text,
        typing=typing,
    )


def _thanks(rating: Rating, language: Language, say: Say) -> str:
    lead = say("thanks-lead")
    if not rating.level.is_bad:
        return lead
    if rating.due is None:
        return say("thanks-bad-no-date") + lead
    return say("thanks-bad", due=day_words_of(rating.due, language)) + lead


class RatingScreen(ViewModel):
    screen: ClassVar[str] = "rating"
    qml: ClassVar[str] = "Rating"

    def __init__(self, shell: Shell, ratings: TakesRatings, keyboard: Keyboard) -> None:
        super().__init__(shell, RatingState())
        self._ratings = ratings
        self._keyboard = keyboard
        keyboard.setParent(self)
        keyboard.inserted.connect(self._insert)
        keyboard.erased.connect(self._erase)
        keyboard.done.connect(self._put_away)
        self._skipped: set[str] = set()
        self._clear()

    def _clear(self) -> None:
        self._what: Ratable | None = None
        self._after = HOME
        self._outcome: Rated | AlreadyRated | IntakeStopped | None = None
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._level: Level | None = None
        self._reasons: frozenset[str] = frozenset()
        self._text = ""

    def offer(self, after: str) -> bool:
        """A service at the terminal is over: go here by itself, once. False when there is nothing to rate.

        `after`: where the citizen was going, LEAVE or HOME.
        """
        what = self._ratings.filed_in(self.shell.session_id)
        if what is None or what.service.id in self._skipped:
            return False
        self.present(what, after)
        return True

    def present(self, what: Ratable, after: str = HOME) -> None:
        self._clear()
        self._what, self._after = what, after
        self._keyboard.hide()
        self.refresh()
        self.shell.go("rating")

    def refresh(self) -> None:
        typing = bool(self._keyboard.property("state")["shown"])
        self._show(
            derive_rating(
                self._what,
                self._level,
                self._reasons,
                self._text,
                typing,
                self._outcome,
                self.language,
                self.say,
            )
        )

    def retell(self) -> None:
        self._keyboard.retell()
        super().retell()

    def forget(self) -> None:
        self._clear()
        self._skipped = set()
        self._keyboard.forget()
        self.refresh()

    def back(self) -> bool:
        if self.property("state")["typing"]:
            self._put_away()
            return True
        if self._level is None or self._outcome is not None:
            return False
        self.change()
        return True

    @Slot(str)
    def choose(self, level: str) -> None:
        self._begin_anew()
        self._level = Level(level)
        self.refresh()

    @Slot()
    def change(self) -> None:
        """Back to the five; the reasons of one level are not those of another."""
        self._keyboard.hide()
        self._begin_anew()
        self.refresh()

    @Slot(str)
    def toggle(self, reason: str) -> None:
        self._keyboard.hide()
        self._reasons ^= {reason}
        self.refresh()

    @Slot()
    def write(self) -> None:
        self._keyboard.show("text")
        self.refresh()

    @Slot()
    def submit(self) -> None:
        if self._what is None or self._level is None or self._outcome is not None:
            return  # a second touch on a page that is already leaving
        self._keyboard.hide()
        self._outcome = self._ratings.rate(self._what, self._level, tuple(self._reasons), self._text)
        self._begin_anew()
        self.refresh()

    @Slot()
    def skip(self) -> None:
        """Nothing is stored, and nobody is asked a second time."""
        if self._what is not None:
            self._skipped.add(self._what.service.id)
        self.finish()

    @Slot()
    def finish(self) -> None:
        after = self._after
        self._clear()
        self._keyboard.hide()
        if after == LEAVE:
            self.shell.leave()
        else:
            self.shell.goHome()

    @Slot(str)
    def _insert(self, text: str) -> None:
        self._text = (self._text + text)[:MAX_TEXT]
        self.refresh()

    @Slot()
    def _erase(self) -> None:
        self._text = self._text[:-1]
        self.refresh()

    @Slot()
    def _put_away(self) -> None:
        self._keyboard.hide()
        self.refresh()

    board = Property(QObject, lambda self: self._keyboard, constant=True)


def offer_rating(shell: Shell, after: str) -> bool:
    """After a service: whether the rating page came. Without one nobody is kept."""
    screen = shell.model("rating")
    return isinstance(screen, RatingScreen) and screen.offer(after)
