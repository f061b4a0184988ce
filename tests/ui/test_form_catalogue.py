"""Every form of the shipped catalogue on the screen: each page, each question, both languages."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.catalogue import load
from kiosk.domain.form import Form
from kiosk.settings import ROOT
from tests.ui.form_stage import CARD, FormStage
from tests.ui.stage import LANDSCAPE, PORTRAIT

CATALOGUE = load(ROOT / "config" / "catalogue")
ITEMS = [item.id for item in CATALOGUE.items if item.form]


@pytest.fixture(params=[PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def stage(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[FormStage]:
    del qtbot
    made = FormStage(request.param, CATALOGUE)
    yield made
    made.close()


@pytest.mark.parametrize("item", ITEMS)
def test_every_page_of_every_form_shows_all_its_questions(stage: FormStage, item: str) -> None:
    stage.start(item)
    stage.form.use_card(CARD)
    for page in _pages(stage):
        stage.start_page(page)
        for field in stage.form_state().fields:
            question = stage.touch.wait_for(f"form.question.{field.name}")
            stage.touch.wait_until(lambda q=question: q.height() > 0, f"{field.name} on {page}")  # type: ignore[misc]
            assert field.label
            assert _control(field.look, field.locked, field.name) in stage.touch.names()


def _pages(stage: FormStage) -> list[str]:
    form: Form = stage.draft.form()
    return [page.id for page in form.pages]


def _control(look: str, locked: bool, name: str) -> str:
    if locked:
        return f"form.locked.{name}"
    if look == "list":
        return f"form.add.{name}"
    return f"form.option.{name}.0" if look in ("rows", "pair", "grid", "consent") else f"form.field.{name}"
