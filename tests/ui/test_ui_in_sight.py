"""What a hand is busy with is never out of sight, and nothing stands where the header is."""

from collections.abc import Callable

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain.rating import Level
from tests.ui.form_scenes import CATALOGUE as SHIPPED
from tests.ui.form_scenes import list_wrong
from tests.ui.form_stage import CATALOGUE, FormStage, hinted
from tests.ui.gallery import SHAPES, played
from tests.ui.scenes import progress_wrong
from tests.ui.sight import seen_whole
from tests.ui.stage import LANDSCAPE, Stage

LONG = "Please write it as it stands in your household register, on the page with your own name. " * 2
FIELDS = ("first", "second", "third", "last")
WORDY = msgspec.structs.replace(
    CATALOGUE,
    forms={
        "every-kind.json": {
            "type": "object",
            "x-kiosk": {"pages": [{"id": "only", "title": {"zh": "家里的情况", "en": "Your household"}}]},
            "properties": {
                name: {"type": "string", "title": name, "x-kiosk": hinted("only", name, LONG)}
                for name in FIELDS
            },
        }
    },
)


def _in_sight(stage: Stage, name: str) -> bool:
    item = stage.touch.find(name)
    return item is not None and seen_whole(item)


def _in_english_and_large(stage: Stage) -> None:
    stage.shell.toggleCare()
    stage.shell.toggleLanguage()


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_stays_in_sight_when_the_keyboard_narrows_the_page(qtbot: QtBot, field: str) -> None:
    del qtbot
    stage = FormStage(LANDSCAPE, WORDY)
    try:
        stage.start(page="only")
        _in_english_and_large(stage)
        stage.touch.tap(f"form.field.{field}")
        stage.touch.wait_for("key.done")
        stage.touch.wait_until(lambda: _in_sight(stage, f"form.field.{field}"), f"{field} in sight")
    finally:
        stage.close()


def test_what_went_wrong_and_what_is_entered_now_are_seen_together(
    make_stage: Callable[..., Stage], qtbot: QtBot
) -> None:
    del qtbot
    stage = make_stage(LANDSCAPE)
    progress_wrong(stage)
    _in_english_and_large(stage)
    for name in "progress.message", "progress.last6":
        stage.touch.wait_until(lambda name=name: _in_sight(stage, name), f"{name} in sight")  # type: ignore[misc]


def test_errors_that_are_too_long_for_the_side_stand_above_the_questions(qtbot: QtBot) -> None:
    del qtbot
    stage = FormStage(LANDSCAPE, SHIPPED)
    try:
        list_wrong(stage)
        _in_english_and_large(stage)
        name = "error.members/1/id_number"
        stage.touch.wait_until(lambda: _in_sight(stage, name), "the error above the questions")
    finally:
        stage.close()


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("care", [False, True])
@pytest.mark.parametrize("english", [False, True])
def test_all_five_levels_of_a_rating_are_in_sight_at_once(
    qtbot: QtBot, shape: str, care: bool, english: bool
) -> None:
    """A level that has to be looked for is chosen less."""
    del qtbot
    stage = played("rating", SHAPES[shape], care=care, english=english)
    try:
        for level in Level:
            name = f"rating.{level.value}"
            stage.touch.wait_until(lambda name=name: _in_sight(stage, name), f"{name} in sight")  # type: ignore[misc]
    finally:
        stage.close()
