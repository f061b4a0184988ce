"""Each record names the hash of the one before it, so that a lost, changed or doubled one shows."""

import hashlib

from kiosk.domain.record import Record, RecordKind
from kiosk.records import canonical

GENESIS = "0" * 64


def link(
    *,
    record_id: str,
    terminal: str,
    epoch: int,
    seq: int,
    kind: RecordKind,
    created_ms: int,
    sealed: bool,
    prev_hash: str,
    body: bytes,
) -> str:
    """SHA-256 in hex over the canonical header, one line feed, and the body.

    Canonical JSON holds no line feed, so header and body cannot be cut apart in another place.
    """
    header = canonical.dumps(
        {
            "created_ms": created_ms,
            "epoch": epoch,
            "id": record_id,
            "kind": kind.value,
            "prev_hash": prev_hash,
            "sealed": sealed,
            "seq": seq,
            "terminal": terminal,
        }
    )
    return hashlib.sha256(header + b"\n" + body).hexdigest()


def hash_of(record: Record) -> str:
    """What `record.hash` must be."""
    return link(
        record_id=record.id,
        terminal=record.terminal,
        epoch=record.epoch,
        seq=record.seq,
        kind=record.kind,
        created_ms=record.created_ms,
        sealed=record.sealed,
        prev_hash=record.prev_hash,
        body=record.body,
    )
