"""代办: two people, two cards, and no fact of one that ever stands for the other."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.devices.reader import CardGone, CardSeen
from kiosk.domain.card import IdCard
from tests.ui.form_filling import Finger
from tests.ui.form_scenes import CATALOGUE
from tests.ui.form_stage import CARD, OTHER_CARD, FormStage
from tests.ui.stage import PORTRAIT
from tests.unit.catalogue_samples import SAMPLES, THIRD_NUMBER

ITEM = "old-age-allowance"
FOR_ANOTHER, FOR_MYSELF = 1, 0
THIRD_CARD = IdCard(kind=CARD.kind, name="王样本", number=THIRD_NUMBER, sex="1", birth="18991231")


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[FormStage]:
    del qtbot
    stage = FormStage(PORTRAIT, CATALOGUE)
    stage.begin()
    yield stage
    stage.close()


def to_form(stage: FormStage) -> None:
    stage.shell.go("form", item=ITEM)
    stage.start_page("who")
    stage.touch.wait_for("form.option.filed_by.1")


def people_in(stage: FormStage) -> tuple[object, object]:
    """Whose numbers stand where: the agent's question, the applicant's question."""
    answers = stage.draft.answers
    return answers.get("agent_id_number"), answers.get("id_number")


def test_first_the_agents_card_then_the_applicants_and_the_screen_says_which(stage: FormStage) -> None:
    to_form(stage)
    stage.touch.tap(f"form.option.filed_by.{FOR_ANOTHER}")
    stage.touch.tap("form.next")
    stage.touch.wait_text("您自己（代办人）的身份证")
    stage.cards.take(CardSeen(OTHER_CARD))
    stage.touch.wait_text("已经从代办人（您）的身份证读好")
    stage.touch.wait_for("form.locked.agent_id_number")
    stage.start_page("identity")
    stage.touch.wait_text("请照着要办事的人的身份证填写")
    stage.cards.take(CardGone())
    assert stage.state("session") == "active"
    stage.cards.take(CardSeen(CARD))
    stage.touch.wait_text("已经从要办事的人的身份证读好")
    assert people_in(stage) == (OTHER_CARD.number, CARD.number)
    assert stage.draft.answers["agent_name"] == OTHER_CARD.name
    assert stage.draft.answers["name"] == CARD.name


def test_the_card_that_began_the_session_goes_with_its_owner(stage: FormStage) -> None:
    """Laid at home it is the owner's own form; with 替别人办 it becomes the agent's, and back again."""
    stage.cards.take(CardSeen(OTHER_CARD))
    to_form(stage)
    assert people_in(stage) == (None, OTHER_CARD.number)
    stage.draft.answer("phone", "13800138000")
    stage.touch.tap(f"form.option.filed_by.{FOR_ANOTHER}")
    assert people_in(stage) == (OTHER_CARD.number, None)
    assert stage.draft.answers["agent_phone"] == "13800138000"
    assert not {"name", "phone", "birth_date", "registered_address"} & stage.draft.answers.keys()
    stage.touch.tap(f"form.option.filed_by.{FOR_MYSELF}")
    assert people_in(stage) == (None, OTHER_CARD.number)
    assert stage.draft.answers["phone"] == "13800138000"
    assert "agent_name" not in stage.draft.answers


def test_cards_laid_the_wrong_way_round_are_exchanged_by_a_touch(stage: FormStage) -> None:
    stage.cards.take(CardSeen(CARD))
    to_form(stage)
    stage.touch.tap(f"form.option.filed_by.{FOR_ANOTHER}")
    stage.touch.tap("form.next")
    stage.touch.tap("form.card.swap")
    assert people_in(stage) == (None, CARD.number)
    stage.cards.take(CardSeen(OTHER_CARD))
    assert people_in(stage) == (OTHER_CARD.number, CARD.number)


def test_a_third_card_has_no_place(stage: FormStage) -> None:
    to_form(stage)
    stage.touch.tap(f"form.option.filed_by.{FOR_ANOTHER}")
    stage.start_page("agent")
    stage.cards.take(CardSeen(OTHER_CARD))
    stage.start_page("identity")
    stage.cards.take(CardSeen(OTHER_CARD))  # the agent's own again: it never becomes the applicant's
    assert people_in(stage) == (OTHER_CARD.number, None)
    stage.cards.take(CardSeen(CARD))
    stage.cards.take(CardSeen(THIRD_CARD))
    stage.touch.wait_for("card.other.keep")
    assert people_in(stage) == (OTHER_CARD.number, CARD.number)


def test_the_next_form_of_the_agent_is_not_the_applicants(stage: FormStage) -> None:
    """The trap: father's data, filled once, must not stand in the daughter's own application."""
    to_form(stage)
    stage.touch.tap(f"form.option.filed_by.{FOR_ANOTHER}")
    stage.start_page("agent")
    stage.cards.take(CardSeen(OTHER_CARD))
    finger = Finger(stage, SAMPLES[ITEM])
    finger.fill_to("identity")
    stage.cards.take(CardSeen(CARD))
    finger.fill_all()
    stage.touch.tap("check.submit")
    stage.touch.tap("filed.another")
    stage.shell.go("form", item="unemployment-registration")
    stage.start_page("identity")
    assert not stage.draft.by_agent
    assert people_in(stage) == (None, OTHER_CARD.number)
    assert stage.draft.answers["phone"] == SAMPLES[ITEM]["agent_phone"]
    assert CARD.number not in str(stage.draft.answers)


def test_one_person_cannot_be_both(stage: FormStage) -> None:
    to_form(stage)
    stage.touch.tap(f"form.option.filed_by.{FOR_ANOTHER}")
    stage.start_page("agent")
    stage.cards.take(CardSeen(OTHER_CARD))
    stage.start_page("identity")
    stage.draft.answer("id_number", OTHER_CARD.number)
    stage.form.next()
    stage.touch.wait_text("这是代办人自己的号码")
    assert stage.draft.page == "identity"
    stage.draft.answer("id_number", CARD.number)
    stage.draft.answer("name", CARD.name)
    stage.form.next()
    assert stage.draft.page != "identity"
