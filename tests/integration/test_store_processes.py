"""Several processes and threads on one store, and what a kill leaves."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.store import Store, open_store
from kiosk.store.check import quick_check
from kiosk.store.errors import Busy
from tests.integration.store_writers import DAY, KEY, add_ticket


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "kiosk.db", KEY)
    with store.begin() as work:
        work.terminal.create("0001", "here", 0)
    yield store
    store.close()


def writer(act: str, store: Store, count: int = 0) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.integration.store_writers", act, str(store.path), str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_no_number_twice_under_four_processes(store: Store) -> None:
    writers = [writer("many", store, 100) for _ in range(4)]
    numbers = [int(line) for each in writers for line in each.communicate(timeout=120)[0].split()]
    assert [each.returncode for each in writers] == [0] * 4
    assert sorted(numbers) == list(range(1, 401))
    with store.read() as work:
        assert sorted(ticket.number for ticket in work.tickets.waiting(DAY)) == sorted(numbers)


def test_two_threads_write_and_nobody_waits_in_vain(store: Store) -> None:
    numbers: list[int] = []

    def write() -> None:
        for _ in range(100):
            numbers.append(add_ticket(store))

    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(numbers) == list(range(1, 201))


def test_a_kill_before_commit_leaves_nothing(store: Store) -> None:
    process = writer("stuck", store)
    assert process.stdout is not None
    assert process.stdout.readline() == "1\n"
    process.kill()
    process.communicate()
    with store.begin() as work:
        assert work.terminal.get().case_count == 0
        assert work.tickets.next_number(DAY, "general", 0) == 1


def test_a_kill_at_any_time_loses_no_acknowledged_number(store: Store) -> None:
    acknowledged: list[int] = []
    for _ in range(3):
        process = writer("for-ever", store)
        assert process.stdout is not None
        acknowledged += [int(process.stdout.readline()) for _ in range(30)]
        process.kill()
        acknowledged += [int(line) for line in process.communicate()[0].split()]
    quick_check(store.driver())
    with store.read() as work:
        kept = {ticket.number for ticket in work.tickets.waiting(DAY)}
    assert set(acknowledged) <= kept
    assert len(set(acknowledged)) == len(acknowledged)
    # A commit whose answer the kill swallowed is there too: at most one for each process.
    assert len(kept) - len(acknowledged) <= 3


def test_readers_see_one_instant_while_others_write(store: Store) -> None:
    add_ticket(store)
    with store.read() as work:
        before = len(work.tickets.waiting(DAY))
        thread = threading.Thread(target=add_ticket, args=(store,))
        thread.start()
        thread.join(30)
        assert len(work.tickets.waiting(DAY)) == before
    with store.read() as work:
        assert len(work.tickets.waiting(DAY)) == before + 1


def test_a_held_lock_is_busy_not_a_hang(store: Store) -> None:
    process = writer("stuck", store)
    assert process.stdout is not None
    process.stdout.readline()
    with pytest.raises(Busy):
        add_ticket(store)
    process.kill()
    process.communicate()
    assert add_ticket(store) == 1


def test_data_version_tells_of_other_connections_only(store: Store) -> None:
    first = store.data_version()
    add_ticket(store)
    assert store.data_version() == first
    thread = threading.Thread(target=add_ticket, args=(store,))
    thread.start()
    thread.join(30)
    assert store.data_version() != first


def test_connections_of_ended_threads_are_closed(store: Store) -> None:
    for _ in range(5):
        thread = threading.Thread(target=add_ticket, args=(store,))
        thread.start()
        thread.join(30)
    assert len(store._connections) <= 2  # this thread's and the last one's
