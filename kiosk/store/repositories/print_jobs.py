"""Documents on their way to paper (DESIGN §7; the arrows stand in printers/README.md)."""

from kiosk.domain.printer import JobState, PrintJob
from kiosk.store.engine import Driver
from kiosk.store.statement import Value
from kiosk.store.statements import print_jobs as sql


class PrintJobs:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def add(self, job: PrintJob) -> None:
        sql.ADD.change(
            self._driver,
            id=job.id,
            role=job.role,
            kind=job.kind,
            token=job.token,
            session=job.session,
            document=job.document,
            state=job.state.value,
            reason=job.reason,
            attempts=job.attempts,
            copy=job.copy,
            created_ms=job.created_ms,
            settled_ms=job.settled_ms,
        )

    def claim(self, role: str, now_ms: int) -> PrintJob | None:
        """The oldest job of this printer that has not been sent, now SENDING. `now_ms` is when it begins."""
        del now_ms  # SENDING is not yet settled, and nothing else of a job has a time
        row = sql.NEXT.one(self._driver, printer=role)
        if row is None:
            return None
        sql.CLAIM.change(self._driver, job_id=row[0], to=JobState.SENDING.value)
        return self.get(row[0])

    def settle(self, job_id: str, state: JobState, reason: str, now_ms: int) -> bool:
        """Where a job has come to. Its time is kept when that is an end."""
        changed = sql.SETTLE.change(
            self._driver,
            job_id=job_id,
            to=state.value,
            why=reason,
            now_ms=now_ms if state.ended else None,
        )
        return changed == 1

    def get(self, job_id: str) -> PrintJob | None:
        row = sql.GET.one(self._driver, job_id=job_id)
        return None if row is None else _job(row)

    def by_token(self, token: str) -> list[PrintJob]:
        """Every print of one slip, the latest copy first."""
        return [_job(row) for row in sql.BY_TOKEN.all(self._driver, slip_token=token)]

    def recent(self, max_count: int) -> list[PrintJob]:
        return [_job(row) for row in sql.RECENT.all(self._driver, max_count=max_count)]

    def unsent_ids(self, role: str) -> list[str]:
        return [row[0] for row in sql.UNSENT_IDS.all(self._driver, printer=role)]

    def unsent_count(self) -> int:
        row = sql.UNSENT.one(self._driver)
        return int(row[0]) if row else 0

    def give_up_session(self, session: str, reason: str, now_ms: int) -> int:
        """Unsent jobs of a wiped session: nothing may print in front of the next citizen."""
        return sql.GIVE_UP.change(self._driver, session_id=session, why=reason, now_ms=now_ms)

    def give_up_token(self, token: str, reason: str, now_ms: int) -> int:
        """What was not sent of one slip: it says something that is no longer true."""
        return sql.GIVE_UP_TOKEN.change(self._driver, slip_token=token, why=reason, now_ms=now_ms)

    def give_up_void(self, reason: str, now_ms: int) -> int:
        """Unsent slips of numbers that are void by now."""
        return sql.GIVE_UP_VOID.change(self._driver, why=reason, now_ms=now_ms)

    def give_up_all(self, reason: str, now_ms: int) -> int:
        """Unsent jobs of every session, after a restore; what was being sent stays to be judged UNKNOWN."""
        return sql.GIVE_UP_ALL.change(self._driver, why=reason, now_ms=now_ms)

    def interrupted(self, now_ms: int) -> int:
        """At start: what a crash left SENDING may or may not have reached the paper."""
        return sql.INTERRUPTED.change(self._driver, now_ms=now_ms)


def _job(row: tuple[Value, ...]) -> PrintJob:
    name, role, kind, token, session, document, state, reason, attempts, copy, created_ms, settled_ms = row
    return PrintJob(
        id=name,
        role=role,
        kind=kind,
        token=token,
        session=session,
        document=document,
        state=JobState(state),
        reason=reason,
        attempts=attempts,
        copy=copy,
        created_ms=created_ms,
        settled_ms=settled_ms,
    )
