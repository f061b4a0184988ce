"""Wandering through a form: nothing is lost on the way, and every answer can be changed."""

import random

import pytest
from pytestqt.qtbot import QtBot

from kiosk.ui.viewmodels.check import CheckState
from kiosk.ui.viewmodels.journey import asking_place, fields_of, place_of
from tests.ui.form_scenes import CATALOGUE
from tests.ui.form_stage import FormStage
from tests.unit.catalogue_samples import SAMPLES

STEPS = 30
ITEMS = ("birth-registration", "old-age-allowance")  # rows, conditions, an agent, an account


def filled(item: str) -> FormStage:
    stage = FormStage(catalogue=CATALOGUE)
    stage.start(item)
    stage.draft.answers |= SAMPLES[item]
    stage.draft.consented = True
    stage.form.refresh()
    return stage


@pytest.mark.parametrize("item", ITEMS)
def test_wandering_back_and_forth_loses_nothing_and_says_where_one_is(item: str, qtbot: QtBot) -> None:
    del qtbot
    stage, seed = filled(item), random.randrange(2**32)
    chance, before = random.Random(seed), stage.draft.submission()
    for _ in range(STEPS):
        if stage.state("screen") != "form":
            stage.shell.go("form", field=chance.choice(fields_of(stage.draft.form())).name)
        match chance.randrange(5):
            case 0:
                stage.form.back()
            case 1:
                stage.shell.toggleLanguage()
            case _:
                stage.form.next()
        assert stage.draft.submission() == before, f"seed {seed}"
        place = place_of(stage.draft.form(), stage.draft.page)
        if place is not None and stage.state("screen") == "form":
            now = stage.form_state()
            assert 1 <= now.step == place.step <= now.steps
            assert str(now.step) in now.progress
            assert str(now.steps) in now.progress
    stage.close()


def test_every_answer_on_the_check_leads_to_its_question_and_back(qtbot: QtBot) -> None:
    del qtbot
    stage = filled(ITEMS[0])
    before = stage.draft.submission()
    stage.shell.go("check")
    shown = [row for group in _check(stage).groups for row in group.rows]
    assert {row.field for row in shown} >= {field.name for field in fields_of(stage.draft.form())}
    for row in shown:
        if not row.changeable or row.field.startswith("photos/"):
            continue
        stage.check.change(row.field)
        place = asking_place(stage.draft.form(), row.field)
        assert place is not None
        assert stage.draft.page == place.page.id, row.field
        while stage.state("screen") == "form":
            stage.form.next()
        assert stage.state("screen") == "check"
    assert stage.draft.submission() == before
    stage.close()


def _check(stage: FormStage) -> CheckState:
    state = stage.check._state
    assert isinstance(state, CheckState)
    return state
