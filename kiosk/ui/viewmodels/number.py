"""The number that was taken, as large as it can be, and what becomes of its slip."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from kiosk.domain.ticket import SeriesView, TicketState
from kiosk.domain.waiting import wait_words
from kiosk.ui.qr import qr_data_url
from kiosk.ui.viewmodel import State
from kiosk.ui.viewmodels.bars import Say
from kiosk.ui.viewmodels.bring import Bring
from kiosk.ui.viewmodels.slip import SlipState
from kiosk.ui.viewmodels.slip_screen import SlipScreen

if TYPE_CHECKING:
    from kiosk.domain.text import Language
    from kiosk.services.queue import NumberTaken
    from kiosk.ui.ports import Prints
    from kiosk.ui.shell import Shell
    from kiosk.ui.viewmodels.change_number import ChangeNumber


class NumberState(State, frozen=True):
    """`over`: what became of a number that is not waiting; then nothing is ahead and nothing to do."""

    number: str = ""
    over: str = ""
    void: bool = False
    wait: str = ""
    can_bring: bool = False
    can_change: bool = False
    business: str = ""
    windows: str = ""
    ahead: str = ""
    day: str = ""
    priority: str = ""
    repeated: str = ""
    clock: str = ""  # why there is no date
    can_reprint: bool = False
    qr: str = ""
    code: str = ""  # what opens it where nothing scans the slip
    slip: SlipState | None = None


def derive_number(
    taken: NumberTaken,
    series: SeriesView,
    qr: str,
    slip: SlipState | None,
    scanned: bool,
    can_reprint: bool,
    changed_from: str,
    can_bring: bool,
    unanswered: bool,
    language: Language,
    say: Say,
) -> NumberState:
    """`scanned`: its holder has shown the slip, and may want another one. `changed_from`: the label of the
    number that was given for it, which is void. `unanswered`: nobody knows what came of giving it back."""
    ticket = taken.ticket
    waiting = ticket.state is TicketState.WAITING
    void = ticket.state is TicketState.VOID
    if not waiting:
        return NumberState(
            number=ticket.label,
            business=series.name.in_(language),
            over=say(f"state-{ticket.state.value}", window=ticket.window),
            void=void,
            repeated=say("elsewhere-done") if taken.elsewhere and ticket.state is TicketState.DONE else "",
            qr="" if void else qr,
            code="" if void else _code(taken, say),
        )
    return NumberState(
        number=ticket.label,
        wait=say("wait", range=wait_words(taken.wait).in_(language)),
        can_bring=can_bring,
        can_change=True,
        business=series.name.in_(language),
        windows=taken.where.in_(language),
        ahead=say("ahead", count=taken.ahead) if taken.ahead else say("ahead-none"),
        day=taken.day_words.in_(language) if taken.day_words is not None else "",
        priority=say("priority") if taken.ticket.priority else "",
        repeated=_notice(taken, scanned, changed_from, unanswered, say),
        clock=say("clock") if taken.day_words is None else "",
        can_reprint=can_reprint,
        qr=qr,
        code=_code(taken, say),
        slip=slip,
    )


def _code(taken: NumberTaken, say: Say) -> str:
    return say("code", code=f"{taken.code[:3]} {taken.code[3:]}") if taken.code else ""


def _notice(taken: NumberTaken, scanned: bool, changed_from: str, unanswered: bool, say: Say) -> str:
    if changed_from:
        return say("changed", label=changed_from)
    if taken.same_person:
        return say("same-person")
    if taken.elsewhere:
        return say("unanswered" if unanswered else "elsewhere")
    return say("scanned" if scanned else "repeated") if taken.repeated else ""


class Number(SlipScreen):
    screen: ClassVar[str] = "number"
    qml: ClassVar[str] = "Number"

    def __init__(self, shell: Shell, printing: Prints) -> None:
        super().__init__(shell, NumberState(), printing)
        self._printing = printing
        self._scanned = self._can_reprint = self._unanswered = False
        self._changed_from = ""
        self._taken: tuple[NumberTaken, SeriesView] | None = None
        self._qr = ""
        self._changing: ChangeNumber | None = None

    def hand_to(self, changing: ChangeNumber) -> None:
        """Where 退号或换业务 leads."""
        self._changing = changing

    def present(
        self,
        taken: NumberTaken,
        series: SeriesView,
        scanned: bool = False,
        changed_from: str = "",
        unanswered: bool = False,
    ) -> None:
        """`scanned`: nothing is being printed; the slip that its holder has shown can be printed again, where
        it was printed. `unanswered`: the hall did not say what came of giving it back."""
        self._taken = (taken, series)
        self._scanned = scanned
        self._can_reprint = scanned and not taken.elsewhere and taken.ticket.state is not TicketState.VOID
        self._unanswered = unanswered
        self._changed_from = changed_from
        self._qr = qr_data_url(taken.ticket.token)
        self._slip.forget()
        if not scanned:
            self._slip.follow(taken.job_id)
        self.refresh()

    def refresh(self) -> None:
        if self._taken is None:
            self._show(NumberState())
            return
        taken, series = self._taken
        self._show(
            derive_number(
                taken,
                series,
                self._qr,
                self._slip.look(),
                self._scanned,
                self._can_reprint,
                self._changed_from,
                bool(series.items) and self.shell.has("bring"),
                self._unanswered,
                self.language,
                self.say,
            )
        )

    def forget(self) -> None:
        self._taken = None
        self._scanned = self._can_reprint = self._unanswered = False
        self._changed_from = ""
        self._qr = ""
        self._slip.forget()
        self.refresh()

    @Slot()
    def reprint(self) -> None:
        """The same number once more on paper, marked 补打, in the session its holder stands in."""
        if self._taken is None or not self._can_reprint:
            return
        job = self._printing.reprint(self._taken[0].ticket.token, self.shell.session_id)
        if job is not None:
            self._can_reprint = False  # once: another touch would be another paper
            self._slip.follow(job.id)
        self.refresh()

    @Slot()
    def change(self) -> None:
        if self._taken is not None and self._changing is not None:
            self._changing.present(*self._taken)
            self.shell.go("change-number")

    @Slot()
    def bring(self) -> None:
        screen = self.shell.model("bring")
        if self._taken is not None and isinstance(screen, Bring):
            screen.present(self._taken[1])
            self.shell.go("bring")
