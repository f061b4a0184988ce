"""What becomes of a slip, told live beside the number or case it belongs to.

printing ─▶ printed                      the printer proved it
    │  └──▶ ask ─▶ confirmed | printing  it cannot prove it: the citizen says
    └─────▶ trouble ─▶ printing          paper, cover, link: number and QR stay, the job resumes by itself
any ─▶ without                           the citizen goes on without paper
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from kiosk.domain.document import DocumentKind
from kiosk.domain.printer import JobState, PrinterCondition, PrintJob
from kiosk.ui.viewmodel import State
from kiosk.ui.viewmodels.bars import Say
from kiosk.ui.words import load_words

if TYPE_CHECKING:
    from kiosk.ui.ports import Prints
    from kiosk.ui.shell import Shell

SLOW_AFTER_S = 12.0


class SlipPhase(StrEnum):
    PRINTING = "printing"
    PRINTED = "printed"
    ASK = "ask"
    CONFIRMED = "confirmed"
    TROUBLE = "trouble"
    WITHOUT = "without"


class SlipState(State, frozen=True):
    phase: str
    headline: str
    advice: str
    can_answer: bool  # 出来了 / 没有出来
    can_retry: bool
    can_do_without: bool


def derive_slip(
    job: PrintJob,
    condition: PrinterCondition | None,
    waited_s: float,
    confirmed: bool,
    without: bool,
    say: Say,
) -> SlipState:
    """`condition`: the printer's last known state, None while unknown. `waited_s`: since the job began."""
    phase = _phase(job.state, condition, waited_s, confirmed)
    if without and phase is not SlipPhase.PRINTED:
        phase = SlipPhase.WITHOUT
    key = phase.value
    if phase is SlipPhase.TROUBLE and job.state is JobState.GIVEN_UP:
        key = "trouble-given-up"
    advice = say(f"{key}-advice")
    if key == SlipPhase.TROUBLE and job.kind == DocumentKind.RECEIPT:
        # Whoever leaves has no slip coming after them: it must not print in front of a stranger.
        advice += say("later-receipt")
    headline = say(f"{key}-headline", reason=_reason(job, condition, say))
    return SlipState(
        phase=phase.value,
        headline=headline,
        advice=advice,
        can_answer=phase is SlipPhase.ASK,
        can_retry=phase is SlipPhase.TROUBLE,
        can_do_without=phase is SlipPhase.TROUBLE,
    )


def _phase(
    state: JobState, condition: PrinterCondition | None, waited_s: float, confirmed: bool
) -> SlipPhase:
    if confirmed:
        return SlipPhase.CONFIRMED
    match state:
        case JobState.QUEUED:
            blocked = condition is not None and not condition.can_print
            return SlipPhase.TROUBLE if blocked or waited_s > SLOW_AFTER_S else SlipPhase.PRINTING
        case JobState.SENDING:
            return SlipPhase.PRINTING
        case JobState.PRINTED:
            return SlipPhase.PRINTED
        case JobState.SENT | JobState.UNKNOWN:
            return SlipPhase.ASK
        case JobState.BLOCKED | JobState.GIVEN_UP:
            return SlipPhase.TROUBLE
        case _:
            assert_never(state)


def _reason(job: PrintJob, condition: PrinterCondition | None, say: Say) -> str:
    """The job's own reason comes first: the printer may have been mended since."""
    known = {c.value for c in PrinterCondition if not c.can_print}
    if job.reason in known:
        return say(f"reason-{job.reason}")
    if condition is not None and not condition.can_print:
        return say(f"reason-{condition.value}")
    return say("reason-slow")


class Slip:
    """Follows one print job for the screen that asked for it."""

    def __init__(self, shell: Shell, printing: Prints) -> None:
        self._shell = shell
        self._printing = printing
        self.forget()

    def forget(self) -> None:
        self._job: PrintJob | None = None
        self._since_s = 0.0
        self._confirmed = False
        self._without = False

    def follow(self, job_id: str) -> None:
        self.forget()
        self._job = self._printing.job(job_id)
        self._since_s = self._shell.clock.monotonic_s()

    def look(self) -> SlipState | None:
        """The slip as it is now; None when nothing is followed."""
        if self._job is None:
            return None
        self._job = self._printing.job(self._job.id)
        status = self._shell.status
        return derive_slip(
            self._job,
            status.printer.condition if status is not None and status.printer is not None else None,
            self._shell.clock.monotonic_s() - self._since_s,
            self._confirmed,
            self._without,
            self._say,
        )

    def came(self) -> None:
        if self._job is not None:
            self._printing.came_out(self._job.id)
            self._confirmed = True

    def missing(self) -> None:
        """The citizen says nothing came out, or wants another try: a marked copy of the same slip."""
        if self._job is not None and self._job.state.ended:
            self._job = self._printing.say_missing(self._job.id)
        self._since_s = self._shell.clock.monotonic_s()
        self._without = False

    def do_without(self) -> None:
        self._without = True

    def _say(self, key: str, **values: object) -> str:
        return load_words("slip").say(key, self._shell.language, **values)
