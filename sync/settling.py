"""The outbox as the syncer sees it: what to send next, and what became of it."""

from collections.abc import Sequence
from typing import assert_never

from kiosk.domain.case import CaseStage
from kiosk.domain.complaint import ComplaintStage
from kiosk.domain.record import DeliveryState, Record, RecordKind
from kiosk.store import Store, UnitOfWork
from sync.backoff import Backoff
from sync.delivery import Again, Delivered, Fate, Quarantined

# Few rows a transaction: a screen that meets our write lock waits in SQLite's sleeps, not for our last row.
SETTLE_ROWS = 8
POSTPONE_S = 60.0
AGAIN_FIRST_S = 15.0
AGAIN_CEILING_S = 600.0


class Settling:
    def __init__(self, store: Store, backoff: Backoff) -> None:
        self._store = store
        self._backoff = backoff

    def anything_unsettled(self) -> bool:
        """A look without the write lock: the screen commits often, and mostly without a record for us."""
        with self._store.read() as uow:
            return any(uow.records.count(state) for state in (DeliveryState.WAITING, DeliveryState.CLAIMED))

    def claim(self, now_ms: int, until_ms: int, max_count: int, max_bytes: int) -> list[Record]:
        with self._store.begin() as uow:
            return uow.records.claim(now_ms, until_ms, max_count, max_bytes)

    def settle(self, fates: Sequence[Fate], now_ms: int) -> None:
        for start in range(0, len(fates), SETTLE_ROWS):
            with self._store.begin() as uow:
                for fate in fates[start : start + SETTLE_ROWS]:
                    self._settle_one(uow, fate, now_ms)

    def release(self, records: Sequence[Record], now_ms: int, reason: str) -> None:
        """Give the claims back: the link failed, and no record is to blame."""
        for start in range(0, len(records), SETTLE_ROWS):
            with self._store.begin() as uow:
                for record in records[start : start + SETTLE_ROWS]:
                    uow.records.retry(record.epoch, record.seq, now_ms, reason)

    def release_stale(self, now_ms: int) -> None:
        """Give back what a dead syncer had claimed. Only for who knows that it is dead (sole.py)."""
        while True:
            with self._store.begin() as uow:
                stale = uow.records.in_state(DeliveryState.CLAIMED, SETTLE_ROWS)
                for record, _ in stale:
                    uow.records.retry(record.epoch, record.seq, now_ms, "its syncer died")
            if not stale:
                return

    def postpone(self, record: Record, now_ms: int, reason: str) -> None:
        """It failed alone and may be to blame: let the others pass it for a minute."""
        wait_s = self._backoff.jitter(POSTPONE_S)
        with self._store.begin() as uow:
            uow.records.retry(record.epoch, record.seq, now_ms + round(wait_s * 1000), reason)

    def _settle_one(self, uow: UnitOfWork, fate: Fate, now_ms: int) -> None:
        record = fate.record
        match fate:
            case Delivered():
                uow.records.delivered(record.epoch, record.seq, now_ms)
                _advance(uow, record, CaseStage.DELIVERED)
                _advance_complaint(uow, record, ComplaintStage.DELIVERED)
            case Quarantined(_, reason):
                uow.records.quarantine(record.epoch, record.seq, reason, now_ms)
                _advance(uow, record, CaseStage.NEEDS_STAFF)
                _advance_complaint(uow, record, ComplaintStage.NEEDS_STAFF)
            case Again(_, reason):
                found = uow.records.delivery(record.id)
                attempts = found[1] if found else 0
                wait_s = self._backoff.jitter(min(AGAIN_CEILING_S, AGAIN_FIRST_S * 2 ** min(attempts, 30)))
                uow.records.retry(record.epoch, record.seq, now_ms + round(wait_s * 1000), reason)
            case _ as never:
                assert_never(never)


def _advance(uow: UnitOfWork, record: Record, stage: CaseStage) -> None:
    if record.kind is not RecordKind.CASE:
        return
    case = uow.cases.get(record.id)
    # After a crash between answer and settling, the feed may have told of a later stage already.
    if case is not None and case.stage in (CaseStage.SUBMITTED_LOCAL, CaseStage.NEEDS_STAFF):
        uow.cases.set_stage(record.id, stage, case.official_number, case.supplement)


def _advance_complaint(uow: UnitOfWork, record: Record, stage: ComplaintStage) -> None:
    if record.kind is not RecordKind.COMPLAINT:
        return
    complaint = uow.complaints.get(record.id)
    # An answer that came first stays.
    if complaint is not None and complaint.stage is not ComplaintStage.ANSWERED:
        uow.complaints.set_stage(record.id, stage)
