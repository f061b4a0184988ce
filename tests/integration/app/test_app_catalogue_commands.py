"""`kiosk catalogue …` as publishers and technicians type it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kiosk.cli import app
from tests.unit.catalogue_packages import UNEMPLOYMENT, change, small_folder


def kiosk(*words: object, said: str = "") -> Result:
    """The command in this process: starting thirty of them would take a minute."""
    return CliRunner().invoke(app, ["catalogue", *map(str, words)], input=said)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_folder(tmp_path / "folder", "2")


def config(tmp_path: Path, key: Path) -> Path:
    made = tmp_path / "config"
    made.mkdir()
    (made / "kiosk.toml").write_text(
        f"publisher_key_files = [{json.dumps(str(key))}]\n"
        f"catalogue_dir = {json.dumps(str(small_folder(tmp_path / 'shipped', '1')))}\n"
        f"[terminal]\nstate_dir = {json.dumps(str(tmp_path / 'state'))}\n"
    )
    return made


def test_from_a_folder_to_a_terminal_and_to_the_next_key(folder: Path, tmp_path: Path) -> None:
    first, second, file = tmp_path / "first.pem", tmp_path / "second.pem", tmp_path / "dazu.catalogue"
    for key in (first, second):
        assert kiosk("keygen", key).exit_code == 0
        assert key.stat().st_mode & 0o777 == 0o600
    assert kiosk("build", folder, file).exit_code == 0
    unsigned = kiosk("check", file)
    assert (unsigned.exit_code, unsigned.stderr) == (0, "")
    at = ("--config", config(tmp_path, tmp_path / "first.pub.pem"))
    assert "还没有签名" in kiosk("install", file, *at).stderr
    assert kiosk("sign", file, "--key", first).exit_code == 0
    installed = kiosk("install", file, *at)
    assert (installed.exit_code, "版本 2" in installed.stdout) == (0, True), installed.stderr
    shown = kiosk("show", *at).stdout
    assert all(word in shown for word in ("version", "valid until", "没有待安装的文件"))

    assert kiosk("rotate", folder, "--key", first, "--to", tmp_path / "second.pub.pem").exit_code == 0
    assert kiosk("rotate", folder, "--key", first, "--to", tmp_path / "second.pub.pem").exit_code == 1
    change(folder, "manifest.json", version="3")
    change(folder, UNEMPLOYMENT, plain_name={"zh": "换了名字", "en": "Renamed"})
    kiosk("build", folder, file)
    kiosk("sign", file, "--key", first)
    assert "已经停用的旧公钥" in kiosk("install", file, *at).stderr
    kiosk("sign", file, "--key", second)
    assert kiosk("install", file, *at).exit_code == 0
    assert "→" in kiosk("show", *at).stdout
    changes = kiosk("diff", tmp_path / "shipped", file, "--language", "en")
    assert (changes.exit_code, "→ Renamed" in changes.stdout, "换" in changes.stdout) == (0, True, False)


def test_an_encrypted_key_is_asked_for(folder: Path, tmp_path: Path) -> None:
    key, file = tmp_path / "key.pem", tmp_path / "x.catalogue"
    assert kiosk("keygen", key, "--passphrase", said="word\nword\n").exit_code == 0
    assert b"ENCRYPTED" in key.read_bytes()
    kiosk("build", folder, file)
    assert kiosk("sign", file, "--key", key, said="wrong\n").exit_code == 1
    assert kiosk("sign", file, "--key", key, said="word\n").exit_code == 0


def test_a_folder_with_mistakes_is_not_built(folder: Path, tmp_path: Path) -> None:
    change(folder, UNEMPLOYMENT, form="nowhere.json", colour="red")
    built = kiosk("build", folder, tmp_path / "x.catalogue")
    assert built.exit_code == 1
    assert f"{UNEMPLOYMENT}#/colour: is not a known field; remove it" in built.stdout
    assert not (tmp_path / "x.catalogue").exists()


def test_what_cannot_be_done_is_said_and_ends_with_1(folder: Path, tmp_path: Path) -> None:
    nowhere, garbage = tmp_path / "nowhere", tmp_path / "garbage.catalogue"
    garbage.write_bytes(b"PK\x03\x04 a zip")
    for words in (
        ("check", nowhere),
        ("check", garbage),
        ("show", garbage),
        ("diff", folder, garbage),
        ("build", nowhere, tmp_path / "x"),
        ("build", folder, nowhere / "x"),
        ("sign", garbage, "--key", garbage),
        ("import", nowhere, tmp_path / "new"),
        ("import", garbage, tmp_path / "new"),
        ("rotate", folder, "--key", garbage, "--to", garbage),
        ("keygen", garbage),
    ):
        result = kiosk(*words)
        assert result.exit_code == 1, words
        assert result.stdout + result.stderr, words
        assert isinstance(result.exception, SystemExit), words


def test_a_guide_is_imported_and_checked(folder: Path, tmp_path: Path) -> None:
    guide = tmp_path / "guide.json"
    guide.write_text(json.dumps({"guidDetail": {"taskName": "某事项", "taskType": "20", "useLevel": "4"}}))
    result = kiosk("import", guide, folder)
    assert (result.exit_code, "已导入 1 项" in result.stdout) == (0, True)
    assert "#/telephone: the source gives no 咨询方式" in result.stdout
    assert kiosk("check", folder).exit_code == 0


def test_pinyin_is_written_for_what_was_renamed(folder: Path) -> None:
    change(folder, UNEMPLOYMENT, plain_name={"zh": "登记没工作", "en": "Out of work"})
    before = kiosk("check", folder)
    assert "is not spelt" in before.stdout
    assert "请运行 kiosk catalogue spell" in before.stdout
    assert kiosk("spell", folder).exit_code == 0
    assert json.loads((folder / "pinyin.json").read_text("utf-8"))["登记没工作"] == "deng ji mei gong zuo"
    assert "is not spelt" not in kiosk("check", folder).stdout


def test_a_mistake_is_said_in_chinese_too(folder: Path) -> None:
    change(folder, UNEMPLOYMENT, fee="free")
    said = kiosk("check", folder)
    assert said.exit_code == 1
    assert f"{UNEMPLOYMENT}#/fee: " in said.stdout
    assert "写的类型不对" in said.stdout


def test_a_private_key_on_a_terminal_is_named(folder: Path, tmp_path: Path) -> None:
    key, file = tmp_path / "publisher.pem", tmp_path / "dazu.catalogue"
    kiosk("keygen", key)
    kiosk("build", folder, file)
    assert "这是公钥" in kiosk("sign", file, "--key", tmp_path / "publisher.pub.pem").stderr
    assert "这是私钥" in kiosk("rotate", folder, "--key", key, "--to", key).stderr
    shown = kiosk("show", "--config", config(tmp_path, key))
    assert "这是私钥" in shown.stdout


@pytest.mark.parametrize(
    "words", [("check", "{}"), ("show", "{}"), ("diff", "{}", "{}"), ("spell", "{}"), ("import", "{}", "{}2")]
)
def test_a_path_that_is_not_there_is_said_in_both_languages(words: tuple[str, ...], tmp_path: Path) -> None:
    nowhere = str(tmp_path / "nowhere")
    said = kiosk(*(word.format(nowhere) for word in words))
    assert said.exit_code == 1
    assert said.stderr.startswith(nowhere)
    assert "请检查路径" in said.stderr
    assert "check the path" in said.stderr
    assert len(said.stderr.splitlines()) == 1
