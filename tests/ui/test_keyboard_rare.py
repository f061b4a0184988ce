"""Under a real finger: handwriting, characters by parts and by code point, and keys that are large enough."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.ui.input.build_parts import table
from kiosk.ui.input.handwriting import open_recognizer
from kiosk.ui.input.parts_table import TABLE_VARIABLE
from tests.strokes import WRITTEN, Stroke
from tests.ui.form_stage import FormStage
from tests.ui.keyboard_scenes import KEYBOARD_SCENES
from tests.ui.stage import LANDSCAPE, PORTRAIT

STROKES = {"钅": 5, "弘": 5, "宏": 7, "铭": 11, "𬭎": 12, "铉": 10, chr(0x31350): 12}
HOLDING = {"钅": {"铭", "𬭎", "铉", chr(0x31350)}, "宏": {"𬭎"}}
needs_zinnia = pytest.mark.skipif(open_recognizer() is None, reason="zinnia is not installed here")


@pytest.fixture(autouse=True)
def _few_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "parts.table"
    path.write_bytes(table(STROKES, HOLDING, least=1))
    monkeypatch.setenv(TABLE_VARIABLE, str(path))


@pytest.fixture(params=[PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def form(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[FormStage]:
    del qtbot
    stage = FormStage(request.param)
    stage.start(page="who")
    stage.touch.tap("form.field.name")
    yield stage
    stage.close()


def press(stage: FormStage, names: str) -> None:
    for name in names.split():
        stage.touch.tap(f"key.{name}")


def offer(stage: FormStage, text: str) -> None:
    """Touch the candidate that reads `text`."""

    def reading() -> str | None:
        return next(
            (
                item.objectName()
                for item in stage.touch.items()
                if item.objectName().startswith("candidate.") and item.property("caption") == text
            ),
            None,
        )

    stage.touch.wait_until(lambda: reading() is not None, f"candidate {text}")
    stage.touch.tap(reading() or "")


def write(stage: FormStage, stroke: Stroke) -> None:
    pad, view = stage.touch.wait_for("keyboard.pad"), stage.window.view
    points = [pad.mapToScene(QPointF(x * pad.height(), y * pad.height())).toPoint() for x, y in stroke]
    device = stage.touch._device
    QTest.touchEvent(view, device).press(0, points[0], view).commit()
    for point in points[1:]:
        QTest.touchEvent(view, device).move(0, point, view).commit()
    QTest.touchEvent(view, device).release(0, points[-1], view).commit()


def strokes_on_pad(stage: FormStage) -> int:
    return len(stage.keyboard._typing.strokes)


@needs_zinnia
def test_a_character_is_written_chosen_and_erased(form: FormStage) -> None:
    press(form, "write")
    form.touch.wait_text("请在下面的格子里写一个字")
    for stroke in WRITTEN["田"]:
        write(form, stroke)
    offer(form, "田")
    assert form.draft.answers["name"] == "田"
    assert form.keyboard._typing.strokes == (), "the pad is empty for the next one"
    write(form, WRITTEN["大"][0])
    press(form, "erase")
    assert form.draft.answers["name"] == "田", "what is being written goes first"
    press(form, "erase")
    assert "name" not in form.draft.answers
    press(form, "letters")
    form.touch.wait_for("key.q")


@needs_zinnia
def test_a_stroke_is_undone_and_all_are_cleared(form: FormStage) -> None:
    press(form, "write")
    for stroke in WRITTEN["中"]:
        write(form, stroke)
    assert strokes_on_pad(form) == 4
    press(form, "undo")
    assert strokes_on_pad(form) == 3
    press(form, "clear")
    assert strokes_on_pad(form) == 0
    assert form.touch.find("candidate.0") is None


@needs_zinnia
def test_the_first_candidate_is_taken_by_done(form: FormStage) -> None:
    press(form, "write")
    for stroke in WRITTEN["田"]:
        write(form, stroke)
    first = form.touch.wait_for("candidate.0").property("caption")
    press(form, "done")
    assert form.draft.answers["name"] == first
    press(form, "done")
    assert form.touch.find("keyboard.pad") is None


@needs_zinnia
def test_what_is_being_written_does_not_survive_the_session(form: FormStage) -> None:
    press(form, "write")
    write(form, WRITTEN["大"][0])
    form.shell.leave()
    assert form.keyboard._typing.strokes == ()


def test_without_the_model_no_key_promises_handwriting(
    make_form: Callable[[tuple[int, int]], FormStage],
) -> None:
    stage = make_form(PORTRAIT)
    stage.start(page="who")
    stage.keyboard._load_writing = lambda: None
    stage.touch.tap("form.field.name")
    stage.touch.wait_for("key.rare")
    assert stage.touch.find("key.write") is None


def test_a_rare_name_is_found_by_its_parts(form: FormStage) -> None:
    press(form, "z h a n g")
    form.touch.tap("keyboard.expand")
    form.touch.tap("keyboard.seek")
    offer(form, "5")
    offer(form, "钅")
    press(form, "strokes")
    offer(form, "12")
    form.touch.wait_text("共12画")
    press(form, "erase")
    form.touch.wait_text("5个字")
    offer(form, "𬭎")
    assert form.draft.answers["name"] == "𬭎"
    press(form, "erase")
    assert "name" not in form.draft.answers, "one character, though it is two units"


def test_a_character_without_a_glyph_is_offered_as_its_code_point(
    form: FormStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.ui.input.keyboard.can_show", lambda text: text != chr(0x31350))
    form.keyboard.seek()
    offer(form, "5")
    offer(form, "钅")
    offer(form, "U+31350")
    assert form.draft.answers["name"] == chr(0x31350)


def test_a_character_by_its_code_point(form: FormStage) -> None:
    form.keyboard.seek()
    press(form, "code 2 c b 4 e")
    form.touch.wait_text("U+2CB4E")
    offer(form, "𬭎")
    assert form.draft.answers["name"] == "𬭎"
    form.keyboard.seek()
    press(form, "code d 8 0 0")
    form.touch.wait_text("这个编码没有字")
    press(form, "done")
    assert form.draft.answers["name"] == "𬭎", "nothing is entered that is no character"


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
@pytest.mark.parametrize(("care", "least_mm"), [(False, 15), (True, 20)], ids=["normal", "care"])
def test_every_key_of_every_face_is_large_enough_and_in_sight(
    make_form: Callable[[tuple[int, int]], FormStage], size: tuple[int, int], care: bool, least_mm: int
) -> None:
    stage = make_form(size)
    diagonal_px = (size[0] ** 2 + size[1] ** 2) ** 0.5
    least_px = least_mm * diagonal_px / (stage.shell.settings.screen.diagonal_inch * 25.4) - 1
    for name, scene in KEYBOARD_SCENES.items():
        scene(stage)
        if care:
            stage.shell.toggleCare()
        stage.touch.wait_for("keyboard.collapse" if "grid" in name else "key.done")
        # Rows move into their places a frame after they have come.
        stage.touch.wait_until(lambda name=name: not faults(stage, name, least_px), name)  # type: ignore[misc]
        stage.shell.leave()


def faults(stage: FormStage, face: str, least_px: float) -> list[str]:
    """Keys that are too small, out of sight, or without a name for a screen reader."""
    width, height = stage.window.view.width(), stage.window.view.height()
    found = []
    for key in stage.touch.items():
        if key.objectName().startswith(("key.", "candidate.")):
            corner = key.mapToScene(QPointF(key.width(), key.height()))
            in_sight = corner.x() <= width and corner.y() <= height
            if not (in_sight and min(key.width(), key.height()) >= least_px and key.property("label")):
                found.append(f"{face}: {key.objectName()}")
    return found


@pytest.fixture
def make_form(qtbot: QtBot) -> Iterator[Callable[[tuple[int, int]], FormStage]]:
    del qtbot
    stages: list[FormStage] = []

    def make(size: tuple[int, int]) -> FormStage:
        stages.append(FormStage(size))
        return stages[-1]

    yield make
    for stage in stages:
        stage.close()
