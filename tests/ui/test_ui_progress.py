"""查进度 by number and last six."""

from kiosk.domain.case import CaseStage
from kiosk.domain.printer import JobState
from tests.ui.fakes import TOKEN
from tests.ui.stage import Stage


def _ask(stage: Stage, last6: str) -> None:
    stage.serve()
    stage.begin()
    stage.touch.tap("home.progress")
    stage.touch.type("progress.key", "202611230000015")
    stage.touch.type("progress.key", last6)
    stage.touch.tap("progress.ask")


def test_right_digits_show_where_the_case_stands(stage: Stage) -> None:
    _ask(stage, "01123X")
    stage.touch.wait_text("部门已收件，正在核验")
    assert stage.touch.sees("张*试")
    assert stage.services.progress.asked == [("DZ-0001-20261123-000001-5", "01123X")]


def test_wrong_digits_say_how_many_tries_are_left_and_are_not_kept(stage: Stage) -> None:
    _ask(stage, "011234")
    assert "还可以试 4 次" in stage.touch.text_of("progress.message")
    model = stage.shell.model("progress")
    assert model is not None
    assert model.property("state")["last6"] == ""


def test_too_many_tries_lead_to_the_hotline(stage: Stage) -> None:
    stage.services.progress.tries = 0
    _ask(stage, "011234")
    assert "12345" in stage.touch.text_of("progress.message")


def test_looking_up_needs_both_numbers_in_full(stage: Stage) -> None:
    stage.serve()
    stage.begin()
    stage.touch.tap("home.progress")
    stage.touch.type("progress.key", "2026")
    assert not stage.touch.wait_for("progress.ask").isEnabled()
    stage.touch.tap("progress.key.erase")
    model = stage.shell.model("progress")
    assert model is not None
    assert model.property("state")["number"] == "DZ-0001-202"


def test_what_is_missing_is_named(stage: Stage) -> None:
    stage.services.progress.stage = CaseStage.SUPPLEMENT
    stage.services.progress.supplement = "请补充照片"
    _ask(stage, "01123X")
    stage.touch.wait_text("请补充照片")


def test_the_found_case_is_gone_after_the_session(stage: Stage) -> None:
    _ask(stage, "01123X")
    stage.touch.tap("progress.finish")
    stage.touch.wait_for("attract.start")
    stage.touch.tap("attract.start")
    stage.touch.tap("home.progress")
    assert not stage.touch.sees("张*试")
    assert not stage.touch.sees("01123X")


def test_a_receipt_that_never_came_is_printed_again_by_whoever_can_open_the_case(stage: Stage) -> None:
    _ask(stage, "01123X")
    stage.touch.tap("progress.reprint")
    stage.touch.wait_text("正在打印小票")
    assert stage.touch.find("progress.reprint") is None  # once: the slip's own panel answers from here
    stage.services.printing.put("again", JobState.PRINTED)
    stage.shell.look()
    stage.touch.wait_text("小票已打印，请取走")
    stage.touch.tap("progress.finish")
    stage.touch.wait_for("attract.start")
    assert not stage.touch.sees("小票已打印")


def test_the_reprint_is_of_the_found_case(stage: Stage) -> None:
    _ask(stage, "01123X")
    stage.touch.tap("progress.reprint")
    assert stage.services.printing.reprinted == [(TOKEN, stage.shell.session_id)]
