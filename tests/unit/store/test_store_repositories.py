"""Devices, inbox, events, staff, print jobs: what their rows promise."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.printer import JobState, PrintJob
from kiosk.store import Store, open_store

KEY = bytes(range(32))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "kiosk.db", KEY)
    with store.begin() as work:
        work.terminal.create("0001", "here", 0)
    yield store
    store.close()


def job(job_id: str, created_ms: int, session: str = "s", role: str = "slip") -> PrintJob:
    return PrintJob(
        id=job_id,
        role=role,
        kind="ticket",
        token=f"token-{job_id}",
        session=session,
        document=b"{}",
        state=JobState.QUEUED,
        created_ms=created_ms,
    )


def test_a_device_state_remembers_since_when(store: Store) -> None:
    with store.begin() as work:
        work.devices.put("reader", "ready", "a", 10)
        work.devices.put("reader", "ready", "b", 20)
        state = work.devices.get("reader")
        assert state is not None
        assert (state.detail, state.changed_ms, state.seen_ms) == ("b", 10, 20)
        work.devices.put("reader", "gone", "", 30)
        state = work.devices.get("reader")
        assert state is not None
        assert (state.changed_ms, state.seen_ms) == (30, 30)
        assert work.devices.get("printer:slip") is None


def test_jobs_are_claimed_oldest_first_for_their_printer(store: Store) -> None:
    with store.begin() as work:
        for each in (job("late", 2), job("early", 1), job("other", 0, role="a4")):
            work.print_jobs.add(each)
        first = work.print_jobs.claim("slip", 5)
        assert first is not None
        assert (first.id, first.state, first.attempts) == ("early", JobState.SENDING, 1)
        work.print_jobs.settle("early", JobState.BLOCKED, "paper-out", 6)
        again = work.print_jobs.claim("slip", 7)
        assert again is not None
        assert (again.id, again.attempts, again.settled_ms) == ("early", 2, None)
        work.print_jobs.settle("early", JobState.PRINTED, "", 8)
        done = work.print_jobs.get("early")
        assert done is not None
        assert (done.state, done.settled_ms) == (JobState.PRINTED, 8)
        assert work.print_jobs.unsent_count() == 2


def test_what_a_crash_left_sending_is_unknown(store: Store) -> None:
    with store.begin() as work:
        work.print_jobs.add(job("a", 1))
        work.print_jobs.add(job("b", 2))
        work.print_jobs.claim("slip", 3)
    with store.begin() as work:
        assert work.print_jobs.interrupted(4) == 1
        assert [each.state for each in work.print_jobs.recent(2)] == [JobState.QUEUED, JobState.UNKNOWN]


def test_the_feed_is_applied_once_and_the_cursor_never_goes_back(store: Store) -> None:
    def apply(position: int, feed_epoch: str = "f1") -> bool:
        return work.inbox.apply(
            feed_epoch=feed_epoch, position=position, kind="status", record_id=None, body=b"{}", now_ms=1
        )

    with store.begin() as work:
        assert work.inbox.cursor() is None
        assert [apply(1), apply(2), apply(1), apply(2)] == [True, True, False, False]
        cursor = work.inbox.cursor()
        assert cursor is not None
        assert (cursor.feed_epoch, cursor.position) == ("f1", 2)
        assert apply(1, "f2")
        cursor = work.inbox.cursor()
        assert cursor is not None
        assert (cursor.feed_epoch, cursor.position) == ("f2", 1)


def test_events_are_a_chain_that_shows_a_change(store: Store) -> None:
    with store.begin() as work:
        for number in range(3):
            work.events.append(
                at_ms=number,
                monotonic_ms=number,
                session="",
                actor="system",
                action="a",
                object="o",
                result="ok",
            )
        events = work.events.after(0, 9)
    assert [event.prev_hash for event in events] == ["0" * 64, events[0].hash, events[1].hash]
    assert all(event.computed_hash() == event.hash for event in events)
    changed = msgspec.structs.replace(events[1], result="not ok")
    assert changed.computed_hash() != changed.hash
