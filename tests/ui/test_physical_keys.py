"""A real keyboard: it types, moves, chooses and goes back, and no combination leads out of the terminal."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.ui.physical_keys import passes
from tests.ui.form_stage import FormStage
from tests.ui.stage import Stage

CONTROL, ALT, META = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
)
NONE = Qt.KeyboardModifier.NoModifier
LEADING_OUT = [
    (Qt.Key.Key_F4, ALT), (Qt.Key.Key_Q, CONTROL), (Qt.Key.Key_W, CONTROL), (Qt.Key.Key_C, CONTROL),
    (Qt.Key.Key_V, CONTROL), (Qt.Key.Key_A, CONTROL), (Qt.Key.Key_Tab, ALT), (Qt.Key.Key_Tab, CONTROL),
    (Qt.Key.Key_Escape, ALT), (Qt.Key.Key_Escape, CONTROL), (Qt.Key.Key_L, META), (Qt.Key.Key_D, META),
    (Qt.Key.Key_F1, NONE), (Qt.Key.Key_F5, NONE), (Qt.Key.Key_F11, NONE), (Qt.Key.Key_Menu, NONE),
    (Qt.Key.Key_Print, NONE), (Qt.Key.Key_Super_L, NONE), (Qt.Key.Key_Delete, CONTROL | ALT),
    (Qt.Key.Key_F2, CONTROL | ALT), (Qt.Key.Key_Space, CONTROL), (Qt.Key.Key_Return, ALT),
]  # fmt: skip


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[FormStage]:
    del qtbot
    stage = FormStage()
    stage.start(page="who")
    yield stage
    stage.close()


def click(stage: Stage, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        QTest.keyClick(stage.window.view, key, modifiers)
        stage.touch._turn()


def enter(stage: Stage, text: str) -> None:
    """As an input method or a wedge scanner does: a key event that carries the character."""
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(stage.window.view, QKeyEvent(kind, 0, NONE, character))


def focused(stage: Stage) -> str:
    item = stage.window.view.activeFocusItem()
    return item.objectName() if item is not None else ""


def test_what_is_typed_is_what_the_keys_on_the_screen_would_enter(form: FormStage) -> None:
    form.touch.tap("form.field.name")
    enter(form, "张A1")
    enter(form, "𬭎")
    assert form.draft.answers["name"] == "张A1𬭎"
    click(form, Qt.Key.Key_Backspace)
    assert form.draft.answers["name"] == "张A1", "one character, though it is two units"
    for key in ["h", "o", "n", "g"]:
        form.touch.tap(f"key.{key}")
    form.touch.tap("candidate.0")
    assert str(form.draft.answers["name"]).startswith("张A1")
    assert len(str(form.draft.answers["name"])) == 4, "both keyboards end in the same field"


def test_tab_goes_from_question_to_question_and_on_to_the_next_page(form: FormStage) -> None:
    form.touch.tap("form.field.name")
    enter(form, "张")
    click(form, Qt.Key.Key_Tab)
    assert focused(form) == "form.field.id_number"
    enter(form, "500111189912310015")
    click(form, Qt.Key.Key_Tab)
    enter(form, "13800138000")
    click(form, Qt.Key.Key_Tab)  # puts the keyboard away, which covers what comes next
    assert focused(form) == "form.next"
    click(form, Qt.Key.Key_Return)
    form.touch.wait_text("怎么领取？")
    assert form.draft.answers["phone"] == "13800138000"


@pytest.mark.parametrize(
    ("forward", "backward"), [(Qt.Key.Key_Tab, Qt.Key.Key_Backtab), (Qt.Key.Key_Down, Qt.Key.Key_Up)]
)
def test_keys_walk_round_all_of_the_home_screen(stage: Stage, forward: Qt.Key, backward: Qt.Key) -> None:
    stage.serve()
    stage.begin()
    click(stage, forward)
    first, walked = focused(stage), [focused(stage)]
    assert first
    click(stage, forward)
    while focused(stage) != first and len(walked) < 100:
        walked.append(focused(stage))
        click(stage, forward)
    assert {"home.take-number", "home.apply", "footer.care", "footer.language", "footer.call-staff"} <= set(
        walked
    )
    click(stage, backward)
    assert focused(stage) == walked[-1]


def test_space_and_enter_press_what_has_the_focus(stage: Stage) -> None:
    stage.serve()
    stage.begin()
    for _ in range(100):
        if focused(stage) != "footer.care":
            click(stage, Qt.Key.Key_Tab)
    click(stage, Qt.Key.Key_Space)
    assert stage.state("care") is True
    click(stage, Qt.Key.Key_Return)
    assert stage.state("care") is False


def test_tab_leaves_an_answer_of_several_lines_and_enters_no_tab(form: FormStage) -> None:
    form.answer_all()
    form.start_page("more")
    form.touch.tap("form.field.note")
    enter(form, "说明")
    click(form, Qt.Key.Key_Tab)
    assert focused(form) != "form.field.note"
    assert form.draft.answers["note"] == "说明"


def test_escape_puts_the_keyboard_away_then_goes_back(form: FormStage) -> None:
    form.touch.tap("form.field.name")
    form.touch.wait_for("key.q")
    click(form, Qt.Key.Key_Escape)
    assert form.touch.find("key.q") is None
    assert form.state("screen") == "form"
    click(form, Qt.Key.Key_Escape)
    form.touch.wait_for("form.consent")


def test_escape_closes_the_help(stage: Stage) -> None:
    stage.begin()
    stage.touch.tap("footer.call-staff")
    stage.touch.wait_for("help.close")
    click(stage, Qt.Key.Key_Escape)
    assert stage.state("help_open") is False


def test_any_key_answers_the_idle_warning(form: FormStage) -> None:
    form.touch.tap("form.field.name")
    form.tick(61)
    assert form.state("session") == "warning"
    enter(form, "张")
    assert form.state("session") == "active"
    assert "name" not in form.draft.answers, "the key said “still here” and nothing else"


@pytest.mark.parametrize(("key", "modifiers"), LEADING_OUT)
def test_no_combination_passes(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    assert not passes(key, modifiers, "\x11" if modifiers & CONTROL else "")


def test_no_combination_leads_out_or_takes_anything_along(form: FormStage) -> None:
    form.window.show(full_screen=True)
    form.touch.tap("form.field.name")
    enter(form, "张测试")
    for key, modifiers in LEADING_OUT:
        click(form, key, modifiers=modifiers)
    assert form.window.view.isVisible()
    assert form.state("screen") == "form"
    assert form.draft.answers["name"] == "张测试"
    assert QGuiApplication.clipboard().text() == ""


def test_typing_is_a_sign_of_life(form: FormStage) -> None:
    form.touch.tap("form.field.name")
    for _ in range(4):
        form.tick(50)
        enter(form, "张")
    form.tick(50)
    assert form.state("session") == "active"
