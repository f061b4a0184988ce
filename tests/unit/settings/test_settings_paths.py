"""Where the settings say things are does not depend on where the program is started from."""

from pathlib import Path

import pytest

from kiosk.settings import ROOT, SYSTEM_DIR, SYSTEM_STATE_DIR, KioskSettings, Settings, load
from kiosk.settings_rules import anchored


def test_relative_paths_are_meant_from_the_folder_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "配置 a").mkdir()
    (tmp_path / "配置 a" / "kiosk.toml").write_text(
        'catalogue_dir = "../目录"\npublisher_key_files = ["a.pem", "/b.pem"]\n'
        '[terminal]\nbackup_dir = "/mnt/备份"\nstore_key_file = "k"\n'
        '[district]\nrecipient_key_file = "district.pem"\ntoken_file = "token"\n'
        '[desk]\ncertificate_file = "desk.pem"\nkey_file = "/etc/desk.key"\n'
    )
    monkeypatch.chdir(tmp_path)
    settings = load(Path("配置 a"))
    folder = tmp_path / "配置 a"
    assert settings.state_dir == folder / "var"
    assert settings.backup_dir == Path("/mnt/备份")
    assert settings.store_key_path == folder / "k"
    assert settings.kiosk.district.recipient_key_file == str(folder / "district.pem")
    assert settings.kiosk.district.token_file == str(folder / "token")
    assert settings.kiosk.desk.certificate_file == str(folder / "desk.pem")
    assert settings.kiosk.desk.key_file == "/etc/desk.key"
    assert settings.catalogue_dir == folder / "../目录"
    assert settings.kiosk.publisher_key_files == (str(folder / "a.pem"), "/b.pem")


def test_an_installed_terminal_keeps_its_data_where_the_system_keeps_such_things() -> None:
    installed = Settings(kiosk=anchored(KioskSettings(), SYSTEM_DIR))
    assert installed.state_dir == SYSTEM_STATE_DIR
    assert installed.backup_dir == SYSTEM_STATE_DIR / "backup"
    assert installed.kiosk.district.token_file == ""
    assert installed.catalogue_dir == ROOT / "config" / "catalogue"
