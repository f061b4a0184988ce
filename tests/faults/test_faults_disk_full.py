"""A disk that fills up while numbers are taken, called and booked: refused by name, nothing is half done,
and room mends it."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from uuid import uuid4

import pytest

from kiosk.services.queue import NumberTaken
from kiosk.store import open_store
from kiosk.store.engine import Driver, connect
from kiosk.store.errors import DiskFault, DiskFull
from tests.bench.desk import KEY, SERIES, Desk
from tests.faults import kill_hall, kill_visits
from tests.faults.hall_caller import Hall
from tests.faults.visitor import Visitors

DISK_MB = 24
LEFT_BYTES = 1024 * 1024
BUSY_ACTS, REFUSED = 150, 60
Done = tuple[str, str, str]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root may mount a small disk")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(disk: Path, leave_bytes: int) -> Path:
    """Write a file that takes all the room but `leave_bytes`."""
    room = os.statvfs(disk)
    ballast = disk / "ballast"
    ballast.write_bytes(b"\0" * (room.f_bavail * room.f_frsize - leave_bytes))
    return ballast


def take(desk: Desk) -> int:
    taken = desk.queue.take_number(str(uuid4()), SERIES)
    assert isinstance(taken, NumberTaken)
    return taken.ticket.number


def test_a_full_disk_refuses_by_name_and_loses_nothing(small_disk: Path) -> None:
    desk = Desk(small_disk)
    ballast = fill(small_disk, LEFT_BYTES)
    said: list[int] = []
    with pytest.raises(DiskFull):
        said.extend(take(desk) for _ in range(100_000))
    assert said, "the disk was full before the first number"

    ballast.unlink()
    said += [take(desk) for _ in range(20)]
    assert said == list(range(1, len(said) + 1)), "a refused number was skipped or issued twice"
    desk.close()

    store = open_store(desk.path, KEY)
    assert store.driver().execute("PRAGMA quick_check").fetchone() == ("ok",)
    assert store.driver().execute("SELECT count(*) FROM ticket").fetchone() == (len(said),)
    store.close()


def test_a_store_that_found_no_room_to_start_is_whole_once_there_is_some(small_disk: Path) -> None:
    desk = Desk(small_disk)
    first = take(desk)
    desk.close()
    ballast = fill(small_disk, 0)
    # Even reading needs a shared-memory file beside the store, which has no room either.
    with pytest.raises((DiskFull, DiskFault)):
        open_store(desk.path, KEY)

    ballast.unlink()
    store = open_store(desk.path, KEY)
    assert store.driver().execute("SELECT max(number) FROM ticket").fetchone() == (first,)
    store.close()


@pytest.mark.parametrize(("busy", "judge"), [(Hall, kill_hall.judge), (Visitors, kill_visits.judge)])
def test_a_hall_whose_disk_is_full_does_nothing_by_halves_and_goes_on(
    small_disk: Path, busy: type[Hall | Visitors], judge: Callable[[Driver, list[Done], int], list[str]]
) -> None:
    people = busy(small_disk, Random(1))
    said = [line for _ in range(BUSY_ACTS) if (line := people.act()) is not None]
    ballast = fill(small_disk, 0)
    refused = 0
    while refused < REFUSED:  # at first there may be room left inside the store's own files
        try:
            line = people.act()
        except DiskFull:
            refused += 1
        else:
            said += [line] if line is not None else []

    ballast.unlink()
    after = [line for _ in range(BUSY_ACTS) if (line := people.act()) is not None]
    assert after, "nothing was done once there was room"
    people.close()
    driver = connect(small_disk / "kiosk.db", KEY)
    acts = [(action, which, other) for action, which, other in map(str.split, said + after)]
    assert judge(driver, acts, 0) == []
    driver.close()
