"""What leaves the terminal: one row of the outbox."""

from enum import StrEnum

import msgspec


class RecordKind(StrEnum):
    CASE = "case"
    SUPPLEMENT = "supplement"
    WITHDRAWAL = "withdrawal"
    TICKET = "ticket"
    RATING = "rating"
    COMPLAINT = "complaint"
    APPOINTMENT = "appointment"
    EVENT = "event"
    EPOCH = "epoch"  # the first record of every epoch: why it began and what came before


class DeliveryState(StrEnum):
    WAITING = "waiting"  # 待上传
    CLAIMED = "claimed"  # a syncer has it until `claimed_until_ms`
    DELIVERED = "delivered"  # 已送达: the acknowledgement is stored
    QUARANTINED = "quarantined"  # 需处理: the district refused this one


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A link of the terminal's chain. `body` is exactly what is sent and hashed, byte for byte.

    `hash` = SHA-256 over the canonical header and the body (see kiosk/records/README.md);
    `prev_hash` is the hash of (epoch, seq-1), 64 zeros for the first record of the first epoch.
    """

    id: str  # UUIDv7
    terminal: str
    epoch: int
    seq: int  # 1, 2, 3 … without gaps within an epoch
    kind: RecordKind
    created_ms: int
    prev_hash: str
    hash: str
    sealed: bool  # whether body is an envelope that only the district can open
    body: bytes
