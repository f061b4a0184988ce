"""What terminal and district say to each other, as structs that both ends share.

A record travels as `kiosk.domain.record.Record`, one JSON object per line, its body in base64. The line is a
function of the stored record alone, so a resend is the same bytes.
"""

import gzip
import re
from collections.abc import Iterable
from enum import StrEnum

import msgspec

from kiosk.domain.case import CaseStage
from kiosk.domain.record import Record

RECORDS_PATH = "/v1/records"
FEED_PATH = "/v1/feed"
HEARTBEAT_PATH = "/v1/heartbeat"
ATTACHMENTS_PATH = "/v1/attachments"  # then the sealed file's SHA-256 in hex
OCTETS = "application/offset+octet-stream"
OFFSET_HEADER = "Upload-Offset"
SIZE_HEADER = "Upload-Length"
NDJSON = "application/x-ndjson"
PROBLEM_JSON = "application/problem+json"

# What the district takes in one request; a terminal's own batches are far below.
MAX_BATCH_RECORDS = 500
MAX_BATCH_BYTES = 16 * 1024 * 1024  # after decompression
FEED_LIMIT = 16  # entries a page: applying them is one transaction, which must stay short
MAX_FEED_LIMIT = 200
MAX_ATTACHMENT_BYTES = 1024 * 1024  # of one sealed file; a terminal's are below


class Verdict(StrEnum):
    """What became of one record at the district."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"  # it had this very record already
    REJECTED = "rejected"  # it cannot take it; place, hash and reason are kept so that the chain stays whole
    CONFLICT = "conflict"  # another record holds this place or this id: a clone of the terminal


class RecordAnswer(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    hash: str
    verdict: Verdict
    reason: str = ""


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to `POST /v1/records`: one answer per record, in any order."""

    answers: tuple[RecordAnswer, ...]


class AttachmentReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """How far one sealed file has come. `verdict` once it is whole; None: go on at `offset`.

    A body and not a header as in tus: anybody on the way can answer a HEAD request with 200.
    """

    sealed_sha256: str
    offset: int
    verdict: Verdict | None = None
    reason: str = ""


def is_attachment_name(name: str) -> bool:
    return re.fullmatch(r"[0-9a-f]{64}", name) is not None


class FeedPosition(msgspec.Struct, frozen=True):
    """How far a terminal has read. `feed_epoch` changes when the district's own store was replaced."""

    feed_epoch: str
    position: int

    def __str__(self) -> str:
        return f"{self.feed_epoch}:{self.position}"

    @classmethod
    def parse(cls, text: str) -> "FeedPosition":
        """`feed_epoch:position`, empty for the beginning. Raises ValueError."""
        if not text:
            return cls("", 0)
        feed_epoch, separator, position = text.partition(":")
        if not (separator and position.isascii() and position.isdigit()):
            raise ValueError("a feed position reads feed_epoch:position")
        return cls(feed_epoch, int(position))


class FeedKind(StrEnum):
    STATUS = "status"  # the case has reached `stage`
    OPENED = "opened"  # the district has read the sealed body
    ANSWERED = "answered"  # the words of `answer` are for whoever holds the complaint's slip


class FeedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One message to a terminal about one of its records. Applying it twice changes nothing."""

    position: int
    kind: FeedKind
    record_id: str
    at_ms: int
    stage: CaseStage | None = None
    official_number: str | None = None
    official_number_is_example: bool = False  # made by a reference platform, not by an authority
    supplement: str | None = None
    answer: str | None = None


class FeedPage(msgspec.Struct, frozen=True, kw_only=True):
    """The entries after the position asked for, in order; all of them again when `feed_epoch` is another."""

    feed_epoch: str
    entries: tuple[FeedEntry, ...]
    more: bool


class DeviceHealth(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    state: str
    detail: str
    changed_ms: int


class Heartbeat(msgspec.Struct, frozen=True, kw_only=True):
    """How a terminal is. Not a record: only the newest counts, and a lost one is no loss."""

    terminal: str
    epoch: int
    at_ms: int
    software: str
    waiting: int
    quarantined: int
    devices: tuple[DeviceHealth, ...]


class HeartbeatAnswer(msgspec.Struct, frozen=True, kw_only=True):
    terminal: str
    at_ms: int  # the district's clock


_line = msgspec.json.Encoder()


def encode_batch(records: Iterable[Record]) -> bytes:
    """gzip over NDJSON. No time of day in the gzip header: the same batch is the same bytes."""
    return gzip.compress(b"".join(_line.encode(record) + b"\n" for record in records), mtime=0)
