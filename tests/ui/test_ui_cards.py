"""Cards before, during and after a session, on the real screens: whose they are and what is said of them."""

from collections.abc import Iterator

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from kiosk.devices.reader import CardFound, CardGone, CardSeen, ReadFailed
from kiosk.domain.card import ReadFault
from tests.ui.form_stage import CARD, ITEM, OTHER_CARD, FormStage
from tests.ui.stage import Stage

LAID, OTHER_LAID = CardSeen(CARD), CardSeen(OTHER_CARD)
SHOWN = CardSeen(CARD, lies=False)


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[FormStage]:
    del qtbot
    stage = FormStage()
    yield stage
    stage.close()


def to_form(stage: FormStage, page: str = "who") -> None:
    stage.shell.go("form", item=ITEM.id)
    stage.start_page(page)
    stage.touch.wait_for("form.next")


def begun_with_card(stage: FormStage) -> None:
    stage.cards.take(LAID)
    stage.touch.wait_for("welcome.search")


# -- a session begins --------------------------------------------------------------------------------------


def test_a_card_begins_a_session_greets_masked_and_leads_to_a_filled_form(stage: FormStage) -> None:
    begun_with_card(stage)
    stage.touch.wait_text("张*试，您好。")
    assert not stage.touch.sees(CARD.name)
    assert not stage.touch.sees(CARD.number)
    to_form(stage)
    stage.touch.wait_for("form.locked.name")
    assert stage.draft.answers["name"] == CARD.name
    assert stage.draft.answers["id_number"] == CARD.number


def test_what_a_card_is_usually_wanted_for_is_one_touch_away(stage: FormStage) -> None:
    stage.serve()
    begun_with_card(stage)
    stage.touch.tap("welcome.search")
    stage.touch.wait_for("items.search")
    stage.touch.tap("footer.back")
    stage.touch.wait_for(f"welcome.item.{ITEM.id}")


def test_at_home_a_card_leads_on_and_elsewhere_it_only_says_that_it_was_read(stage: FormStage) -> None:
    stage.serve()
    stage.begin()
    stage.touch.tap("home.take-number")
    stage.cards.take(LAID)
    stage.touch.wait_text("身份证已读好，填表时会自动填上")
    assert stage.state("screen") == "take-number"
    stage.shell.leave()
    stage.cards.take(CardGone())
    stage.begin()
    stage.cards.take(LAID)
    stage.touch.wait_for("welcome.search")
    stage.touch.tap("welcome.take-number")
    stage.touch.wait_for("take-number.general")


def test_a_card_laid_on_an_open_form_fills_it(stage: FormStage) -> None:
    stage.begin()
    to_form(stage)
    stage.cards.take(LAID)
    stage.touch.wait_for("form.locked.name")
    stage.touch.wait_text("已经从身份证读好")


def test_a_card_read_before_the_forms_were_there_fills_them_too(stage: FormStage) -> None:
    early = Stage()
    early.cards.take(LAID)
    assert early.state("screen") == "home"
    early.touch.wait_text("张*试，您好。身份证已读好")
    early.cards.serve(stage.form, early.services.events)
    stage.begin()
    to_form(stage)
    assert stage.draft.answers["name"] == CARD.name
    early.close()


def test_the_same_card_again_changes_nothing(stage: FormStage) -> None:
    begun_with_card(stage)
    to_form(stage)
    session = stage.shell.session_id
    stage.cards.take(CardGone())
    stage.cards.take(LAID)
    assert (stage.shell.session_id, stage.state("session")) == (session, "active")
    assert stage.touch.find("card.other.keep") is None


# -- lifted in the middle ----------------------------------------------------------------------------------


def test_a_card_lifted_in_the_middle_is_asked_about_at_once_and_what_was_read_stays(stage: FormStage) -> None:
    begun_with_card(stage)
    to_form(stage)
    stage.cards.take(CardGone())
    stage.touch.wait_text("身份证已取走，还要继续吗？")
    assert stage.state("seconds_left") == stage.shell.settings.session.warning_s
    stage.touch.tap("idle.continue")
    assert stage.state("session") == "active"
    assert stage.draft.answers["name"] == CARD.name


def test_nobody_answers_after_a_card_was_lifted_and_all_is_wiped(stage: FormStage) -> None:
    begun_with_card(stage)
    to_form(stage)
    stage.cards.take(CardGone())
    stage.tick(stage.shell.settings.session.warning_s + 1)
    stage.touch.wait_for("attract.start")
    assert stage.draft.answers == {}
    stage.begin()
    stage.tick(stage.shell.settings.session.idle_s + 1)
    stage.touch.wait_text("您还在办理吗？")  # the next warning speaks of idleness again


def test_what_is_shown_for_a_moment_is_neither_lifted_nor_forgotten(stage: FormStage) -> None:
    stage.cards.take(SHOWN)
    stage.touch.wait_for("welcome.search")
    stage.shell.leave()
    stage.touch.wait_for("attract.start")
    assert stage.touch.find("card.forgotten") is None


# -- another card ------------------------------------------------------------------------------------------


def test_another_card_is_a_question_and_then_a_new_session_wiped_first(stage: FormStage) -> None:
    begun_with_card(stage)
    to_form(stage)
    stage.draft.answer("phone", "13800138000")
    session = stage.shell.session_id
    stage.cards.take(OTHER_LAID)
    stage.touch.wait_text("这是另一个人的身份证")
    assert stage.draft.answers["name"] == CARD.name
    stage.touch.tap("card.other.change")
    stage.touch.wait_text("李*试，您好。")
    assert stage.shell.session_id != session
    to_form(stage)
    assert stage.draft.answers == {"name": OTHER_CARD.name, "id_number": OTHER_CARD.number}


