"""Bodies and records, ready for the outbox.

A body is made before the transaction (sealing takes time and must not hold the write lock); the record is
made inside it, because its place in the chain is only known there.
"""

import base64
import secrets
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from kiosk.domain.record import Record, RecordKind
from kiosk.records import canonical, chain, sealing
from kiosk.records.attachment import AttachedFile
from kiosk.records.canonical import JsonValue
from kiosk.records.keys import OpeningKey, RecipientKey

RANDOM_BYTES = 16


class Body(msgspec.Struct, frozen=True):
    data: bytes
    sealed: bool


class FiledCase(msgspec.Struct, frozen=True, kw_only=True):
    """What the district reads when it opens a case. `filed_at` is ISO 8601 with its offset.

    The parts of a bundle (一件事) name the whole in `parent`; the whole names its parts in `children`.
    """

    record_id: str
    item: str
    local_number: str
    catalogue_version: str
    schema_hash: str
    filed_at: str
    answers: Mapping[str, Any]
    attachments: tuple[AttachedFile, ...] = ()
    parent: str = ""
    children: tuple[str, ...] = ()

    def __repr__(self) -> str:
        # Answers must never reach a log or a traceback.
        return f"FiledCase({self.record_id})"

    def to_bytes(self) -> bytes:
        return canonical.dumps(msgspec.to_builtins(self))


class SealedHeader(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What anyone may read of a sealed body: enough to route it, and bound to the seal.

    `parent` stands only in the header of a part of a bundle: who routes it sees that they belong together.
    """

    created_ms: int
    item: str
    record_id: str
    terminal: str
    parent: str = ""

    def to_bytes(self) -> bytes:
        return canonical.dumps(msgspec.to_builtins(self))


def sealed_body(
    plain: bytes,
    recipient: RecipientKey,
    header: SealedHeader,
    random: Callable[[int], bytes] = secrets.token_bytes,
) -> Body:
    """The header as one line of canonical JSON, a line feed, the envelope."""
    line = header.to_bytes()
    return Body(line + b"\n" + sealing.seal(plain, recipient, line, random), sealed=True)


def unsealed_body(
    value: Mapping[str, JsonValue], random: Callable[[int], bytes] = secrets.token_bytes
) -> Body:
    """Canonical JSON of `value` with a member `random`.

    Without it, whoever keeps only the hash of an erased body could find a short one by trying (DESIGN §5).
    """
    if "random" in value:
        raise ValueError("`random` is the body's own member")
    salt = base64.urlsafe_b64encode(random(RANDOM_BYTES)).rstrip(b"=").decode()
    return Body(canonical.dumps({**value, "random": salt}), sealed=False)


def sealed_header(body: bytes) -> SealedHeader:
    """The readable line of a sealed body. Raises sealing.SealError when there is none."""
    line, _, _ = body.partition(b"\n")
    try:
        header = msgspec.json.decode(line, type=SealedHeader)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise sealing.SealError("no header line") from None
    if header.to_bytes() != line:
        raise sealing.SealError("header line is not canonical")
    return header


def open_record(record: Record, key: OpeningKey) -> bytes:
    """The plain bytes of a sealed record, with the header of that record. Raises sealing.SealError."""
    header = sealed_header(record.body)
    if (header.record_id, header.terminal, header.created_ms) != (
        record.id,
        record.terminal,
        record.created_ms,
    ):
        raise sealing.SealError("header belongs to another record")
    line, _, envelope = record.body.partition(b"\n")
    return sealing.open_envelope(envelope, key, line)


def make_record(
    *,
    record_id: str,
    kind: RecordKind,
    terminal: str,
    created_ms: int,
    body: Body,
    epoch: int,
    seq: int,
    prev_hash: str,
) -> Record:
    """The record at (epoch, seq), after `prev_hash` (chain.GENESIS for the very first)."""
    return Record(
        id=record_id,
        terminal=terminal,
        epoch=epoch,
        seq=seq,
        kind=kind,
        created_ms=created_ms,
        prev_hash=prev_hash,
        hash=chain.link(
            record_id=record_id,
            terminal=terminal,
            epoch=epoch,
            seq=seq,
            kind=kind,
            created_ms=created_ms,
            sealed=body.sealed,
            prev_hash=prev_hash,
            body=body.data,
        ),
        sealed=body.sealed,
        body=body.data,
    )
