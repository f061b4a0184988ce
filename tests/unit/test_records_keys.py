"""Key files: private ones stay private, and what is no key is named."""

from pathlib import Path

import pytest

from kiosk.records import keys


def test_a_private_key_file_is_private_and_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    key = keys.generate()
    keys.write_opening_key(path, key)
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        keys.write_opening_key(path, keys.generate())
    assert keys.read_opening_key(path) == key


def test_a_private_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    keys.write_opening_key(path, keys.generate())
    path.chmod(0o640)
    with pytest.raises(keys.KeyFileError, match="chmod 600"):
        keys.read_opening_key(path)


@pytest.mark.parametrize(
    "content", [b"", b"junk", keys.generate().to_pem()], ids=["empty", "junk", "private"]
)
def test_what_is_no_public_key_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(content)
    with pytest.raises(keys.KeyFileError, match=r"key\.pem"):
        keys.read_recipient(path)


def test_a_missing_key_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(keys.KeyFileError, match=r"none\.pem"):
        keys.read_recipient(tmp_path / "none.pem")


def test_a_private_key_never_shows_itself() -> None:
    key = keys.generate()
    assert key.raw.hex() not in repr(key)
    assert repr(key.raw) not in repr(key)
