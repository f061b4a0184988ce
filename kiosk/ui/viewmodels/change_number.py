"""A number is given back, or changed for another business; both only after a second touch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, assert_never

import msgspec
from PySide6.QtCore import Slot

from kiosk.domain.ticket import SeriesView, TicketState
from kiosk.services.giving_back import Changed, GivenBack, NotGivenBack, Unanswered
from kiosk.services.queue import NumberTaken
from kiosk.ui.viewmodel import State, ViewModel
from kiosk.ui.viewmodels.bars import Say
from kiosk.ui.viewmodels.errand import Errands

if TYPE_CHECKING:
    from kiosk.domain.text import Language
    from kiosk.ui.ports import GivesBack, IssuesNumbers
    from kiosk.ui.shell import Shell
    from kiosk.ui.viewmodels.no_number import NoNumber
    from kiosk.ui.viewmodels.number import Number

BACK = "back"  # the choice of giving it back; any other is a series


class Choice(State, frozen=True):
    id: str
    title: str
    detail: str


class ChangeNumberState(State, frozen=True):
    title: str = ""
    choices: tuple[Choice, ...] = ()
    confirm: str = ""  # the question, once something was chosen
    yes: str = ""


def derive_change_number(
    label: str, others: tuple[SeriesView, ...], chosen: str, asking: bool, language: Language, say: Say
) -> ChangeNumberState:
    to = next((one.name.in_(language) for one in others if one.id == chosen), "")
    confirm = say("confirm-back", label=label) if chosen == BACK else ""
    if to:
        confirm = say("confirm-change", label=label, business=to)
    return ChangeNumberState(
        title=say("title", label=label),
        choices=(
            Choice(id=BACK, title=say("back"), detail=say("back-detail")),
            *(
                Choice(
                    id=one.id,
                    title=say("change", business=one.name.in_(language)),
                    detail=say("waiting", count=one.waiting) if one.waiting else say("nobody-waiting"),
                )
                for one in others
            ),
        ),
        confirm=confirm,
        yes=say("asking" if asking else "yes-back" if chosen == BACK else "yes-change"),
    )


class ChangeNumber(ViewModel):
    screen: ClassVar[str] = "change-number"
    qml: ClassVar[str] = "ChangeNumber"

    def __init__(
        self, shell: Shell, queue: IssuesNumbers, giving_back: GivesBack, number: Number, no_number: NoNumber
    ) -> None:
        super().__init__(shell, ChangeNumberState())
        self._queue = queue
        self._giving_back = giving_back
        self._number = number
        self._no_number = no_number
        self._taken: tuple[NumberTaken, SeriesView] | None = None
        self._series: tuple[SeriesView, ...] = ()
        self._chosen = ""
        self._errands = Errands(shell, self)

    def present(self, taken: NumberTaken, series: SeriesView) -> None:
        self._taken = (taken, series)
        self._chosen = ""
        self._series = self._queue.series()
        self.refresh()

    def open(self, arguments: Mapping[str, str]) -> None:
        del arguments
        self._chosen = ""
        self.refresh()

    def refresh(self) -> None:
        if self._taken is None:
            self._show(ChangeNumberState())
            return
        self._show(
            derive_change_number(
                self._taken[0].ticket.label,
                self._others(),
                self._chosen,
                self._errands.name != "",
                self.language,
                self.say,
            )
        )

    def forget(self) -> None:
        self._errands.let_go()
        self._taken = None
        self._series = ()
        self._chosen = ""
        self.refresh()

    def back(self) -> bool:
        """返回 takes the choice back first; not what the hall is doing already."""
        if self._errands.name:
            return True
        chosen, self._chosen = self._chosen, ""
        self.refresh()
        return chosen != ""

    @Slot(str)
    def choose(self, choice: str) -> None:
        self._chosen = choice
        self.refresh()

    @Slot()
    def no(self) -> None:
        if self._errands.name:
            return  # half a second at most: nobody is told that a number stays which is being voided
        self._chosen = ""
        self.refresh()

    @Slot()
    def yes(self) -> None:
        if self._taken is None or not self._chosen or self._errands.name:
            return
        taken, series = self._taken
        if taken.elsewhere:
            self._give_back_there(taken, series)
            return
        session, token = self.shell.session_id, taken.ticket.token
        if self._chosen == BACK:
            match self._giving_back.give_back(session, token):
                case GivenBack(ticket):
                    self._stands(taken, series, ticket.state)
                case NotGivenBack(state):
                    self._stands(taken, series, state)
                case unreachable:
                    assert_never(unreachable)
            return
        changed = self._giving_back.change(session, token, self._chosen)
        to = next(one for one in self._series if one.id == self._chosen)
        match changed:
            case Changed(old, new):
                self._number.present(new, to, changed_from=old.label)
                self.shell.go("number")
            case NotGivenBack(state):
                self._stands(taken, series, state)
            case refused:
                self._no_number.present(refused, to)
                self.shell.go("no-number")

    def _give_back_there(self, taken: NumberTaken, series: SeriesView) -> None:
        """It is another terminal's: the hall's ledger does it, in another thread. Whoever leaves meanwhile
        has said yes all the same."""
        asking = self._giving_back.ask(taken.ticket.token)
        session = self.shell.session_id

        def answered() -> None:
            match self._giving_back.given_back(session, asking):
                case GivenBack(ticket):
                    self._stands(taken, series, ticket.state)
                case NotGivenBack(state):
                    self._stands(taken, series, state)
                case Unanswered():
                    self._number.present(taken, series, scanned=True, unanswered=True)
                    self.shell.go("number")
                case unreachable:
                    assert_never(unreachable)

        self._errands.begin("back", asking, answered, lambda: None)
        self.refresh()

    def _others(self) -> tuple[SeriesView, ...]:
        if self._taken is not None and self._taken[0].elsewhere:
            return ()  # its own terminal has the record that a change would have to follow
        own = "" if self._taken is None else self._taken[1].id
        return tuple(one for one in self._series if one.id != own and one.status.gives_numbers)

    def _stands(self, taken: NumberTaken, series: SeriesView, state: TicketState | None) -> None:
        """The number's own screen, as it stands now: given back, or called while somebody hesitated."""
        ticket = msgspec.structs.replace(taken.ticket, state=state or TicketState.VOID)
        self._number.present(msgspec.structs.replace(taken, ticket=ticket), series, scanned=True)
        self.shell.go("number")
