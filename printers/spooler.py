"""Drains one printer's stored jobs. The arrows between their states stand in README.md."""

import logging
from typing import assert_never

import msgspec

from kiosk.domain.document import Document
from kiosk.domain.printer import JobState, PrinterCondition, PrinterStatus, PrintJob
from kiosk.domain.time import Clock, to_ms
from kiosk.store import Store, UnitOfWork
from printers.driver import (
    AllSent,
    CannotAnswer,
    Confirmed,
    CutOff,
    Driver,
    LinkLost,
    NothingSent,
    Unanswered,
)
from printers.profile import Profile
from printers.render import Slip, escpos, tear_off

_log = logging.getLogger(__name__)
_document = msgspec.json.Decoder(Document)

# Whether part of a slip may hang from the printer, kept for the next process: its row is paper:<role>.
HANGING, CUT = "hanging", "cut"
VOID, EXPIRED = "void", "expired"  # why a slip that had to wait is not printed any more
EXPIRE_S = 7200.0
WATCH_S = 5.0  # how old the printer's state on the screen may be


class _Outcome(msgspec.Struct, frozen=True):
    """Where a job has come to, and what is known of the printer since."""

    state: JobState
    reason: str = ""
    status: PrinterStatus | None = None
    torn: bool = False  # part of it may hang from the printer, or be missing in its head


