"""The outbox: gapless, claimed for a time, delivered once, quarantined visibly."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kiosk.domain.record import DeliveryState, Record, RecordKind
from kiosk.store import Store, UnitOfWork, open_store
from kiosk.store.engine import IntegrityError

KEY = bytes(range(32))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "kiosk.db", KEY)
    with store.begin() as work:
        work.terminal.create("0001", "here", 0)
    yield store
    store.close()


def append(work: UnitOfWork, body: bytes = b"body", urgent: bool = False) -> Record:
    epoch, seq, prev_hash = work.records.head()
    record = Record(
        id=f"record-{epoch}-{seq + 1}",
        terminal="0001",
        epoch=epoch,
        seq=seq + 1,
        kind=RecordKind.CASE if urgent else RecordKind.TICKET,
        created_ms=seq,
        prev_hash=prev_hash,
        hash=f"hash-{epoch}-{seq + 1}",
        sealed=urgent,
        body=body,
    )
    work.records.append(record, urgent)
    return record


def claimed(
    store: Store, now_ms: int = 0, until_ms: int = 60, count: int = 100, size: int = 10**6
) -> list[int]:
    with store.begin() as work:
        return [record.seq for record in work.records.claim(now_ms, until_ms, count, size)]


def test_the_chain_has_no_gap_and_starts_at_zeros(store: Store) -> None:
    with store.begin() as work:
        records = [append(work) for _ in range(3)]
    assert [record.seq for record in records] == [1, 2, 3]
    assert [record.prev_hash for record in records] == ["0" * 64, "hash-1-1", "hash-1-2"]


def test_an_undone_record_leaves_no_gap(store: Store) -> None:
    def broken() -> None:
        with store.begin() as work:
            append(work)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    with store.begin() as work:
        assert append(work).seq == 1


def test_a_place_in_the_chain_is_given_once(store: Store) -> None:
    with store.begin() as work:
        first = append(work)
    with pytest.raises(IntegrityError), store.begin() as work:
        work.records.append(first, False)


def test_a_new_epoch_begins_at_one_and_follows_the_old_hash(store: Store) -> None:
    with store.begin() as work:
        append(work)
        work.terminal.new_epoch(5, date(2026, 11, 23), 7)
        record = append(work)
    assert (record.epoch, record.seq, record.prev_hash) == (5, 1, "hash-1-1")


def test_urgent_first_then_oldest(store: Store) -> None:
    with store.begin() as work:
        for urgent in (False, True, False, True):
            append(work, urgent=urgent)
    assert claimed(store) == [2, 4, 1, 3]


def test_claims_are_bounded_by_count_and_bytes(store: Store) -> None:
    with store.begin() as work:
        for _ in range(4):
            append(work, b"x" * 100)
    assert claimed(store, count=1) == [1]
    assert claimed(store, size=250) == [2, 3]
    assert claimed(store, size=10) == [4]  # one always goes, or a large one would wait for ever


def test_a_claim_runs_out(store: Store) -> None:
    with store.begin() as work:
        append(work)
    assert claimed(store, now_ms=0, until_ms=60) == [1]
    assert claimed(store, now_ms=59) == []
    assert claimed(store, now_ms=60) == [1]
    with store.read() as work:
        assert work.records.delivery("record-1-1") == (DeliveryState.CLAIMED, 2, "")


def test_retry_waits_until_its_time(store: Store) -> None:
    with store.begin() as work:
        append(work)
    claimed(store)
    with store.begin() as work:
        assert work.records.retry(1, 1, next_try_ms=500, reason="503")
        assert not work.records.retry(1, 1, next_try_ms=500, reason="again")
    assert claimed(store, now_ms=499, until_ms=999) == []
    assert claimed(store, now_ms=500, until_ms=999) == [1]


def test_delivered_stays_delivered(store: Store) -> None:
    with store.begin() as work:
        append(work)
        assert work.records.delivered(1, 1, 9)
        assert not work.records.delivered(1, 1, 10)
        assert not work.records.quarantine(1, 1, "late refusal", 11)
        assert not work.records.retry(1, 1, 0, "late failure")
        assert work.records.delivery("record-1-1") == (DeliveryState.DELIVERED, 0, "")
    assert claimed(store) == []


def test_quarantined_is_seen_and_not_sent(store: Store) -> None:
    with store.begin() as work:
        append(work)
        append(work)
        assert work.records.quarantine(1, 1, "schema", 9)
    assert claimed(store) == [2]
    with store.read() as work:
        [(record, reason)] = work.records.in_state(DeliveryState.QUARANTINED, 9)
        assert (record.seq, reason) == (1, "schema")
        assert work.records.counts() == {
            DeliveryState.WAITING: 0,
            DeliveryState.CLAIMED: 1,
            DeliveryState.QUARANTINED: 1,
        }


def test_only_a_delivered_body_is_erased(store: Store) -> None:
    with store.begin() as work:
        append(work)
        assert not work.records.erase_body("record-1-1")
        work.records.delivered(1, 1, 9)
        assert work.records.erase_body("record-1-1")
        record = work.records.get("record-1-1")
    assert record is not None
    assert (record.body, record.hash) == (b"", "hash-1-1")
