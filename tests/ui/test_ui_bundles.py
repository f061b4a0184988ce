"""一件事 by touch: found, asked once, filed as its parts; what the district opens is what was typed."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.catalogue.bundles import parts_of
from kiosk.catalogue.search import Index
from kiosk.services.filing import CaseFiled, SubmitCase
from kiosk.ui import catalogue_screens
from kiosk.ui.viewmodels.told import ToldViewModel
from tests.ui.fake_printing import FakePrinting
from tests.ui.fakes import FakeGuidance
from tests.ui.form_filling import Finger
from tests.ui.form_scenes import CATALOGUE
from tests.ui.form_stage import CARD, FormStage
from tests.ui.stage import LANDSCAPE, PORTRAIT
from tests.unit.catalogue_samples import BUNDLE_SAMPLES, TODAY
from tests.unit.services.world import World

# Which option of each question of the situation is touched.
SITUATIONS = {
    "newborn": [("marital_status", 0), ("baby_registered", 0), ("household_kind", 1)],
    "flexible-work": [("joins_insurance", 0), ("subsidy_filing", 0)],
}


def bundle_stage(language: str, submit: object = None) -> FormStage:
    """A terminal's front with the way from the item list into the forms."""
    stage = FormStage(PORTRAIT if language == "zh" else LANDSCAPE, CATALOGUE)
    printing = FakePrinting()
    catalogue_screens.add_item_screens(
        stage.shell, stage.home, CATALOGUE, Index(CATALOGUE), FakeGuidance(printing), printing
    )
    told = stage.shell.model("told")
    assert isinstance(told, ToldViewModel)
    told.hand_to(stage.draft)
    if submit is not None:
        stage.check._submit = submit  # type: ignore[assignment]
    return stage


def begin(stage: FormStage, bundle: str) -> None:
    stage.touch.tap("home.apply")
    stage.touch.tap(f"items.{bundle}")
    stage.touch.tap("item.start")
    for name, option in SITUATIONS[bundle]:
        stage.touch.tap(f"form.option.{name}.{option}")
        stage.touch.tap("form.next")
    stage.touch.tap("told.start")
    stage.touch.wait_for("form.consent")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("bundle", sorted(BUNDLE_SAMPLES))
def test_a_bundle_is_filled_once_and_filed_as_its_parts(
    bundle: str, language: str, qtbot: QtBot, tmp_path: Path
) -> None:
    del qtbot
    world = World(tmp_path)
    world.catalogue = CATALOGUE
    outcomes: list[SubmitCase] = []

    def submit(*arguments: object) -> SubmitCase:
        outcomes.append(world.services.filing.submit_case(*arguments))  # type: ignore[arg-type]
        return outcomes[-1]

    stage = bundle_stage(language, submit)
    stage.begin()
    if language == "en":
        stage.touch.tap("footer.language")
    begin(stage, bundle)
    finger = Finger(stage, BUNDLE_SAMPLES[bundle])
    finger.agree()
    stage.form.use_card(CARD)
    asked: set[str] = set()
    for page in stage.draft.asked().pages:
        asked |= {field.name for field in page.fields}
    assert not asked & {name for name, _ in SITUATIONS[bundle]}, "asked twice"
    finger.fill_all()
    assert stage.draft.errors == {}
    stage.touch.tap("check.submit")
    stage.touch.wait_for("filed.finish")
    (outcome,) = outcomes
    assert isinstance(outcome, CaseFiled), outcome
    for number, child in enumerate(outcome.children):
        stage.touch.wait_for(f"filed.part.{number}")
        stage.touch.wait_text(child.local_number)
    found = CATALOGUE.bundle(bundle)
    assert found is not None
    shares = {p.item.id: p.answers for p in parts_of(CATALOGUE, found, BUNDLE_SAMPLES[bundle], TODAY)}
    assert {child.item: world.opened(child.id)["answers"] for child in outcome.children} == shares
    stage.close()
    world.close()


def test_bundles_come_first_in_the_list_and_are_called_so(qtbot: QtBot) -> None:
    del qtbot
    stage = bundle_stage("zh")
    stage.begin()
    assert stage.touch.find("home.item.newborn") is not None
    stage.touch.tap("home.apply")
    stage.touch.wait_for("items.newborn")
    model = stage.shell.model("items")
    assert model is not None
    rows = model._state.rows  # type: ignore[attr-defined]
    assert [(row.id, row.tag) for row in rows[:2]] == [("newborn", "一件事"), ("flexible-work", "一件事")]
    stage.close()
