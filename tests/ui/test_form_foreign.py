"""Forms that others wrote, filled and submitted by touch; what is filed is what their schema accepts."""

from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kiosk.catalogue import load
from kiosk.domain.answer_path import join, look_up
from kiosk.domain.item import Catalogue
from tests.ui.form_filling import Finger
from tests.ui.form_stage import FormStage
from tests.ui.stage import LANDSCAPE, PORTRAIT
from tests.unit.foreign_forms import answers, judge, package

FILLED = {
    "account-from-a-data-class": 1,
    "card-and-billing-address": 1,
    "card-with-subschema": 1,
    "chinese-registration": 1,
    "conference-booking": 1,
    "household-benefit": 1,
    "insurance-claim": 1,
    "job-application": 1,
    "lists-of-things": 0,
    "postal-address-by-country": 0,
    "school-enrolment": 1,
    "visa-application": 1,
}  # and which of the good answers


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return load(package(tmp_path_factory.mktemp("foreign")))


@pytest.mark.parametrize("name", sorted(FILLED))
def test_a_foreign_form_is_filled_by_touch(name: str, catalogue: Catalogue, qtbot: QtBot) -> None:
    del qtbot
    given = answers(name, "good")[FILLED[name]]
    stage = FormStage(PORTRAIT if len(name) % 2 else LANDSCAPE, catalogue)
    stage.begin()
    stage.shell.go("form", item=name)
    finger = Finger(stage, given)
    finger.agree()
    finger.fill_all()
    assert stage.draft.errors == {}
    stage.touch.tap("check.submit")
    stage.touch.wait_for("filed.finish")
    [(_, _, sent)] = stage.post.filed
    assert judge(name).is_valid(sent)
    for leaf, value in leaves(given):
        assert look_up(sent, leaf) == value, leaf
    stage.close()


def test_what_one_answer_demands_of_another_is_told_beside_it(catalogue: Catalogue, qtbot: QtBot) -> None:
    """dependentRequired, then rows: too few, and two that are the same."""
    del qtbot
    stage = FormStage(PORTRAIT, catalogue)
    stage.start("card-and-billing-address")
    stage.draft.answers = {"name": "W", "credit_card": 62}
    stage.start_page(stage.draft.form().pages[0].id)
    stage.touch.tap("form.next")
    assert stage.touch.text_of("form.error.billing_address") == "请填写：Billing address"
    stage.touch.wait_for("error.billing_address")
    stage.shell.goHome()
    stage.shell.go("form", item="lists-of-things")
    stage.draft.answers = {"witnesses": [{"name": "Wang"}], "lucky": [8, 8]}
    stage.start_page("witnesses")
    stage.touch.tap("form.next")
    stage.touch.wait_text("请至少添加 2 项：Witnesses")
    stage.start_page("lucky")
    stage.touch.tap("form.next")
    stage.touch.wait_text("有两处填得一样")
    stage.close()


def leaves(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, below in value.items():
            yield from leaves(below, (*at, name))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for place, below in enumerate(value):
            yield from leaves(below, (*at, place))
    elif value != []:
        yield join(at), value
