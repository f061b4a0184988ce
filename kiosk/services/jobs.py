"""A document as a print job. The print thread drains them; nobody here waits for paper."""

from collections.abc import Callable

import msgspec

from kiosk.domain.document import Document
from kiosk.domain.printer import JobState, PrintJob

SLIP = "slip"  # the printer's role


def queued_job(
    document: Document, *, job_id: str, session: str, now_ms: int, copy: int = 0, role: str = SLIP
) -> PrintJob:
    return PrintJob(
        id=job_id,
        role=role,
        kind=document.kind.value,
        token=document.token,
        session=session,
        document=msgspec.json.encode(document),
        state=JobState.QUEUED,
        copy=copy,
        created_ms=now_ms,
    )


# Called after a commit that left something to print; the root gives the print thread's event.
Wake = Callable[[], None]


def nobody() -> None:
    """The Wake of a process without a print thread: the job waits for the one that has it."""
