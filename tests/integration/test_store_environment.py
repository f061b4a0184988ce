"""Full disk, read-only folder, wrong key: each has its name, and nothing of before is lost."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.store import Store, open_store
from kiosk.store.backup import back_up, existing, newest_verified, verify
from kiosk.store.check import quick_check
from kiosk.store.errors import Damaged, DiskFault, DiskFull, StoreError, WrongKey
from tests.integration.store_writers import DAY, KEY, add_ticket

OTHER_KEY = bytes(32)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "kiosk.db", KEY)
    with store.begin() as work:
        work.terminal.create("0001", "here", 0)
    yield store
    store.close()


def fill(store: Store, most: int = 5_000) -> list[int]:
    """Numbers until the disk is full."""
    numbers: list[int] = []
    try:
        while len(numbers) < most:
            numbers.append(add_ticket(store))
    except DiskFull:
        return numbers
    pytest.fail("the disk never became full")


def kept(store: Store) -> list[int]:
    with store.read() as work:
        return sorted(ticket.number for ticket in work.tickets.waiting(DAY))


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)]
)
def test_what_a_power_cut_must_not_take_rests_on_these(store: Store, pragma: str, value: object) -> None:
    """A killed process loses nothing under NORMAL either; only a cut of the power would tell them apart."""
    assert store.driver().execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_page_limit_is_disk_full_and_keeps_what_was_said(store: Store) -> None:
    driver = store.driver()
    pages = driver.execute("PRAGMA page_count").fetchall()[0][0]
    assert isinstance(pages, int)
    driver.execute(f"PRAGMA max_page_count = {pages + 8}")
    numbers = fill(store)
    assert numbers == kept(store)
    quick_check(driver)
    driver.execute("PRAGMA max_page_count = 1000000")
    assert add_ticket(store) == numbers[-1] + 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MB. Needs the right to mount."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = shutil.which("mount") and os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True, check=False
    ).returncode == 0  # fmt: skip
    if not mounted:
        pytest.skip("cannot mount a small file system here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_really_full_disk(small_disk: Path) -> None:
    store = open_store(small_disk / "kiosk.db", KEY)
    numbers = fill(store)
    assert len(numbers) > 20
    assert kept(store) == numbers
    store.close()
    again = open_store(small_disk / "kiosk.db", KEY)
    assert kept(again) == numbers
    quick_check(again.driver())
    again.close()


def test_a_full_backup_disk_keeps_the_backups_before(store: Store, small_disk: Path) -> None:
    first = back_up(store, KEY, small_disk)
    with store.begin() as work:
        work.devices.put("filler", "", "x" * 3_000_000, 0)
    with pytest.raises(DiskFull):
        back_up(store, KEY, small_disk)
    assert existing(small_disk) == [first]
    verify(first.path, KEY)


def test_a_copy_that_came_out_wrong_is_no_backup(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "backup"
    first = back_up(store, KEY, folder)

    def lose_a_page(path: Path) -> None:
        """A disk that says it has written, and has not."""
        with path.open("r+b") as file:
            file.seek(8192)
            file.write(bytes(4096))

    monkeypatch.setattr("kiosk.store.backup.sync_file", lose_a_page)
    with pytest.raises(Damaged):
        back_up(store, KEY, folder)
    assert existing(folder) == [first]
    assert not list(folder.glob("*.partial*"))


def test_wrong_key_is_not_damage(store: Store) -> None:
    store.close()
    with pytest.raises(WrongKey):
        open_store(store.path, OTHER_KEY)
    open_store(store.path, KEY).close()


def test_without_nameplate_a_wrong_key_still_destroys_nothing(store: Store) -> None:
    add_ticket(store)
    store.close()
    store.path.with_name("kiosk.db.nameplate").unlink()
    with pytest.raises(WrongKey):
        open_store(store.path, OTHER_KEY)
    assert not store.path.with_name("kiosk.db.nameplate").exists()
    again = open_store(store.path, KEY)
    assert kept(again) == [1]
    again.close()


@pytest.mark.parametrize("harm", ["missing", "empty", "header", "cut"])
def test_damage_has_its_name(store: Store, harm: str) -> None:
    for _ in range(50):
        add_ticket(store)
    store.close()
    content = store.path.read_bytes()
    match harm:
        case "missing":
            store.path.unlink()
        case "empty":
            store.path.write_bytes(b"")
        case "header":
            store.path.write_bytes(b"\0" * 100 + content[100:])
        case "cut":
            store.path.write_bytes(content[: len(content) // 2])
    with pytest.raises(Damaged):
        open_store(store.path, KEY)


def test_no_folder_is_a_fault_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(DiskFault):
        open_store(tmp_path / "not-there" / "kiosk.db", KEY)


def test_files_are_the_owner_s_alone(store: Store) -> None:
    add_ticket(store)
    for suffix in ("", "-wal", "-shm"):
        assert store.path.with_name(store.path.name + suffix).stat().st_mode & 0o077 == 0


class TestBackup:
    def test_is_whole_encrypted_and_one_file(self, store: Store, tmp_path: Path) -> None:
        numbers = [add_ticket(store) for _ in range(20)]
        done = back_up(store, KEY, tmp_path / "backup")
        assert sorted(path.name for path in (tmp_path / "backup").iterdir()) == [
            "kiosk-000001.db",
            "kiosk.db.nameplate",
        ]
        assert not done.path.read_bytes().startswith(b"SQLite format 3")
        copy = open_store(done.path, KEY)
        assert kept(copy) == numbers
        copy.close()

    def test_a_few_are_kept(self, store: Store, tmp_path: Path) -> None:
        for _ in range(5):
            back_up(store, KEY, tmp_path / "backup", keep=3)
        assert [backup.number for backup in existing(tmp_path / "backup")] == [5, 4, 3]

    def test_a_damaged_one_does_not_count(self, store: Store, tmp_path: Path) -> None:
        folder = tmp_path / "backup"
        for _ in range(2):
            back_up(store, KEY, folder)
        newest = existing(folder)[0].path
        content = bytearray(newest.read_bytes())
        content[len(content) // 2] ^= 1
        newest.write_bytes(content)
        found = newest_verified(folder, KEY)
        assert found is not None
        assert found.number == 1
        assert newest.exists()

    def test_left_overs_of_a_power_cut_go(self, store: Store, tmp_path: Path) -> None:
        folder = tmp_path / "backup"
        folder.mkdir()
        (folder / "kiosk-000001.partial").write_bytes(b"half")
        (folder / "kiosk-000001.partial-journal").write_bytes(b"half")
        done = back_up(store, KEY, folder)
        assert done.number == 1
        assert not list(folder.glob("*.partial*"))

    def test_others_write_while_it_runs(self, store: Store, tmp_path: Path) -> None:
        for _ in range(100):
            add_ticket(store)
        before = kept(store)
        done = back_up(store, KEY, tmp_path / "backup")
        add_ticket(store)
        copy = open_store(done.path, KEY)
        assert kept(copy) == before
        copy.close()

    def test_a_wrong_key_verifies_nothing(self, store: Store, tmp_path: Path) -> None:
        done = back_up(store, KEY, tmp_path / "backup")
        with pytest.raises(StoreError):
            verify(done.path, OTHER_KEY)
