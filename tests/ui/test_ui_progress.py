"""查进度 by number and last six."""

import pytest

from kiosk.domain.case import CaseStage
from kiosk.domain.printer import JobState
from tests.ui.fake_day import CODE, TOKEN
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


def _ask_number(stage: Stage, code: str) -> None:
    stage.touch.tap("home.progress")
    stage.touch.tap("progress.series.insurance")
    stage.touch.type("progress.key", "001")
    stage.touch.tap("progress.last6")
    stage.touch.type("progress.key", code)
    stage.touch.tap("progress.ask")


@pytest.mark.parametrize(
    ("english", "told", "void"),
    [
        (False, "这是您小票上的号码", "这个号已退"),
        (True, "This is the number on your slip", "was given back"),
    ],
    ids=["zh", "en"],
)
def test_a_number_is_given_back_by_touch_alone_with_its_code(
    stage: Stage, english: bool, told: str, void: str
) -> None:
    stage.serve()
    stage.begin()
    if english:
        stage.shell.toggleLanguage()
    _ask_number(stage, CODE)
    assert told in stage.touch.text_of("number.told")
    assert CODE[:3] in stage.touch.text_of("number.code")
    assert stage.services.progress.asked == [("B001", CODE)]
    stage.touch.tap("number.change")
    stage.touch.tap("change-number.back")
    stage.touch.tap("change-number.yes")
    assert void in stage.touch.text_of("number.over")
    assert stage.services.giving_back.asked == [(TOKEN, "")]
    assert stage.touch.find("number.code") is None


@pytest.mark.parametrize(
    ("english", "left", "too_many"),
    [(False, "还可以试 4 次", "试的次数太多了"), (True, "4 more tries", "Too many tries")],
    ids=["zh", "en"],
)
def test_a_wrong_code_says_how_many_tries_are_left_and_then_who_helps(
    stage: Stage, english: bool, left: str, too_many: str
) -> None:
    stage.serve()
    stage.begin()
    if english:
        stage.shell.toggleLanguage()
    _ask_number(stage, "407194")
    assert left in stage.touch.text_of("progress.message")
    assert not stage.touch.wait_for("progress.ask").isEnabled()  # the wrong code is not kept
    stage.services.progress.tries = 0
    stage.touch.type("progress.key", CODE)
    stage.touch.tap("progress.ask")
    assert too_many in stage.touch.text_of("progress.message")
    assert stage.services.giving_back.asked == []


def test_another_beginning_is_entered_afresh_and_needs_no_x(stage: Stage) -> None:
    stage.serve()
    stage.begin()
    stage.touch.tap("home.progress")
    stage.touch.type("progress.key", "2026")
    stage.touch.tap("progress.series.insurance")
    model = stage.shell.model("progress")
    assert model is not None
    assert model.property("state")["number"] == "B"
    stage.touch.type("progress.key", "0000000001")  # more than any number has
    assert model.property("state")["number"] == "B000000000"
    stage.touch.tap("progress.last6")
    assert stage.touch.find("progress.key.X") is None
    stage.touch.tap("progress.series.")
    assert model.property("state")["number"] == "DZ-0001"


def test_what_was_entered_is_gone_when_the_holder_comes_back_from_the_number(stage: Stage) -> None:
    stage.serve()
    stage.begin()
    _ask_number(stage, CODE)
    stage.touch.wait_for("number.label")
    stage.touch.tap("footer.back")
    stage.touch.wait_for("progress.ask")
    model = stage.shell.model("progress")
    assert model is not None
    assert (model.property("state")["number"], model.property("state")["last6"]) == ("DZ-0001", "")
