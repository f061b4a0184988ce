"""The key is made once, for its owner alone, and never in place of a lost one."""

from pathlib import Path

import pytest

from kiosk.store.key_file import KeyFileError, read_key, read_or_create_key

RANDOM = bytes(range(32))


def make(folder: Path) -> bytes:
    return read_or_create_key(folder / "store.key", folder / "kiosk.db", folder / "backup", RANDOM)


def test_first_start_makes_it_private(tmp_path: Path) -> None:
    assert make(tmp_path) == RANDOM
    path = tmp_path / "store.key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_text() == RANDOM.hex() + "\n"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["store.key"]


def test_second_start_reads_it(tmp_path: Path) -> None:
    make(tmp_path)
    assert read_or_create_key(tmp_path / "store.key", tmp_path / "x", tmp_path, b"z" * 32) == RANDOM


@pytest.mark.parametrize("trace", ["kiosk.db", "kiosk.db.nameplate", "backup/kiosk-000001.db"])
def test_no_new_key_where_something_was_made_with_an_old_one(tmp_path: Path, trace: str) -> None:
    (tmp_path / "backup").mkdir()
    (tmp_path / trace).touch()
    with pytest.raises(KeyFileError, match="bring the key back"):
        make(tmp_path)
    assert not (tmp_path / "store.key").exists()


@pytest.mark.parametrize("content", ["", "00", "zz" * 32, "00" * 33])
def test_a_damaged_key_file_is_said_so(tmp_path: Path, content: str) -> None:
    path = tmp_path / "store.key"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(KeyFileError):
        read_key(path)


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "store.key").chmod(0o644)
    with pytest.raises(KeyFileError, match="chmod 600"):
        make(tmp_path)


def test_a_half_written_key_of_a_power_cut_does_not_stay(tmp_path: Path) -> None:
    (tmp_path / "store.key.new").write_text("00")
    assert make(tmp_path) == RANDOM
