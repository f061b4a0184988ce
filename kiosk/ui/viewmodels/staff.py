"""What staff need at a glance: what is wrong, what waits, and the machine's own switches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from kiosk.domain.printer import PrintJob
from kiosk.domain.time import from_ms, local
from kiosk.services.timekeeping import ClockFault
from kiosk.ui.viewmodel import State, ViewModel
from kiosk.ui.viewmodels.bars import Say
from kiosk.ui.viewmodels.follow_ups import FollowUps

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.services.staffing import Staff
    from kiosk.services.status import TerminalStatus
    from kiosk.ui.ports import ConfirmsClock, FollowsUp, NotesEvents, Power, Prints
    from kiosk.ui.shell import Shell

JOBS_SHOWN = 6
RESTART, SHUT_DOWN, CLOCK = "restart", "shut-down", "clock"
# Outside the working-day calendar nobody's word helps: either the year is wrong or the catalogue is old.
CONFIRMABLE = (ClockFault.BEHIND, ClockFault.JUMPED)


class JobLine(State, frozen=True):
    kind: str
    state: str
    time: str
    good: bool
    waits: bool  # on its way to the paper


class StaffState(State, frozen=True):
    greeting: str = ""
    printer: str = ""
    printer_detail: str = ""
    printer_good: bool = True
    network: str = ""
    network_good: bool = True
    waiting: str = ""
    waits: bool = False  # something does
    quarantined: str = ""
    follow_ups: str = ""  # the key to 差评跟进 with how many are open; empty: it is not served
    jobs: tuple[JobLine, ...] = ()
    terminal: str = ""
    clock_doubted: bool = False  # whoever knows the time may confirm it
    confirming: str = ""  # restart, shut-down, clock, or empty
    question: str = ""  # what is to be confirmed, in words


def derive_staff(
    staff: Staff | None,
    status: TerminalStatus | None,
    jobs: tuple[PrintJob, ...],
    confirming: str,
    now: datetime,
    say: Say,
    follow_ups: tuple[int, int] | None = None,
) -> StaffState:
    """`follow_ups`: (open, overdue) bad ratings. `now`: the machine's clock, on the hall's wall clock."""
    if staff is None:
        return StaffState()
    greeting = say("greeting", name=staff.name, role=say(f"role-{staff.role}"))
    lines = tuple(_job(job, say) for job in jobs)
    question = say(f"confirm-{confirming}", time=f"{now:%Y-%m-%d %H:%M}") if confirming else ""
    if status is None:
        return StaffState(greeting=greeting, jobs=lines, confirming=confirming, question=question)
    printer = status.printer
    return StaffState(
        greeting=greeting,
        printer=say(f"printer-{printer.condition.value}") if printer is not None else say("printer-unknown"),
        printer_detail=printer.detail if printer is not None else "",
        printer_good=printer is not None and printer.condition.can_print,
        network=say(f"network-{status.network}"),
        network_good=status.network == "online",
        waiting=say("waiting", count=status.waiting_count),
        waits=status.waiting_count > 0,
        quarantined=say("quarantined", count=status.quarantined_count) if status.quarantined_count else "",
        follow_ups=_follow_ups(follow_ups, say),
        jobs=lines,
        terminal=say(
            "terminal", terminal=status.terminal, epoch=status.epoch, catalogue=status.catalogue_version
        ),
        clock_doubted=status.clock_fault in CONFIRMABLE,
        confirming=confirming,
        question=question,
    )


def _follow_ups(counts: tuple[int, int] | None, say: Say) -> str:
    if counts is None:
        return ""
    every, overdue = counts
    if overdue:
        return say("follow-ups-overdue", count=every, overdue=overdue)
    return say("follow-ups", count=every) if every else say("follow-ups-none")


def _job(job: PrintJob, say: Say) -> JobLine:
    kind = say(f"kind-{job.kind}")
    return JobLine(
        kind=say("copy", kind=kind) if job.copy else kind,
        state=say(f"job-{job.state.value}"),
        time=f"{local(from_ms(job.created_ms)):%H:%M}",
        good=job.state.value in ("printed", "queued", "sending"),
        waits=job.state.value in ("queued", "sending"),
    )


class StaffMenu(ViewModel):
    screen: ClassVar[str] = "staff"
    qml: ClassVar[str] = "Staff"

    def __init__(
        self, shell: Shell, printing: Prints, events: NotesEvents, clock: ConfirmsClock, power: Power
    ) -> None:
        super().__init__(shell, StaffState())
        self._clock = clock
        self._printing = printing
        self._events = events
        self._power = power
        self._jobs: tuple[PrintJob, ...] = ()
        self._staff: Staff | None = None
        self._confirming = ""
        self._ratings: FollowsUp | None = None
        self._counts: tuple[int, int] | None = None

    def serve(self, ratings: FollowsUp) -> None:
        """Bad ratings are followed up here."""
        self._ratings = ratings

    def admit(self, staff: Staff) -> None:
        """The sign-in lets somebody in; nothing else opens this screen."""
        self._staff = staff

    def open(self, arguments: Mapping[str, str]) -> None:
        del arguments
        if self._staff is None:
            raise RuntimeError("nobody has signed in")
        self._confirming = ""
        self.reread()

    def reread(self) -> None:
        well = self.shell.fault is None
        self._jobs = self._printing.jobs(JOBS_SHOWN) if well else ()
        self._counts = self._ratings.counts() if well and self._ratings is not None else None
        self.refresh()

    def refresh(self) -> None:
        now = local(self.shell.clock.now())
        self._show(
            derive_staff(
                self._staff, self.shell.status, self._jobs, self._confirming, now, self.say, self._counts
            )
        )

    def forget(self) -> None:
        self._staff = None
        self._jobs = ()
        self._counts = None
        self._confirming = ""
        self.refresh()

    @Slot()
    def selfCheck(self) -> None:  # noqa: N802
        self._note("self-check")
        self.shell.go("self-check")

    @Slot()
    def followUps(self) -> None:  # noqa: N802
        screen = self.shell.model("follow-ups")
        if self._staff is not None and isinstance(screen, FollowUps):
            screen.admit(self._staff.id)
            self.shell.go("follow-ups")

    @Slot()
    def signOut(self) -> None:  # noqa: N802
        self._note("sign-out")
        self.shell.leave()

    @Slot(str)
    def askFor(self, what: str) -> None:  # noqa: N802
        """restart, shut-down or clock, which want a second touch; empty takes the question back."""
        self._confirming = what
        self.refresh()

    @Slot()
    def confirm(self) -> None:
        wanted, self._confirming = self._confirming, ""
        self.refresh()
        if wanted in (RESTART, SHUT_DOWN):
            self._note(wanted)
        if wanted == RESTART:
            self._power.restart()
        elif wanted == SHUT_DOWN:
            self._power.shut_down()
        elif wanted == CLOCK and self._staff is not None and self.shell.fault is None:
            self._clock.confirm(self._staff.id)

    def _note(self, action: str) -> None:
        # With a damaged store there is no trail to write to; the switches must work all the same.
        if self._staff is not None and self.shell.fault is None:
            self._events.note(self.shell.session_id, f"staff:{self._staff.id}", action)
