"""Print jobs as screens see them, in memory."""

from kiosk.domain.printer import JobState, PrintJob
from tests.ui.fake_day import NOW_MS, TOKEN


def print_job(
    job_id: str, state: JobState, kind: str = "ticket", copy: int = 0, reason: str = ""
) -> PrintJob:
    return PrintJob(
        id=job_id,
        role="slip",
        kind=kind,
        token=TOKEN,
        session="s",
        document=b"{}",
        state=state,
        copy=copy,
        reason=reason,
        created_ms=NOW_MS,
    )


class FakePrinting:
    def __init__(self) -> None:
        self.all: dict[str, PrintJob] = {}
        self.given_up: list[str] = []
        self.reprinted: list[tuple[str, str]] = []

    def put(
        self, job_id: str, state: JobState, reason: str = "", kind: str = "ticket", copy: int = 0
    ) -> None:
        self.all[job_id] = print_job(job_id, state, kind, copy, reason)

    def job(self, job_id: str) -> PrintJob:
        return self.all[job_id]

    def jobs(self, max_count: int = 20) -> tuple[PrintJob, ...]:
        return tuple(reversed(self.all.values()))[:max_count]

    def say_missing(self, job_id: str) -> PrintJob:
        copy = self.all[job_id].copy + 1
        self.put(f"{job_id}-copy", JobState.QUEUED, copy=copy)
        return self.all[f"{job_id}-copy"]

    def came_out(self, job_id: str) -> PrintJob:
        self.put(job_id, JobState.PRINTED)
        return self.all[job_id]

    def reprint(self, token: str, session: str) -> PrintJob | None:
        self.reprinted.append((token, session))
        self.put("again", JobState.QUEUED, copy=1)
        return self.all["again"]

    def give_up_session(self, session: str) -> int:
        self.given_up.append(session)
        return 0
