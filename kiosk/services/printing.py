"""What became of a slip, and printing it again (DESIGN §7). The print thread does the rest."""

from collections.abc import Callable

import msgspec

from kiosk.domain.document import Document
from kiosk.domain.printer import JobState, PrintJob
from kiosk.domain.ticket import TicketState
from kiosk.services.events import CITIZEN, Events
from kiosk.services.jobs import Wake, nobody, queued_job
from kiosk.services.slips import as_copy
from kiosk.services.timekeeping import Timekeeping
from kiosk.store import Store, UnitOfWork

SESSION_WIPED = "session-wiped"


class Printing:
    def __init__(
        self,
        store: Store,
        timekeeping: Timekeeping,
        events: Events,
        ids: Callable[[], str],
        wake: Wake = nobody,
    ) -> None:
        self._store = store
        self._timekeeping = timekeeping
        self._events = events
        self._ids = ids
        self._wake = wake

    def job(self, job_id: str) -> PrintJob:
        """Raises KeyError for an unknown id."""
        with self._store.read() as work:
            return _known(work, job_id)

    def jobs(self, max_count: int = 20) -> tuple[PrintJob, ...]:
        """The latest first, for the staff screen."""
        with self._store.read() as work:
            return tuple(work.print_jobs.recent(max_count))

    def say_missing(self, job_id: str, actor: str = CITIZEN) -> PrintJob:
        """Somebody says that no slip came: the same slip again, marked 补打.

        A job that is still on its way gives itself back: it may yet come out, and printing it twice without
        a mark is what must never happen. One reprint of a job is enough: asked again, the same copy returns.
        """
        with self._store.begin() as work:
            job = _known(work, job_id)
            latest = work.print_jobs.by_token(job.token)[0]
            if not job.state.ended or latest.copy > job.copy or _given_back(work, job.token):
                return latest
            copy = self._copy(work, job, actor)
        self._wake()
        return copy

    def reprint(self, token: str, session: str, actor: str = CITIZEN) -> PrintJob | None:
        """The slip of a token once more, as 补打, in the session its holder stands in. None: no such slip."""
        with self._store.begin() as work:
            printed = work.print_jobs.by_token(token)
            if not printed or _given_back(work, token):
                return None
            if not printed[0].state.ended:
                return printed[0]
            copy = self._copy(work, msgspec.structs.replace(printed[0], session=session), actor)
        self._wake()
        return copy

    def came_out(self, job_id: str, actor: str = CITIZEN) -> PrintJob:
        """Somebody holds the slip that the printer could not vouch for."""
        with self._store.begin() as work:
            job = _known(work, job_id)
            if job.state in (JobState.SENT, JobState.UNKNOWN):
                work.print_jobs.settle(job_id, JobState.PRINTED, f"seen by {actor}", self._now_ms(work))
                self._events.write(work, job.session, actor, "slip-came-out", job_id)
            return _known(work, job_id)

    def give_up_session(self, session: str) -> int:
        """The session is wiped: its unsent slips must not print in front of the next citizen.

        They stay reprintable by their token. Returns how many were given up.
        """
        with self._store.begin() as work:
            return work.print_jobs.give_up_session(session, SESSION_WIPED, self._now_ms(work))

    def _copy(self, work: UnitOfWork, job: PrintJob, actor: str) -> PrintJob:
        first = work.print_jobs.by_token(job.token)[-1]
        document = as_copy(msgspec.json.decode(first.document, type=Document), job.copy + 1)
        copy = queued_job(
            document,
            job_id=self._ids(),
            session=job.session,
            now_ms=self._now_ms(work),
            copy=job.copy + 1,
            role=job.role,
        )
        work.print_jobs.add(copy)
        self._events.write(work, job.session, actor, "reprint", copy.id)
        return copy

    def _now_ms(self, work: UnitOfWork) -> int:
        return self._timekeeping.judge(work.terminal.get().last_seen_ms).ms


def _given_back(work: UnitOfWork, token: str) -> bool:
    """A number that is worth nothing any more is not put on paper again."""
    ticket = work.tickets.by_token(token)
    return ticket is not None and ticket.state is TicketState.VOID


def _known(work: UnitOfWork, job_id: str) -> PrintJob:
    job = work.print_jobs.get(job_id)
    if job is None:
        raise KeyError(job_id)
    return job
