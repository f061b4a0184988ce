"""Two touches to a number; the slip's life beside it."""

from collections.abc import Callable
from pathlib import Path

import zxingcpp
from PIL import Image

from kiosk.domain.printer import JobState, PrinterCondition
from tests.ui.fakes import TOKEN
from tests.ui.stage import Stage


def _take(stage: Stage, series: str = "insurance") -> None:
    stage.serve()
    stage.begin()
    stage.touch.tap("home.take-number")
    stage.touch.tap(f"take-number.{series}")
    stage.touch.wait_for("number.label")


def _becomes(stage: Stage, state: JobState, reason: str = "") -> None:
    stage.services.printing.put("job-1", state, reason)
    stage.tick()


def test_two_touches_to_a_number(stage: Stage) -> None:
    _take(stage)
    assert stage.touch.text_of("number.label") == "B001"
    assert stage.touch.sees("前面还有 12 人")
    assert stage.touch.sees("正在打印")
    assert stage.services.queue.taken == [(stage.shell.session_id, "insurance", False)]


def test_the_screen_s_qr_holds_the_token_alone(stage: Stage, tmp_path: Path) -> None:
    _take(stage)
    read = zxingcpp.read_barcodes(Image.open(stage.touch.grab(tmp_path / "number.png")))
    assert [code.text for code in read] == [TOKEN]


def test_back_does_not_lead_to_taking_another(stage: Stage) -> None:
    _take(stage)
    stage.touch.tap("footer.back")
    stage.touch.wait_for("home.take-number")


def test_printed_is_said_only_when_the_printer_proved_it(stage: Stage) -> None:
    _take(stage)
    _becomes(stage, JobState.SENDING)
    assert stage.touch.find("slip.came") is None
    assert not stage.touch.sees("已打印")
    _becomes(stage, JobState.PRINTED)
    stage.touch.wait_text("小票已打印，请取走")


def test_a_silent_printer_makes_the_screen_ask(stage: Stage) -> None:
    _take(stage)
    _becomes(stage, JobState.SENT)
    stage.touch.tap("slip.missing")
    stage.touch.wait_text("正在打印小票")
    assert stage.services.printing.all["job-1-copy"].copy == 1


def test_out_of_paper_keeps_number_and_qr_and_goes_on_without(stage: Stage) -> None:
    _take(stage)
    _becomes(stage, JobState.BLOCKED, PrinterCondition.PAPER_OUT.value)
    stage.touch.wait_text("打印机没纸了")
    assert stage.touch.text_of("number.label") == "B001"
    assert stage.touch.find("number.qr") is not None
    stage.touch.tap("slip.without")
    stage.touch.wait_text("不用小票也可以")
    _becomes(stage, JobState.PRINTED)
    stage.touch.wait_text("小票已打印，请取走")


def test_a_printer_that_never_answers_is_said_after_a_while(stage: Stage) -> None:
    _take(stage)
    stage.tick(5)
    assert stage.touch.sees("正在打印小票")
    stage.tick(8)
    stage.touch.wait_text("打印机没有回应")


def test_exhausted_is_refused_with_what_to_do(stage: Stage) -> None:
    stage.serve()
    stage.begin()
    stage.touch.tap("home.take-number")
    stage.services.queue.exhaust()
    stage.touch.tap("take-number.general")
    stage.touch.wait_text("今天的号已全部取完")
    assert stage.touch.sees("12345")
    stage.touch.tap("no-number.other")
    stage.touch.wait_for("take-number.general")


def test_priority_goes_with_the_number(stage: Stage) -> None:
    stage.serve()
    stage.begin()
    stage.touch.tap("home.take-number")
    stage.touch.tap("take-number.priority")
    stage.touch.tap("take-number.general")
    stage.touch.wait_text("优先")
    assert stage.services.queue.taken[0][2] is True


def test_without_a_trusted_clock_no_day_is_shown(stage: Stage) -> None:
    stage.services.queue.day_words = None
    _take(stage)
    assert not stage.touch.sees("今日")


def test_done_wipes_the_number_and_gives_up_what_was_not_printed(stage: Stage) -> None:
    _take(stage)
    session = stage.shell.session_id
    stage.touch.tap("number.finish")
    stage.touch.wait_for("attract.start")
    assert stage.services.printing.given_up == [session]
    number = stage.shell.model("number")
    assert number is not None
    assert "B001" not in str(number.property("state"))


def test_landscape_offers_the_same(make_stage: Callable[..., Stage], qtbot: object) -> None:
    del qtbot
    stage = make_stage((1920, 1080))
    _take(stage)
    _becomes(stage, JobState.SENT)
    stage.touch.tap("slip.came")
    stage.touch.wait_text("请收好小票")
