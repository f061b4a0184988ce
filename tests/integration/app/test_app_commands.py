"""The `kiosk` command as staff and technicians type it."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from kiosk.app.process import command

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "kiosk.toml").write_text(f'[terminal]\nstate_dir = "{tmp_path / "state"}"\n')
    return folder


def kiosk(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*words), capture_output=True, text=True, timeout=60, check=False)


def test_staff_are_added_listed_and_reset(config: Path) -> None:
    at = ("--config", str(config))
    added = kiosk("staff", "add", "1001", "--name", "窗口一", *at)
    first = re.search(r"\d{6}$", added.stdout.strip())
    assert added.returncode == 0
    assert first is not None
    kiosk("staff", "add", "2", "--name", "[red]二", *at)
    assert "[red]二" in kiosk("staff", "list", *at).stdout
    again = kiosk("staff", "add", "1001", "--name", "窗口一", *at)
    assert (again.returncode, "已存在" in again.stderr) == (1, True)
    assert "窗口一" in kiosk("staff", "list", *at).stdout
    reset = re.search(r"\d{6}$", kiosk("staff", "reset", "1001", *at).stdout.strip())
    assert reset is not None
    assert reset[0] != first[0]
    unknown = kiosk("staff", "reset", "7", *at)
    assert (unknown.returncode, "没有工号 7" in unknown.stderr) == (1, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("abc", "--name", "x"), "1–8 位数字"),
        (("12", "--name", "x", "--role", "boss"), "--role"),
        (("12", "--name", " "), "--name"),
        (("12", "--name", "a\x1b[31mb"), "--name"),
    ],
)
def test_what_cannot_be_added_is_said(config: Path, words: tuple[str, ...], said: str) -> None:
    refused = kiosk("staff", "add", *words, "--config", str(config))
    assert refused.returncode == 1
    assert said in refused.stderr


def test_check_names_every_mistake_of_the_settings(config: Path) -> None:
    (config / "kiosk.toml").write_text('[terminal]\nid = 5\nsiet = "x"\n[session]\nidle_s = -1\n')
    (config / "printers.toml").write_text("[[printer]\n")
    result = kiosk("check", "--config", str(config))
    assert result.returncode == 4
    for words in ("terminal.id", "siet", "session.idle_s", "printers.toml"):
        assert words in result.stderr


def test_check_says_each_thing_in_words(config: Path) -> None:
    result = kiosk("check", "--config", str(config))
    for words in (
        "打印机",
        "身份证读卡器",
        "本机数据库",
        "备份",
        "数据库密钥",
        "网络",
        "事项目录",
        "时钟",
        "磁盘",
        "[reader]",  # part of a remedy, not of the table's own language
        "[district]",
    ):
        assert words in result.stdout
    assert "…" not in result.stdout  # nothing is cut off on a console of 80 columns


def test_a_backup_is_made_and_named(config: Path, tmp_path: Path) -> None:
    result = kiosk("backup", "--config", str(config))
    assert result.returncode == 0
    assert list((tmp_path / "state" / "backup").glob("*.db"))


def test_sync_status_speaks_without_a_network(config: Path) -> None:
    kiosk("backup", "--config", str(config))
    result = kiosk("sync", "status", "--config", str(config))
    assert result.returncode == 0
    assert re.search(r"waiting +1\b", result.stdout)  # the first epoch's own record


def test_commands_say_what_a_person_must_mend(config: Path, tmp_path: Path) -> None:
    kiosk("backup", "--config", str(config))
    (tmp_path / "state" / "store.key").unlink()
    for words in (("check",), ("backup",), ("staff", "list"), ("sync", "status"), ("sync", "run")):
        result = kiosk(*words, "--config", str(config))
        assert (result.returncode, "store.key" in result.stderr, result.stdout) == (1, True, ""), words


def test_commands_say_that_the_data_folder_cannot_be_used(config: Path, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file, where a folder should be")
    for words in (("check",), ("staff", "list"), ("desk", "--port", "0"), ("sync", "status")):
        result = kiosk(*words, "--config", str(config))
        assert (result.returncode, result.stdout) == (1, ""), words
        assert "Traceback" not in result.stderr
        assert str(tmp_path / "state") in result.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("district", "run", "--folder", "{file}"), 1),
        (("printers", "virtual", "--out", "{file}"), 1),
        (("devices", "simulate", "--link", "{file}/link"), 1),
        (("demo", "--out", "{file}"), 1),
        (("desk", "--port", "65536"), 2),
        (("printers", "virtual", "--out", "{file}", "--width-dots", "3"), 2),
    ],
)
def test_what_a_command_cannot_do_is_said_in_words(words: tuple[str, ...], code: int, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("a file, where a folder should be")
    result = kiosk(*(word.format(file=file) for word in words))
    assert result.returncode == code
    assert result.stderr
    assert "Traceback" not in result.stderr


def test_a_console_without_chinese_still_says_it(config: Path) -> None:
    result = subprocess.run(
        command("staff", "reset", "9", "--config", str(config)),
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (result.returncode, "There is no 9" in result.stderr) == (1, True)


def test_without_a_display_the_terminal_says_so(config: Path) -> None:
    unseen = {name: value for name, value in os.environ.items() if name not in DISPLAYS}
    result = subprocess.run(
        command("run", "--config", str(config)),
        env=unseen,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (result.returncode, "DISPLAY=:0" in result.stderr) == (1, True)


def test_a_demo_removes_nothing_that_it_did_not_make(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("three years of work")
    result = kiosk("demo", "--out", str(tmp_path))
    assert (result.returncode, str(tmp_path) in result.stderr) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_the_shipped_catalogue_passes_its_check() -> None:
    result = kiosk("catalogue", "check", "config/catalogue")
    assert (result.returncode, result.stdout.strip()) == (0, "0 处错误 errors, 0 处提醒 warnings")


def test_a_damaged_catalogue_fails_it(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{")
    result = kiosk("catalogue", "check", str(tmp_path))
    assert result.returncode == 1
    assert "manifest.json" in result.stdout


def test_a_month_of_the_hall_is_written_as_page_and_table(config: Path, tmp_path: Path) -> None:
    at = ("--config", str(config))
    kiosk("check", *at)
    out = tmp_path / "reports"
    told = kiosk("report", "hall", "--month", "2026-11", "--out", str(out), *at)
    assert (told.returncode, told.stderr) == (0, "")
    assert [line.rpartition("/")[2] for line in told.stdout.split()] == [
        "hall-2026-11.html",
        "hall-2026-11.csv",
    ]
    assert "本月没有发号" in (out / "hall-2026-11.html").read_text()
    taken = kiosk("report", "hall", "--month", "2026-11", "--out", str(config / "kiosk.toml"), *at)
    assert (taken.returncode, "换一个能写的文件夹" in taken.stderr) == (1, True)
    assert kiosk("report", "hall", "--month", "November", *at).returncode == 2