def test_the_citizen_may_stay_with_the_first_person(stage: FormStage) -> None:
    begun_with_card(stage)
    to_form(stage)
    stage.cards.take(CardGone())
    stage.cards.take(OTHER_LAID)
    stage.touch.tap("card.other.keep")
    stage.touch.wait_text("读卡区有别人的身份证")
    assert stage.draft.answers["name"] == CARD.name
    stage.cards.take(CardGone())  # nothing is asked: it was never part of this session
    assert stage.state("session") == "active"
    assert not stage.touch.sees("读卡区有别人的身份证")


def test_another_card_that_is_lifted_again_takes_its_question_with_it(stage: FormStage) -> None:
    begun_with_card(stage)
    stage.cards.take(OTHER_LAID)
    stage.touch.wait_for("card.other.keep")
    stage.cards.take(CardGone())
    stage.touch.wait_until(lambda: stage.touch.find("card.other.keep") is None, "no question")


# -- forgotten ---------------------------------------------------------------------------------------------


def test_a_forgotten_card_is_said_until_it_is_lifted_and_the_next_citizen_cannot_use_it(
    stage: FormStage,
) -> None:
    rings: list[None] = []
    stage.cards.forgotten.connect(lambda: rings.append(None))
    begun_with_card(stage)
    stage.shell.leave()
    stage.touch.wait_text("请取走您的身份证")
    assert not stage.touch.sees("张*试")
    stage.tick()
    stage.tick()
    assert len(rings) == 2
    stage.touch.tap("card.not-mine")
    stage.touch.wait_until(lambda: stage.state("screen") == "home", "home")
    assert ("citizen", "card-left-behind") in stage.services.events.noted
    to_form(stage)
    stage.touch.wait_text("读卡区有别人的身份证，没有用它填表")
    assert stage.draft.answers == {}
    stage.cards.take(CardGone())
    stage.touch.wait_until(lambda: not stage.touch.sees("读卡区有别人的"), "strip gone")
    stage.shell.leave()
    stage.touch.wait_for("attract.start")
    assert stage.touch.find("card.forgotten") is None


def test_lifting_the_forgotten_card_ends_the_reminder(stage: FormStage) -> None:
    begun_with_card(stage)
    stage.tick(stage.shell.settings.session.idle_s + 1)
    stage.tick(stage.shell.settings.session.warning_s + 1)
    stage.touch.wait_for("card.forgotten")
    stage.cards.take(CardGone())
    stage.touch.wait_until(lambda: stage.touch.find("card.forgotten") is None, "no reminder")
    assert stage.state("session") == "attract"


def test_after_filing_the_card_is_asked_back_and_lifting_it_is_no_question(stage: FormStage) -> None:
    begun_with_card(stage)
    to_form(stage, "more")
    stage.answer_all()
    stage.shell.go("check")
    stage.touch.tap("check.submit")
    stage.touch.wait_for("filed.finish")
    stage.touch.wait_text("请取走您的身份证")
    stage.cards.take(CardGone())
    stage.touch.wait_until(lambda: not stage.touch.sees("请取走"), "said no longer")
    assert stage.state("session") == "active"


def test_a_card_that_lay_there_when_the_terminal_started_is_nobodys(stage: FormStage) -> None:
    stage.cards.take(CardFound())
    stage.touch.wait_for("card.forgotten")
    assert stage.state("session") == "attract"
    stage.touch.tap("footer.language")  # the footer stays usable
    stage.touch.wait_until(lambda: stage.state("screen") == "home", "home")


# -- when it does not work ---------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [ReadFault.REMOVED, ReadFault.UNREADABLE])
def test_a_card_that_cannot_be_read_is_said_wherever_it_was_laid_down(
    stage: FormStage, fault: ReadFault
) -> None:
    stage.cards.take(ReadFailed(fault))
    stage.touch.wait_for("strip.text")
    stage.touch.tap("attract.start")
    stage.touch.wait_until(lambda: stage.state("screen") == "home", "home")
    stage.tick(9)
    stage.touch.wait_until(lambda: stage.touch.find("strip.text") is None, "said long enough")


def test_a_dead_reader_is_said_where_a_card_is_asked_for_and_typing_works(stage: FormStage) -> None:
    stage.serve()
    stage.begin()
    stage.cards.take(ReadFailed(ReadFault.READER_GONE))
    assert stage.touch.find("strip.text") is None
    stage.services.status.now = msgspec.structs.replace(stage.services.status.now, reader="gone")
    stage.shell.look()
    to_form(stage)
    stage.touch.wait_text("读卡器没有连接。可以自己填写")
    stage.form.setText("name", "张三")
    assert stage.draft.answers["name"] == "张三"


def test_while_staff_are_at_work_or_nothing_works_a_card_is_nobodys(stage: FormStage) -> None:
    stage.serve()
    stage.begin()
    stage.shell.staffDoor()
    stage.cards.take(LAID)
    assert stage.state("screen") == "staff-sign-in"
    stage.shell.leave()
    stage.touch.wait_for("card.forgotten")
    assert not stage.draft.has_card
