"""Adding one record to the terminal's chain, inside the transaction of the act it tells of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kiosk.domain.record import RecordKind
from kiosk.store import UnitOfWork

if TYPE_CHECKING:
    from kiosk.records.canonical import JsonValue
    from kiosk.records.outbox import Body


def append_told(
    work: UnitOfWork,
    *,
    record_id: str,
    kind: RecordKind,
    created_ms: int,
    told: Mapping[str, JsonValue],
    urgent: bool = False,
) -> None:
    """A record that anyone on the way may read: no personal data in it."""
    # Not at the head of the file: cryptography's import would delay the first frame (see assembly.warm).
    from kiosk.records.outbox import unsealed_body

    append_body(
        work,
        record_id=record_id,
        kind=kind,
        created_ms=created_ms,
        body=unsealed_body(told),
        urgent=urgent,
    )


def append_body(
    work: UnitOfWork, *, record_id: str, kind: RecordKind, created_ms: int, body: Body, urgent: bool
) -> None:
    """The place in the chain is asked for here and never cached: another process may have just written."""
    from kiosk.records.outbox import make_record

    end = work.records.end()
    record = make_record(
        record_id=record_id,
        kind=kind,
        terminal=end.terminal,
        created_ms=created_ms,
        body=body,
        epoch=end.epoch,
        seq=end.seq + 1,
        prev_hash=end.hash,
    )
    work.records.append(record, urgent)
