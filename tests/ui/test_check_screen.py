"""Check your answers: complete, changeable, and honest about what cannot be sent."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain.form import FieldError
from kiosk.domain.text import Text
from kiosk.services.filing import CaseInvalid, IntakeStopped, StopReason
from tests.ui.form_stage import CARD, FormStage


@pytest.fixture
def check(qtbot: QtBot) -> Iterator[FormStage]:
    del qtbot
    stage = FormStage()
    stage.start(page="more")
    stage.answer_all()
    stage.shell.go("check")
    stage.touch.wait_for("check.submit")
    yield stage
    stage.close()


def test_every_answer_is_shown_in_words(check: FormStage) -> None:
    expected = {
        "name": "张测试", "receive": "到窗口领取", "insured": "否", "start": "1956年3月12日",
        "month": "2027年1月", "people": "3", "town": "棠香街道", "needs": "没有填",
    }  # fmt: skip
    for field, answer in expected.items():
        assert check.touch.text_of(f"check.answer.{field}") == answer


def test_an_answer_is_changed_and_one_comes_back_to_the_check(check: FormStage) -> None:
    check.touch.tap("check.change.receive")
    check.touch.tap("form.option.receive.2")
    check.touch.tap("form.next")
    check.touch.wait_for("check.submit")
    assert check.touch.text_of("check.answer.receive") == "在本机打印"


def test_what_the_card_said_cannot_be_changed_by_hand(check: FormStage) -> None:
    check.form.use_card(CARD)
    check.check.refresh()
    check.touch.wait_until(lambda: check.touch.find("check.change.name") is None, "no way to change the name")
    check.touch.wait_for("check.change.phone")


def test_what_the_service_refuses_leads_back_to_the_question(check: FormStage) -> None:
    check.post.outcome = CaseInvalid((FieldError("phone", Text("手机号码不对")),))
    check.touch.tap("check.submit")
    check.touch.tap("error.phone")
    check.touch.wait_for("form.field.phone")
    assert check.post.filed == []


@pytest.mark.parametrize("reason", StopReason)
def test_a_terminal_that_cannot_take_cases_says_so_and_keeps_the_answers(
    check: FormStage, reason: StopReason
) -> None:
    check.post.outcome = IntakeStopped(reason)
    check.touch.tap("check.submit")
    check.touch.wait_text("您填的没有丢")
    assert check.draft.answers["phone"] == "13800138000"
    assert check.state("screen") == "check"


def test_a_missing_answer_is_said_before_anything_is_sent(check: FormStage) -> None:
    del check.draft.answers["phone"]
    check.check.open({})
    check.touch.wait_for("error.phone")


def test_a_filed_form_cannot_be_filed_again_or_gone_back_to(check: FormStage) -> None:
    check.touch.tap("check.submit")
    check.touch.wait_for("filed.finish")
    check.check.submit()
    assert len(check.post.filed) == 1
    check.touch.tap("footer.back")
    check.touch.wait_until(lambda: check.state("screen") == "home", "home")
    assert check.draft.answers == {}
