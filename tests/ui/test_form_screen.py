"""A form under a real finger: pages, conditions, errors, the card, and nothing left behind."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.domain.card import ReadFault
from kiosk.ui.input.build_pinyin import table
from kiosk.ui.input.pinyin_table import TABLE_VARIABLE
from tests.ui.form_stage import CARD, DIVISIONS, ITEM, FormStage
from tests.ui.stage import LANDSCAPE, PORTRAIT

SHAPES = {"portrait": PORTRAIT, "landscape": LANDSCAPE}
LOOKS = [(shape, language, care) for shape in SHAPES for language in ("zh", "en") for care in (False, True)]


@pytest.fixture(autouse=True)
def _no_real_table(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path_factory.mktemp("pinyin") / "pinyin.table"
    path.write_bytes(table({"a": {"啊": 1}}, {}))
    monkeypatch.setenv(TABLE_VARIABLE, str(path))


def opened(shape: str = "portrait", language: str = "zh", care: bool = False) -> FormStage:
    stage = FormStage(SHAPES[shape])
    stage.begin()
    if care:
        stage.touch.tap("footer.care")
    if language == "en":
        stage.touch.tap("footer.language")
    stage.shell.go("form", item=ITEM.id)
    stage.touch.wait_for("form.next")
    return stage


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[FormStage]:
    del qtbot
    stage = opened()
    yield stage
    stage.close()


def page(stage: FormStage) -> str:
    return stage.draft.page


def type_into(stage: FormStage, field: str, characters: str) -> None:
    stage.touch.tap(f"form.field.{field}")
    for character in characters:
        stage.touch.tap(f"key.{character.lower()}")
    stage.touch.tap("key.done")
    stage.touch.wait_for("form.next")


def choose_date(stage: FormStage, field: str, *numbers: int) -> None:
    stage.touch.tap(f"form.field.{field}")
    for number in numbers:
        stage.touch.tap(f"date.{number}")
    stage.touch.wait_for("form.next")


@pytest.mark.parametrize(("shape", "language", "care"), LOOKS)
def test_a_whole_application_by_touch(shape: str, language: str, care: bool, qtbot: QtBot) -> None:
    del qtbot
    stage = opened(shape, language, care)
    touch = stage.touch
    touch.tap("form.consent")
    touch.tap("form.next")
    touch.wait_until(lambda: page(stage) == "who", "first page")
    stage.form.use_card(CARD)
    touch.wait_for("form.locked.name")
    type_into(stage, "phone", "13800138000")
    touch.tap("form.next")
    touch.tap("form.option.receive.0")
    touch.tap("form.option.needs.2")
    touch.tap("form.option.insured.1")
    touch.tap("form.next")
    choose_date(stage, "start", 1950, 1956, 3, 12)
    choose_date(stage, "month", 2020, 2027, 1)
    type_into(stage, "people", "3")
    touch.tap("form.next")
    touch.tap("form.option.town.1")
    touch.tap("form.next")
    touch.tap("form.option.true.0")
    touch.tap("form.next")
    touch.wait_for("check.submit")
    assert touch.text_of("check.answer.phone") == "13800138000"
    touch.tap("check.submit")
    assert touch.text_of("filed.number") == "DZ-0001-20261123-000001-7"
    touch.wait_for("filed.finish")
    answers: dict[str, Any] = {
        "name": "张测试", "id_number": CARD.number, "phone": "13800138000", "receive": "counter",
        "needs": ["sign"], "insured": False, "start": "1956-03-12", "month": "2027-01", "people": 3,
        "town": DIVISIONS[1].code, "true": True,
    }  # fmt: skip
    assert [(item, sent) for _, item, sent in stage.post.filed] == [(ITEM.id, answers)]
    touch.tap("filed.finish")
    touch.wait_for("attract.start")
    stage.close()


def test_nothing_is_asked_before_the_notice_is_agreed_to(form: FormStage) -> None:
    for sentence in ("大足区公安局", "核对身份，办理居住证。", "提交前不保存"):
        form.touch.wait_text(sentence)
    form.touch.tap("form.next")
    form.touch.wait_text("请先勾选“同意”")
    assert page(form) == ""
    form.touch.tap("form.consent")
    form.touch.tap("form.next")
    form.touch.wait_until(lambda: page(form) == "who", "first page")


def test_errors_stand_on_top_and_beside_the_question_until_it_is_answered(form: FormStage) -> None:
    form.touch.tap("form.consent")
    form.touch.tap("form.next")
    form.touch.tap("form.next")
    assert page(form) == "who"
    form.touch.wait_text("有几处还要改一下")
    for field in ("name", "id_number", "phone"):
        form.touch.wait_for(f"error.{field}")
        form.touch.wait_for(f"form.error.{field}")
    type_into(form, "phone", "138")
    assert form.touch.find("form.error.phone") is None
    form.touch.tap("form.next")
    form.touch.wait_text("手机号码不对")


def test_back_never_loses_an_answer(form: FormStage) -> None:
    form.touch.tap("form.consent")
    form.touch.tap("form.next")
    type_into(form, "phone", "139")
    form.touch.tap("footer.back")
    form.touch.wait_for("form.consent")
    assert form.form_state().consented
    form.touch.tap("footer.back")
    form.touch.wait_until(lambda: form.state("screen") == "home", "home")
    form.shell.go("form", item=ITEM.id)
    form.touch.tap("form.next")
    assert form.touch.text_of("form.field.phone") == "139"


def test_a_hidden_question_is_not_submitted_and_its_answer_comes_back(form: FormStage) -> None:
    form.answer_all()
    form.start_page("kind")
    assert form.touch.find("form.field.post_to") is None
    form.touch.tap("form.option.receive.1")
    form.touch.wait_for("form.field.post_to")
    form.form.setText("post_to", "棠香街道1号")
    assert form.draft.submission()["post_to"] == "棠香街道1号"
    form.touch.tap("form.option.receive.0")
    assert form.touch.find("form.field.post_to") is None
    assert "post_to" not in form.draft.submission()
    form.touch.tap("form.option.receive.1")
    assert form.touch.text_of("form.field.post_to") == "棠香街道1号"


def test_a_choice_of_several_can_be_taken_back(form: FormStage) -> None:
    form.start_page("kind")
    form.touch.tap("form.option.needs.2")
    form.touch.tap("form.option.needs.0")
    assert form.draft.answers["needs"] == ["read", "sign"]
    form.touch.tap("form.option.needs.0")
    form.touch.tap("form.option.needs.2")
    assert "needs" not in form.draft.answers


def test_a_date_can_be_chosen_again_and_put_away(form: FormStage) -> None:
    form.start_page("when")
    form.touch.tap("form.field.start")
    form.touch.tap("date.1950")
    form.touch.tap("date.1956")
    form.touch.tap("date.again.year")
    form.touch.tap("date.1957")
    form.touch.tap("date.close")
    form.touch.wait_for("form.next")
    assert "start" not in form.draft.answers
    choose_date(form, "start", 1950, 1957, 2, 28)
    form.touch.wait_text("1957年2月28日")


def test_a_town_closes_over_the_choice_and_opens_again(form: FormStage) -> None:
    form.start_page("where")
    form.touch.tap("form.option.town.26")
    form.touch.wait_until(lambda: form.touch.find("form.option.town.0") is None, "closed grid")
    form.touch.wait_text("高坪镇")
    form.touch.tap("form.field.town")
    form.touch.tap("form.option.town.0")
    assert form.draft.answers["town"] == DIVISIONS[0].code


def test_a_real_keyboard_types_too(form: FormStage) -> None:
    form.start_page("who")
    form.touch.tap("form.field.phone")
    for key in "135":
        QTest.keyClick(form.window.view, Qt.Key(ord(key)))
    assert form.draft.answers["phone"] == "135"
    assert form.touch.text_of("form.field.phone") == "135"


def test_the_card_replaces_what_was_typed_and_says_so(form: FormStage) -> None:
    form.start_page("who")
    form.form.setText("name", "张策士")
    form.form.use_card(CARD)
    form.touch.wait_for("form.locked.name")
    form.touch.wait_text("已经从身份证读好")
    assert form.draft.answers["name"] == "张测试"
    assert form.draft.answers["id_number"] == CARD.number


@pytest.mark.parametrize("fault", ReadFault)
def test_every_fault_of_the_reader_has_a_sentence(form: FormStage, fault: ReadFault) -> None:
    form.start_page("who")
    form.form.card_failed(fault)
    form.touch.wait_for("form.card")
    assert form.form_state().card_alarm
    assert form.form_state().card


def test_the_language_can_change_in_the_middle_of_a_form(form: FormStage) -> None:
    form.start_page("kind")
    form.touch.tap("form.option.receive.0")
    form.touch.tap("footer.language")
    form.touch.wait_text("How will you receive it?")
    form.touch.wait_text("At the counter")
    assert form.form_state().fields[0].options[0].chosen


def test_nothing_of_a_form_survives_the_session(form: FormStage) -> None:
    form.start_page("who")
    form.form.use_card(CARD)
    form.shell.leave()
    form.touch.wait_for("attract.start")
    assert form.draft.answers == {}
    assert not form.draft.has_card
    assert CARD.number not in str(form.form._state)
    form.begin()
    form.shell.go("form", item=ITEM.id)
    form.touch.tap("form.consent")
    form.touch.tap("form.next")
    assert form.touch.text_of("form.field.name") == ""


def test_a_second_form_of_the_session_knows_what_was_told_once(form: FormStage) -> None:
    form.start_page("more")
    form.answer_all()
    form.shell.go("check")
    form.touch.tap("check.submit")
    form.touch.tap("filed.another")
    form.shell.go("form", item=ITEM.id)
    assert form.draft.answers["phone"] == "13800138000"
    assert not form.draft.consented
