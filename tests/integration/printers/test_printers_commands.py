"""`kiosk printers …` against a printer on a real socket and a terminal's real store."""

import json
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from kiosk.app.instance import InstanceLock
from kiosk.app.technician.asking import print_test_page, status
from kiosk.app.technician.searching import discover
from kiosk.app.technician.slips_at_hand import jobs, reprint, resolve
from kiosk.app.visiting import visit
from kiosk.domain.printer import JobState
from kiosk.services.queue import NumberTaken
from kiosk.settings import (
    HallSettings,
    KioskSettings,
    PrinterSettings,
    PrintersSettings,
    Settings,
    TerminalSettings,
)
from tests.integration.printers.rig import Rig

Capture = pytest.CaptureFixture[str]


def settings(folder: Path, device: str) -> Settings:
    return Settings(
        kiosk=KioskSettings(terminal=TerminalSettings(state_dir=str(folder / "state"))),
        hall=HallSettings(),
        printers=PrintersSettings(printer=(PrinterSettings(device=device, timeout_s=0.5),)),
    )


@pytest.fixture
def ours(tmp_path: Path, rig: Rig) -> Settings:
    return settings(tmp_path, f"tcp://127.0.0.1:{rig.port}")


@pytest.mark.parametrize(
    ("state", "words", "code"),
    [
        ("ready", "正常 ready", 0),
        ("near-end", "请备纸", 0),
        ("paper-out", "没有纸了，请装纸", 1),
        ("cover-open", "请合上", 1),
        ("cutter-error", "取出纸屑", 1),
        ("mute", "不回答状态", 0),
        ("off", "检查电源和连线", 1),
    ],
)
def test_the_printer_says_how_it_is_and_what_to_do(
    ours: Settings, rig: Rig, capsys: Capture, state: str, words: str, code: int
) -> None:
    rig.become(state)
    assert status(ours, watch=False) == code
    assert words in capsys.readouterr().out


def test_a_test_page_comes_out_and_the_printer_says_so(ours: Settings, rig: Rig, capsys: Capture) -> None:
    assert print_test_page(ours) == 0
    assert "已确认" in capsys.readouterr().out
    slip = rig.slip(1)
    with Image.open(rig.printer.tray.folder / slip.png) as paper:
        codes = {code.text for code in zxingcpp.read_barcodes(paper.convert("L"))}
    assert codes == {"DAZU-KIOSK-TEST-PAGE", "DAZU-KIOSK"}


@pytest.mark.parametrize(
    ("state", "words"), [("paper-out", "没有纸了"), ("off", "连不上"), ("mute", "没有得到确认")]
)
def test_a_test_page_that_did_not_come_is_no_success(
    ours: Settings, rig: Rig, capsys: Capture, state: str, words: str
) -> None:
    rig.become(state)
    assert print_test_page(ours) == 1
    assert words in capsys.readouterr().err


def test_a_running_terminal_keeps_its_printer_to_itself(ours: Settings, rig: Rig, capsys: Capture) -> None:
    with InstanceLock(ours.state_dir):
        assert print_test_page(ours) == 1
    assert "先停下终端" in capsys.readouterr().err
    assert rig.printer.connections == 0


@pytest.mark.parametrize("ask", [print_test_page, lambda ours: status(ours, watch=False)])
def test_without_a_printer_it_says_how_to_find_one(tmp_path: Path, capsys: Capture, ask: object) -> None:
    assert ask(settings(tmp_path, "")) == 1  # type: ignore[operator]
    assert "kiosk printers discover" in capsys.readouterr().err


def a_slip(ours: Settings, state: JobState) -> str:
    with visit(ours) as services:
        taken = services.queue.take_number("session", "general")
        assert isinstance(taken, NumberTaken)
        with services.printing._store.begin() as work:
            work.print_jobs.settle(taken.job_id, state, "link-lost", 1)
    return taken.job_id


def listed(ours: Settings, capsys: Capture) -> list[dict[str, str]]:
    capsys.readouterr()
    assert jobs(ours, 20, as_json=True) == 0
    found: list[dict[str, str]] = json.loads(capsys.readouterr().out)
    return found


def test_a_slip_that_lies_there_is_noted_as_printed(ours: Settings, capsys: Capture) -> None:
    job = a_slip(ours, JobState.UNKNOWN)
    assert resolve(ours, job, came_out=True) == 0
    assert [(one["id"], one["state"]) for one in listed(ours, capsys)] == [(job, "printed")]
    assert resolve(ours, job, came_out=True) == 1
    assert "已打印" in capsys.readouterr().err


def test_a_slip_that_is_missing_is_printed_again_as_a_copy(ours: Settings, capsys: Capture) -> None:
    job = a_slip(ours, JobState.UNKNOWN)
    with InstanceLock(ours.state_dir):  # a terminal runs
        assert resolve(ours, job, came_out=False) == 0
        copy, first = listed(ours, capsys)
    assert (copy["copy"], copy["state"]) == ("1", "queued")
    assert (first["id"], first["state"]) == (job, "unknown")


def test_a_printed_slip_is_printed_again_only_as_a_copy(ours: Settings, capsys: Capture) -> None:
    job = a_slip(ours, JobState.PRINTED)
    with InstanceLock(ours.state_dir):
        assert reprint(ours, job) == 0
        assert [one["copy"] for one in listed(ours, capsys)] == ["1", "0"]


def test_nothing_is_queued_that_nobody_would_print(ours: Settings, capsys: Capture) -> None:
    job = a_slip(ours, JobState.UNKNOWN)
    assert reprint(ours, job) == 1
    assert resolve(ours, job, came_out=False) == 1
    assert "先启动终端" in capsys.readouterr().err
    assert [one["id"] for one in listed(ours, capsys)] == [job]


def test_a_list_of_slips_never_says_what_they_say(ours: Settings, capsys: Capture) -> None:
    a_slip(ours, JobState.PRINTED)
    capsys.readouterr()
    assert jobs(ours, 20, as_json=False) == 0
    table = capsys.readouterr().out
    assert "已打印 printed" in table
    assert "A001" not in table


@pytest.mark.parametrize("act", [reprint, lambda ours, job: resolve(ours, job, came_out=True)])
def test_an_unknown_id_is_said_with_where_to_look(ours: Settings, capsys: Capture, act: object) -> None:
    a_slip(ours, JobState.PRINTED)
    with InstanceLock(ours.state_dir):
        assert act(ours, "nothing") == 1  # type: ignore[operator]
    assert "kiosk printers jobs" in capsys.readouterr().err


def test_a_range_that_is_none_is_refused_with_what_would_be(capsys: Capture) -> None:
    assert discover("printer", 0, as_json=False) == 1
    assert "192.168.1.20-40" in capsys.readouterr().err
