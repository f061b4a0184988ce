"""What a printer can say of itself, and what became of a slip."""

from enum import StrEnum

import msgspec


class PrinterCondition(StrEnum):
    READY = "ready"
    NEAR_END = "near-end"
    PAPER_OUT = "paper-out"
    COVER_OPEN = "cover-open"
    OFFLINE = "offline"  # cannot be reached, or says so itself
    CUTTER_ERROR = "cutter-error"
    OVERHEATED = "overheated"
    SILENT = "silent"  # reachable, and no answer to a status question
    ERROR = "error"

    @property
    def can_print(self) -> bool:
        """Whether bytes may be sent. A silent printer may print; it only cannot prove it."""
        return self in (PrinterCondition.READY, PrinterCondition.NEAR_END, PrinterCondition.SILENT)


class PrinterStatus(msgspec.Struct, frozen=True):
    condition: PrinterCondition
    detail: str = ""  # for staff and logs: raw bytes in hex, an errno; never for citizens


class JobState(StrEnum):
    """The life of a print job; the arrows stand in printers/README.md."""

    QUEUED = "queued"
    SENDING = "sending"
    PRINTED = "printed"  # the printer answered a buffered question after the cut
    SENT = "sent"  # everything left, the printer cannot answer: the screen asks whether the slip came
    UNKNOWN = "unknown"  # the link was lost after bytes had left
    BLOCKED = "blocked"  # known before a byte was sent; resumes by itself
    GIVEN_UP = "given-up"

    @property
    def ended(self) -> bool:
        return self in (JobState.PRINTED, JobState.SENT, JobState.UNKNOWN, JobState.GIVEN_UP)


class PrintJob(msgspec.Struct, frozen=True, kw_only=True):
    """One document on its way to paper. `copy` is 0 for the first print and counts 补打 after that."""

    id: str
    role: str
    kind: str
    token: str
    session: str
    document: bytes  # msgspec JSON of Document
    state: JobState
    reason: str = ""
    attempts: int = 0
    copy: int = 0
    created_ms: int = 0
    settled_ms: int | None = None