class Spooler:
    """Owned by one thread, which calls `run_once` when woken and about once a second otherwise."""

    def __init__(
        self,
        store: Store,
        driver: Driver,
        profile: Profile,
        role: str,
        clock: Clock,
        expire_s: float = EXPIRE_S,
    ) -> None:
        """`expire_s`: how long a slip may wait for paper before it is given up."""
        self._store = store
        self._driver = driver
        self._profile = profile
        self._role = role
        self._paper = f"paper:{role}"
        self._clock = clock
        self._expire_s = expire_s
        self._since: dict[str, float] = {}  # since when each unsent job is known to wait, monotonic
        self._recovered = False
        self._torn = False
        self._known: PrinterCondition | None = None  # as last written
        self._blocked: tuple[PrinterCondition, int] | None = None  # why and how many, as last written
        self._written_s = 0.0

    def close(self) -> None:
        """The link is given back, for whoever owns the printer next."""
        self._driver.close()

    def run_once(self) -> bool:
        """Print one job, or see how the printer is. True when another job may follow at once.

        Raises StoreError when the store does; the job is then found SENDING at the next start.
        """
        self._recover()
        with self._store.read() as uow:
            waiting = uow.print_jobs.unsent_count()
        if not waiting and not self._watch_due():
            return False
        # Before the claim: a job that cannot be sent never leaves the reach of "session wiped → given up".
        status = self._driver.status()
        try:
            if not status.condition.can_print:
                self._block(status, waiting)
                return False
            self._blocked = None
            self._note(status)
            if not waiting or not self._tidied():
                return False
            job = self._claim()
            if job is None:
                return False
            outcome = self._print(job)
            self._settle(job, outcome)
            return outcome.state is not JobState.BLOCKED
        finally:
            self._driver.release()

    def _recover(self) -> None:
        """What a crash left SENDING may be on paper or not; and the printer may hold the rest of it."""
        if self._recovered:
            return
        with self._store.begin() as uow:
            interrupted = uow.print_jobs.interrupted(self._now_ms())
            paper = uow.devices.get(self._paper)
            self._torn = interrupted > 0 or (paper is not None and paper.state == HANGING)
            if interrupted:  # this process may die as well, before it has cut
                uow.devices.put(self._paper, HANGING, "interrupted", self._now_ms())
        self._recovered = True

    def _watch_due(self) -> bool:
        return self._known is None or self._clock.monotonic_s() - self._written_s >= WATCH_S

    def _block(self, status: PrinterStatus, waiting: int) -> None:
        """Say on the oldest job why it waits. Written when something is new, not at every look."""
        if waiting and (self._blocked != (status.condition, waiting) or self._watch_due()):
            with self._store.begin() as uow:
                self._sort_out(uow, self._now_ms())
                # In one transaction: outside of it the job is never SENDING.
                job = uow.print_jobs.claim(self._role, self._now_ms())
                if job is not None:
                    uow.print_jobs.settle(job.id, JobState.BLOCKED, status.condition.value, self._now_ms())
            self._blocked = (status.condition, waiting)
        self._note(status)

    def _note(self, status: PrinterStatus) -> None:
        """Keep the printer's state on the screen true, without a commit per slip."""
        if self._known is status.condition and not self._watch_due():
            return
        with self._store.begin() as uow:
            uow.devices.put(f"printer:{self._role}", status.condition.value, status.detail, self._now_ms())
        self._known = status.condition
        self._written_s = self._clock.monotonic_s()

    def _tidied(self) -> bool:
        """Part the next slip from what an interrupted one may have left.

        False when that is not known to be done: bytes that merely left may be lost with the link, and the
        next citizen's slip would hang on this one.
        """
        if not self._torn:
            return True
        match self._driver.send(tear_off(self._profile)):
            case NothingSent() | CutOff():
                return False
            case AllSent():
                pass
        match self._driver.confirm():
            case Confirmed() | CannotAnswer():
                self._torn = False
            case Unanswered(status=status):
                # Mute, but well and on the same link: whatever follows comes behind the cut.
                self._torn = not status.condition.can_print
            case LinkLost():
                pass
        if not self._torn:
            with self._store.begin() as uow:
                uow.devices.put(self._paper, CUT, "", self._now_ms())
        return not self._torn

    def _claim(self) -> PrintJob | None:
        now_ms = self._now_ms()
        with self._store.begin() as uow:
            self._sort_out(uow, now_ms)
            return uow.print_jobs.claim(self._role, now_ms)

    def _sort_out(self, uow: UnitOfWork, now_ms: int) -> None:
        """Give up what nobody wants any more: void numbers, and slips whose people have long gone.

        How long one waits is told by the monotonic clock: a wall clock that jumps must not take the slip of
        somebody who stands there. A start of the terminal gives up what waited before it.
        """
        uow.print_jobs.give_up_void(VOID, now_ms)
        now_s = self._clock.monotonic_s()
        self._since = {job: self._since.get(job, now_s) for job in uow.print_jobs.unsent_ids(self._role)}
        for job, since_s in self._since.items():
            if now_s - since_s >= self._expire_s:
                uow.print_jobs.settle(job, JobState.GIVEN_UP, EXPIRED, now_ms)

    def _print(self, job: PrintJob) -> _Outcome:
        try:
            slip = escpos(_document.decode(job.document), self._profile)
        except Exception as error:
            # Rendering is pure: it would fail again for ever, and hold up everybody behind.
            _log.exception("job %s cannot be rendered", job.id)
            return _Outcome(JobState.GIVEN_UP, f"cannot be rendered: {type(error).__name__}")
        sent = self._driver.send(slip.data)
        match sent:
            case AllSent():
                return self._proved(slip)
            case NothingSent():
                status = PrinterStatus(PrinterCondition.OFFLINE, sent.detail)
                return _Outcome(JobState.BLOCKED, status.condition.value, status)
            case CutOff():
                status = PrinterStatus(PrinterCondition.OFFLINE, sent.detail)
                return _Outcome(JobState.UNKNOWN, "link-lost", status, torn=True)
            case _:
                assert_never(sent)

    def _proved(self, slip: Slip) -> _Outcome:
        boxed = " ".join(f"U+{ord(char):04X}" for char in slip.boxed)
        reason = f"no font holds {boxed}" if boxed else ""
        proof = self._driver.confirm()
        match proof:
            case Confirmed():
                return _Outcome(JobState.PRINTED, reason, proof.status)
            case CannotAnswer():
                return _Outcome(JobState.SENT, reason)
            case Unanswered():
                # A printer that is well or merely mute has the whole slip, cut included.
                torn = not proof.status.condition.can_print
                return _Outcome(JobState.UNKNOWN, proof.status.condition.value, proof.status, torn)
            case LinkLost():
                status = PrinterStatus(PrinterCondition.OFFLINE, proof.detail)
                return _Outcome(JobState.UNKNOWN, "link-lost", status, torn=True)
            case _:
                assert_never(proof)

    def _settle(self, job: PrintJob, outcome: _Outcome) -> None:
        self._torn = self._torn or outcome.torn
        with self._store.begin() as uow:
            uow.print_jobs.settle(job.id, outcome.state, outcome.reason, self._now_ms())
            if outcome.torn:
                uow.devices.put(self._paper, HANGING, job.id, self._now_ms())
        if outcome.status is not None:
            self._note(outcome.status)
        if outcome.reason:
            _log.warning("print job %s: %s", job.id, outcome.state.value)

    def _now_ms(self) -> int:
        return to_ms(self._clock.now())
