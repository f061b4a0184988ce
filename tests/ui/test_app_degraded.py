"""A terminal in a broken environment: named on the screen, nothing lost, serving again once it is mended."""

import gc
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from pytestqt.qtbot import QtBot

from kiosk.app.instance import AlreadyRunning, InstanceLock
from kiosk.app.run import nothing_unheard
from kiosk.app.terminal import EXIT_BUG, Terminal
from kiosk.app.visiting import visit
from kiosk.domain.health import Verdict
from kiosk.services.staffing import Role
from kiosk.settings import ROOT, DistrictSettings, KioskSettings, PrintersSettings, Settings, TerminalSettings
from kiosk.store.errors import DiskFull
from kiosk.ui.shell import Fault
from kiosk.ui.touch import Touch
from kiosk.ui.window import PORTRAIT

START_S = 30.0


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "config" / "catalogue", tmp_path / "catalogue"))


@pytest.fixture
def settings(tmp_path: Path, catalogue: Path) -> Settings:
    terminal = TerminalSettings(state_dir=str(tmp_path / "state"), backup_dir=str(tmp_path / "backup"))
    district = DistrictSettings(recipient_key_file=str(tmp_path / "district.pem"))
    kiosk = KioskSettings(terminal=terminal, district=district, catalogue_dir=str(catalogue))
    return Settings(kiosk=kiosk, printers=PrintersSettings(printer=()))


@pytest.fixture
def start(qtbot: QtBot, settings: Settings) -> Iterator[Callable[[], tuple[Terminal, Touch]]]:
    del qtbot
    running: list[Terminal] = []

    def started() -> tuple[Terminal, Touch]:
        terminal = Terminal(settings, None, PORTRAIT, full_screen=False)
        running.append(terminal)
        terminal.start()
        return terminal, Touch(terminal.window.view)

    yield started
    while running:
        terminal = running.pop()
        terminal.stop()
        terminal.window.view.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    del terminal
    gc.collect()  # here, in the Qt thread


Start = Callable[[], tuple[Terminal, Touch]]


def serves(terminal: Terminal, touch: Touch) -> None:
    touch.wait_until(lambda: terminal.shell.has("number"), "the screens", START_S)
    touch.wait_until(lambda: terminal.shell.fault is None, "no fault", START_S)


# The manifest is read before the first number is given, the items after it.
@pytest.mark.parametrize("part", ["manifest.json", "items/13-flexible-employment.json"])
def test_a_damaged_catalogue_is_named_and_its_mending_noticed(
    start: Start, catalogue: Path, part: str
) -> None:
    whole = (catalogue / part).read_bytes()
    (catalogue / part).write_bytes(whole[:40])
    terminal, touch = start()
    touch.wait_for("out-of-service.reason", START_S)
    assert terminal.shell.fault is Fault.CATALOGUE
    assert touch.sees("办事目录需要更新")
    assert touch.sees("12345")
    (catalogue / part).write_bytes(whole)
    serves(terminal, touch)


def test_a_missing_key_makes_no_new_one(start: Start, settings: Settings) -> None:
    with visit(settings):
        pass
    key = settings.store_key_path.read_bytes()
    settings.store_key_path.unlink()
    terminal, touch = start()
    touch.wait_for("out-of-service.reason", START_S)
    assert terminal.shell.fault is Fault.STORE_KEY
    assert not settings.store_key_path.exists()
    settings.store_key_path.write_bytes(key)
    settings.store_key_path.chmod(0o600)
    serves(terminal, touch)


def test_a_data_folder_that_cannot_be_used_is_named_and_its_mending_noticed(
    start: Start, settings: Settings
) -> None:
    settings.state_dir.write_text("a file, where a folder should be")
    terminal, touch = start()
    touch.wait_for("out-of-service.reason", START_S)
    assert terminal.shell.fault is Fault.STORE_READ_ONLY
    settings.state_dir.unlink()
    serves(terminal, touch)
    with pytest.raises(AlreadyRunning), InstanceLock(settings.state_dir):
        pass


def test_neither_backups_nor_sealing_that_fail_keep_anybody_from_a_number(
    start: Start, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.backup_dir.write_text("a file, where a folder should be")
    Path(settings.kiosk.district.recipient_key_file).write_text("no key")
    terminal, touch = start()
    serves(terminal, touch)
    assert terminal.opened is not None
    touch.wait_until(lambda: backup_failed(terminal), "the failed backup", START_S)
    checks = terminal.opened.services.selfcheck.run()
    assert [check.name for check in checks if check.verdict is Verdict.FAULT] == ["backup", "sealing"]
    assert "district.pem" in caplog.text


def backup_failed(terminal: Terminal) -> bool:
    assert terminal.opened is not None
    with terminal.opened.store.read() as work:
        state = work.devices.get("backup")
    return state is not None and state.state == "failed"


def test_a_damaged_store_is_restored_before_anybody_sees_it(start: Start, settings: Settings) -> None:
    with visit(settings) as services:
        services.staffing.add("7", "示例", Role.STAFF)
        services.backups.run()
    whole = settings.store_path.read_bytes()
    settings.store_path.write_bytes(b"\0" * len(whole))
    terminal, touch = start()
    serves(terminal, touch)
    assert terminal.opened is not None
    assert terminal.opened.loss is not None
    assert [person.id for person in terminal.opened.services.staffing.list()] == ["7"]
    aside = [path for path in settings.state_dir.glob("kiosk.db*") if path.read_bytes() == b"\0" * len(whole)]
    assert aside, "the damaged file is set aside, never deleted"


def test_a_full_disk_while_serving_is_named_and_goes_by(start: Start) -> None:
    terminal, touch = start()
    serves(terminal, touch)
    ticking = terminal.findChild(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert ticking is not None
    ticking.stop()  # once a second it tries to serve again, and on this disk it would succeed at once
    terminal.fail(DiskFull("test"))
    touch.wait_for("out-of-service.reason")
    assert touch.sees("存储空间已满")
    ticking.start()
    serves(terminal, touch)  # the next write succeeds, so it serves again


def test_a_mistake_of_ours_ends_the_process(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    terminal, touch = start()
    serves(terminal, touch)
    codes: list[int] = []
    terminal.ended.connect(codes.append)
    terminal.fail(ZeroDivisionError("test"))
    assert codes == [EXIT_BUG]
    assert "mistake in the program" in caplog.text


def test_a_mistake_in_any_thread_ends_the_process(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    terminal, touch = start()
    serves(terminal, touch)
    codes: list[int] = []
    terminal.ended.connect(codes.append)
    with nothing_unheard(terminal):
        threading.Thread(target=lambda: 1 / 0).start()
        touch.wait_until(lambda: codes == [EXIT_BUG], "the end")
    assert "mistake in the program" in caplog.text
