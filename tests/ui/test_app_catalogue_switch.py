"""A new catalogue reaches the screen through the whole terminal, and never in the middle of a session."""

import gc
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from kiosk.app import restocking
from kiosk.app.terminal import Terminal
from kiosk.app.visiting import visit
from kiosk.catalogue.publishing import public_file, read_private, write_new_key
from kiosk.catalogue.refusals import Refusal
from kiosk.domain.privacy import Consent, Sensitive
from kiosk.records import keys
from kiosk.services.filing import CaseFiled
from kiosk.settings import Settings, load
from kiosk.ui.touch import Touch
from kiosk.ui.window import PORTRAIT
from tests.unit.catalogue_packages import UNEMPLOYMENT, change, new_key, publish, small_folder
from tests.unit.catalogue_samples import SAMPLES

ITEM = "unemployment-registration"
FORM = f"forms/{ITEM}.json"
START_S = 60.0


@pytest.fixture
def config(tmp_path: Path) -> Path:
    small_folder(tmp_path / "shipped", "1")
    write_new_key(tmp_path / "publisher.pem", None)
    (tmp_path / "recipient.pem").write_bytes(keys.generate().recipient.to_pem())
    folder = tmp_path / "config"
    folder.mkdir()
    words = {
        "catalogue_dir": str(tmp_path / "shipped"),
        "publisher_key_files": [str(public_file(tmp_path / "publisher.pem"))],
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in words.items()]
    lines += ["[terminal]", f"state_dir = {json.dumps(str(tmp_path / 'state'))}"]
    lines += ["[district]", f"recipient_key_file = {json.dumps(str(tmp_path / 'recipient.pem'))}"]
    (folder / "kiosk.toml").write_text("\n".join(lines), "utf-8")
    return folder


@pytest.fixture
def running(
    qtbot: QtBot, config: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Terminal, Touch, Settings]]:
    del qtbot
    monkeypatch.setattr(restocking, "LOOK_EVERY_S", 0.0)
    settings = load(config)
    terminal = Terminal(settings, config, PORTRAIT, full_screen=False)
    terminal.start()
    touch = Touch(terminal.window.view)
    touch.wait_until(partial(terminal.shell.has, "form"), "the forms", START_S)
    yield terminal, touch, settings
    terminal.stop()
    terminal.window.view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    del terminal
    gc.collect()  # here, in the Qt thread


def filed(terminal: Terminal) -> CaseFiled:
    assert terminal.opened is not None
    filing = terminal.opened.services.filing
    outcome = filing.submit_case(
        terminal.shell.session_id, ITEM, SAMPLES[ITEM], consent=Consent(kinds=tuple(Sensitive))
    )
    assert isinstance(outcome, CaseFiled)
    return outcome


def test_a_signed_package_is_switched_to_between_sessions(
    running: tuple[Terminal, Touch, Settings], tmp_path: Path
) -> None:
    terminal, touch, settings = running
    assert terminal.opened is not None
    stock = terminal.opened.stock
    folder = small_folder(tmp_path / "new", "2")
    change(folder, UNEMPLOYMENT, plain_name={"zh": "换了名字的登记", "en": "A registration renamed"})
    change(folder, FORM, title="换了题目")
    change(folder, "calendar.json", last="2027-12-31")
    file = publish(folder, tmp_path / "new.catalogue", read_private(tmp_path / "publisher.pem"))

    terminal.shell.begin()
    terminal.shell.go("form", item=ITEM)
    touch.wait_for("form.consent")
    stock.shelf.stage("new", (file.read_bytes(),))
    touch.wait_until(lambda: terminal._newer is not None, "the new version, ready", START_S)
    for _ in range(3):
        terminal._tick()
    assert (stock.info.version, stock().info.version) == ("1", "1")
    assert touch.find("form.consent") is not None
    before = filed(terminal).case
    assert before.catalogue_version == "1"

    terminal.shell.leave()
    touch.wait_until(lambda: stock.info.version == "2", "the switch", START_S)
    assert terminal.opened.timekeeping.calendar.last.year == 2027
    terminal.shell.begin()
    terminal.shell.go("items", purpose="apply")
    touch.wait_text("换了名字的登记")
    after = filed(terminal).case
    assert after.catalogue_version == "2"
    assert after.schema_hash != before.schema_hash
    with visit(settings) as services:  # and the next start finds it
        assert services.status.snapshot().catalogue_version == "2"
        (check,) = [check for check in services.selfcheck.run() if check.name == "catalogue"]
        assert "2" in check.finding.zh


def test_a_foreign_package_is_said_to_staff_and_changes_nothing(
    running: tuple[Terminal, Touch, Settings], tmp_path: Path
) -> None:
    terminal, touch, _ = running
    assert terminal.opened is not None
    stock = terminal.opened.stock
    file = publish(small_folder(tmp_path / "new", "2"), tmp_path / "new.catalogue", new_key())
    stock.shelf.stage("new", (file.read_bytes(),))
    touch.wait_until(lambda: stock.shelf.last_refused() is not None, "the refusal", START_S)
    refused = stock.shelf.last_refused()
    assert refused is not None
    assert refused.refusal is Refusal.FOREIGN
    touch.wait_until(lambda: stock.shelf.waiting() == (), "nothing waiting")
    assert stock.info.version == "1"
    terminal.shell.begin()
    terminal.shell.go("self-check")
    touch.wait_text("不是本机信任的部门签发的")
    assert touch.sees("publisher_key_files")
