"""What the district's own staff see."""

from typing import Annotated, Any

import msgspec

from kiosk.records.statements import FiledComplaint, FiledRating
from sync.evaluation import Evaluation
from sync.wire import Heartbeat


class AttachmentCopy(msgspec.Struct, frozen=True, kw_only=True):
    """A photo that a case lists, and whether the whole of it has come and was what the case says."""

    number: int
    material: str
    media_type: str
    plain_sha256: str
    received: bool


class CaseCopy(msgspec.Struct, frozen=True, kw_only=True):
    """One case as the district received it. `answers` is null where this platform holds no key to open it."""

    record_id: str
    terminal: str
    hash: str
    received_ms: int
    official_number: str | None
    official_number_is_example: bool
    opened: bool
    item: str | None = None
    local_number: str | None = None
    catalogue_version: str | None = None
    schema_hash: str | None = None
    filed_at: str | None = None
    answers: dict[str, Any] | None = None
    attachments: tuple[AttachmentCopy, ...] = ()
    parent: str | None = None  # record id of the whole, for a part of a bundle; readable without the key
    children: tuple[str, ...] = ()  # record ids of the parts, as the whole names them

    def __repr__(self) -> str:
        # Answers must never reach a log or a traceback.
        return f"CaseCopy({self.record_id})"


class RatingCopy(msgspec.Struct, frozen=True, kw_only=True):
    """A rating as the district opened it, and as 好差评 systems number it; null without the key."""

    record_id: str
    terminal: str
    received_ms: int
    rating: FiledRating | None
    evaluation: Evaluation | None


class ComplaintCopy(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint as the district opened it; null without the key."""

    record_id: str
    terminal: str
    received_ms: int
    complaint: FiledComplaint | None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What the unit says to whoever holds the complaint's slip."""

    answer: Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]


class Gap(msgspec.Struct, frozen=True):
    """Sequence numbers that have not come, both ends included."""

    first: int
    last: int


class EpochView(msgspec.Struct, frozen=True, kw_only=True):
    epoch: int
    last_seq: int
    received: int
    rejected: int
    gaps: tuple[Gap, ...]
    breaks: tuple[int, ...]  # seqs whose prev_hash is not the hash of the record before


class ConflictView(msgspec.Struct, frozen=True, kw_only=True):
    epoch: int
    seq: int
    id: str
    hash: str
    reason: str
    received_ms: int


class TerminalView(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    paused: str | None
    seen_ms: int | None
    heartbeat: Heartbeat | None
    epochs: tuple[EpochView, ...]
    conflicts: tuple[ConflictView, ...]
