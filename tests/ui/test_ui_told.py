"""From the guide through the situation's questions to the exact list, its slip, and the form."""

import pytest
from pytestqt.qtbot import QtBot

from kiosk.ui import catalogue_screens
from kiosk.ui.viewmodels.form import FormViewModel
from kiosk.ui.viewmodels.told import ToldState
from tests.ui.form_stage import PostBox
from tests.ui.guide_scenes import BIRTH, answer, situation, told, told_nothing
from tests.ui.stage import Stage


def _form(stage: Stage) -> FormViewModel:
    return catalogue_screens.add_form_screens(
        stage.shell, stage.catalogue, PostBox().submit, stage.services.printing
    )


def test_the_list_is_exact_and_says_what_it_rests_on(stage: Stage) -> None:
    told(stage)
    for words in ("居住证", "监护人身份证", "请带上", "外地户口，有居住证", "新生儿", "示例"):
        stage.touch.wait_text(words)
    assert stage.touch.find("told.no-materials") is None


def test_the_empty_list_is_said(stage: Stage) -> None:
    told_nothing(stage)
    assert stage.touch.text_of("told.no-materials") == "按您的情况，无需准备任何材料。"


def test_a_question_must_be_answered_and_back_leads_to_the_one_before(stage: Stage) -> None:
    situation(stage)
    stage.touch.tap("form.next")
    stage.touch.wait_for("form.option.household_kind.0")
    answer(stage, "household_kind", 0)
    stage.touch.wait_for("form.option.category.0")
    stage.touch.tap("footer.back")
    stage.touch.wait_for("form.option.household_kind.0")
    stage.touch.tap("footer.back")
    stage.touch.wait_for("item.tell")


def test_a_form_that_follows_the_questions_at_once_shows_its_own(stage: Stage) -> None:
    """Both are drawn by one QML file."""
    situation(stage, BIRTH)
    _form(stage)
    stage.shell.go("form", item=BIRTH)
    stage.touch.wait_for("form.consent")


def test_one_slip_for_one_list(stage: Stage) -> None:
    told(stage)
    stage.touch.tap("told.print")
    stage.touch.wait_for("slip.headline")
    assert stage.services.guidance.told == [
        ("resident-medical-insurance", {"household_kind": "permit", "category": "newborn"})
    ]
    assert stage.touch.find("told.print") is None
    stage.touch.tap("told.change")
    stage.touch.tap("form.next")
    answer(stage, "category", 0)
    stage.touch.tap("told.print")
    assert stage.services.guidance.told[1][1] == {"household_kind": "permit", "category": "resident"}


def test_what_the_questions_asked_the_form_does_not_ask_again(stage: Stage) -> None:
    situation(stage, BIRTH)
    form = _form(stage)
    answer(stage, "marital_status", 2)
    stage.touch.tap("told.start")
    stage.touch.wait_for("form.consent")
    draft = form._draft
    assert draft.answers["marital_status"] == "other"
    asked = {field.name for page in draft.asked().pages for field in page.fields}
    whole = {field.name for page in draft.form().pages for field in page.fields}
    assert whole - asked == {"marital_status"}
    # It is filed, shown at the check, and can be changed there.
    assert draft.submission()["marital_status"] == "other"
    stage.shell.go("check")
    stage.touch.tap("check.change.marital_status")
    stage.touch.wait_for("form.option.marital_status.0")


def test_another_situation_replaces_what_the_first_one_told(stage: Stage) -> None:
    situation(stage, BIRTH)
    form = _form(stage)
    answer(stage, "marital_status", 2)
    stage.touch.tap("told.start")
    stage.touch.wait_for("form.consent")
    stage.touch.tap("footer.back")
    stage.touch.tap("told.change")
    answer(stage, "marital_status", 0)
    stage.touch.tap("told.start")
    stage.touch.wait_for("form.consent")
    assert form._draft.answers["marital_status"] == "first-marriage"


@pytest.mark.parametrize("item", ["social-insurance-proof", "sole-trader-registration"])
def test_an_item_without_questions_leads_to_its_list_at_once(stage: Stage, item: str) -> None:
    stage.serve()
    stage.begin()
    stage.touch.tap("home.guide")
    stage.touch.tap(f"items.{item}")
    stage.touch.tap("item.tell")
    stage.touch.wait_for("told.print")
    assert stage.touch.find("told.change") is None


def test_the_next_citizen_sees_nothing_of_it(stage: Stage, qtbot: QtBot) -> None:
    del qtbot
    told(stage)
    stage.touch.tap("told.print")
    stage.shell.leave()
    stage.touch.wait_for("attract.start")
    model = stage.shell.model("told")
    assert model is not None
    assert model._state == ToldState()
    questions = stage.shell.model("situation")
    assert isinstance(questions, FormViewModel)
    assert questions._draft.answers == {}
