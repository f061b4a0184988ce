"""`kiosk hall key` as a technician types it: made once, never replaced, compared by its check code."""

from pathlib import Path

from typer.testing import CliRunner, Result

from kiosk.cli import app
from kiosk.store.key_file import read_key


def hall_key(file: Path) -> Result:
    return CliRunner().invoke(app, ["hall", "key", str(file)])


def code(result: Result) -> str:
    [line] = [line for line in result.stdout.splitlines() if line.startswith("核对码")]
    return line.split()[-1]


def test_it_is_made_once_and_copies_show_the_same_code(tmp_path: Path) -> None:
    file, copy, other = (tmp_path / name for name in ("hall.key", "copy.key", "other.key"))
    made = hall_key(file)
    assert made.exit_code == 0
    assert file.stat().st_mode & 0o777 == 0o600
    key = read_key(file)
    assert key.hex() not in made.output
    again = hall_key(file)
    assert (again.exit_code, code(again), read_key(file)) == (0, code(made), key)
    assert "没有改动" in again.stdout
    copy.touch(0o600)
    copy.write_text(file.read_text())
    assert code(hall_key(copy)) == code(made)
    assert code(hall_key(other)) != code(made)


def test_what_is_no_key_is_left_as_it_is(tmp_path: Path) -> None:
    junk, open_to_all = tmp_path / "junk", tmp_path / "open"
    junk.touch(0o600)
    junk.write_text("not a key")
    hall_key(open_to_all)
    open_to_all.chmod(0o644)
    for file in (junk, open_to_all, tmp_path / "no such folder" / "hall.key", tmp_path):
        before = file.read_bytes() if file.is_file() else None
        refused = hall_key(file)
        assert refused.exit_code == 1
        assert "密钥文件不能用" in refused.stderr
        assert (file.read_bytes() if file.is_file() else None) == before
