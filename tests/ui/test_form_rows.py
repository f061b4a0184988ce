"""Repeating groups under a finger: add, change, delete after a question; no row lost, none left half done."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.form_filling import Finger
from tests.ui.form_scenes import CATALOGUE, RELIEF, TRADER
from tests.ui.form_stage import CARD, FormStage
from tests.unit.catalogue_samples import OTHER_NUMBER, SAMPLES

MEMBERS = SAMPLES[RELIEF]["members"]


@pytest.fixture
def relief(qtbot: QtBot) -> Iterator[FormStage]:
    """At the list of family members, which is empty."""
    del qtbot
    stage = FormStage(catalogue=CATALOGUE)
    stage.start(RELIEF)
    stage.form.use_card(CARD)
    stage.draft.answers |= SAMPLES[RELIEF] | {"members": []}
    stage.start_page("members")
    yield stage
    stage.close()


def add(stage: FormStage, row: dict[str, object]) -> None:
    stage.touch.tap("form.add.members")
    stage.touch.wait_for(f"form.question.members/{len(stage.draft.answers['members']) - 1}/name")
    Finger(stage, {}).fill_page(row)
    stage.touch.tap("form.next")
    stage.touch.wait_for("form.add.members")


def test_rows_are_added_shown_changed_and_filed(relief: FormStage) -> None:
    relief.touch.wait_text("还没有添加")
    for row in MEMBERS:
        add(relief, row)
    relief.touch.wait_text("第1位家人：李测试")
    relief.touch.wait_text("第2位家人：王测试")
    relief.touch.tap("form.change.members/0")
    relief.touch.tap("form.option.members/0/relation.2")
    relief.touch.tap("form.next")
    relief.touch.wait_for("form.row.members/0")
    assert relief.draft.submission()["members"] == [MEMBERS[0] | {"relation": "parent"}, MEMBERS[1]]


def test_a_row_is_deleted_only_after_a_question(relief: FormStage) -> None:
    relief.draft.answers["members"] = list(MEMBERS)
    relief.form.refresh()
    relief.touch.tap("form.remove.members/0")
    relief.touch.wait_text("要删除“第1位家人：李测试”吗？")
    relief.touch.tap("form.remove.no")
    relief.touch.wait_until(lambda: relief.touch.find("form.remove.no") is None, "panel gone")
    assert len(relief.draft.answers["members"]) == 2
    relief.touch.tap("form.remove.members/0")
    relief.touch.tap("footer.back")
    assert len(relief.draft.answers["members"]) == 2
    relief.touch.tap("form.remove.members/0")
    relief.touch.tap("form.remove.yes")
    relief.touch.wait_text("第1位家人：王测试")
    assert relief.draft.answers["members"] == MEMBERS[1:]


def test_going_back_leaves_no_empty_row_and_loses_no_answer(relief: FormStage) -> None:
    relief.touch.tap("form.add.members")
    relief.touch.wait_for("form.field.members/0/name")
    relief.touch.tap("footer.back")
    relief.touch.wait_text("还没有添加")
    relief.touch.tap("form.add.members")
    relief.form.setText("members/0/name", "李测试")
    relief.touch.tap("footer.back")
    relief.touch.wait_text("第1位家人：李测试")
    relief.touch.tap("form.next")
    relief.touch.tap("error.members/0/id_number")
    relief.touch.wait_for("form.error.members/0/id_number")
    assert relief.draft.answers["members"] == [{"name": "李测试"}]


def test_an_unfinished_row_is_told_inside_the_row(relief: FormStage) -> None:
    relief.touch.tap("form.add.members")
    relief.touch.tap("form.next")
    for name in ("name", "id_number", "relation"):
        relief.touch.wait_for(f"form.error.members/0/{name}")
    assert relief.draft.page.startswith("members/0")


def test_as_many_as_may_be_and_no_more(relief: FormStage) -> None:
    relief.draft.answers["members"] = [MEMBERS[0]] * 12
    relief.form.refresh()
    relief.touch.wait_text("已经添加了 12 位")
    assert relief.touch.find("form.add.members") is None
    relief.form.removeRow("members/3")
    relief.touch.tap("form.remove.yes")
    relief.touch.wait_for("form.add.members")


def test_an_answer_in_a_row_is_changed_from_the_check(relief: FormStage) -> None:
    relief.draft.answers["members"] = list(MEMBERS)
    relief.shell.go("check")
    relief.touch.wait_for("check.submit")
    assert relief.touch.text_of("check.answer.members") == "2 位"
    assert relief.touch.text_of("check.answer.members/1/relation") == "子女"
    relief.touch.tap("check.change.members/1/relation")
    relief.touch.tap("form.option.members/1/relation.3")
    relief.touch.tap("form.next")
    relief.touch.wait_for("check.submit")
    assert relief.touch.text_of("check.answer.members/1/relation") == "其他亲属"


def test_a_row_added_from_the_check_is_finished_before_one_returns(relief: FormStage) -> None:
    relief.shell.go("check")
    relief.touch.tap("check.change.members")
    add(relief, MEMBERS[0])
    relief.touch.tap("form.next")
    relief.touch.wait_for("check.submit")
    assert relief.touch.text_of("check.answer.members/0/id_number") == OTHER_NUMBER


def test_a_missing_row_is_asked_for_in_words(qtbot: QtBot) -> None:
    del qtbot
    stage = FormStage(catalogue=CATALOGUE)
    stage.start(TRADER)
    stage.draft.answers |= SAMPLES[TRADER] | {"business_scope": []}
    stage.start_page("scope")
    stage.touch.tap("form.next")
    stage.touch.wait_text("请至少添加 1 项：经营项目")
    stage.touch.wait_for("form.error.business_scope")
    stage.touch.tap("footer.language")
    stage.touch.wait_text("Add at least 1: Line of business")
    stage.close()


def test_nothing_of_a_row_survives_the_session(relief: FormStage) -> None:
    add(relief, MEMBERS[0])
    relief.touch.tap("form.change.members/0")
    relief.form.removeRow("members/0")
    relief.shell.leave()
    relief.touch.wait_for("attract.start")
    assert relief.draft.answers == {}
    assert "李测试" not in str(relief.form._state)
    assert relief.form_state().removing == ""
