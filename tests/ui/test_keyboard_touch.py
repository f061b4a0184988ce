"""The on-screen keyboard under a real finger."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.ui.input.build_pinyin import table
from kiosk.ui.input.pinyin_table import TABLE_VARIABLE
from tests.ui.form_stage import FormStage
from tests.ui.stage import LANDSCAPE, PORTRAIT

CHARACTERS = {
    "zhang": {"张": 900, "章": 50, "长": 40, **{chr(0x4E00 + n): 30 - n for n in range(30)}},
    "ce": {"测": 60, "策": 50},
    "shi": {"试": 80, "是": 70},
    "hong": {"红": 90, "𬭎": 0},
}
WORDS = {"ce'shi": {"测试": 70}}


@pytest.fixture(autouse=True)
def _small_table(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path_factory.mktemp("pinyin") / "pinyin.table"
    path.write_bytes(table({key: dict(found) for key, found in CHARACTERS.items()}, WORDS))
    monkeypatch.setenv(TABLE_VARIABLE, str(path))


@pytest.fixture(params=[PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def form(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[FormStage]:
    del qtbot
    stage = FormStage(request.param)
    stage.start(page="who")
    yield stage
    stage.close()


def type_keys(stage: FormStage, names: str) -> None:
    for name in names.split():
        stage.touch.tap(f"key.{name}")


def shown(stage: FormStage, field: str) -> str:
    return stage.touch.text_of(f"form.field.{field}")


def test_a_name_is_typed_in_pinyin_word_by_word(form: FormStage) -> None:
    form.touch.tap("form.field.name")
    type_keys(form, "z h a n g")
    form.touch.tap("candidate.0")
    type_keys(form, "c e s h i space")
    form.touch.wait_until(lambda: shown(form, "name") == "张测试", "张测试")
    assert form.draft.answers["name"] == "张测试"
    type_keys(form, "done")
    form.touch.wait_for("form.next")
    assert form.touch.find("key.q") is None


def test_a_rare_character_is_found_typed_and_erased_whole(form: FormStage) -> None:
    form.touch.tap("form.field.name")
    type_keys(form, "z h a n g space h o n g")
    form.touch.tap("candidate.1")
    assert form.draft.answers["name"] == "张𬭎"
    type_keys(form, "erase")
    assert form.draft.answers["name"] == "张"
    type_keys(form, "erase")
    assert "name" not in form.draft.answers


def test_every_candidate_can_be_reached_by_pages_and_by_the_grid(form: FormStage) -> None:
    form.touch.tap("form.field.name")
    type_keys(form, "z h a n g")
    form.touch.wait_for("candidate.0")
    form.touch.tap("keyboard.more")
    assert form.touch.find("candidate.0") is None
    form.touch.tap("keyboard.less")
    form.touch.tap("keyboard.expand")
    form.touch.tap("candidate.20")
    assert len(str(form.draft.answers["name"])) == 1
    form.touch.wait_for("key.q")


def test_latin_letters_digits_and_marks(form: FormStage) -> None:
    form.touch.tap("form.field.name")
    type_keys(form, "switch shift a b marks 1 号 letters")
    assert form.draft.answers["name"] == "Ab1号"
    form.touch.wait_for("key.shift")


@pytest.mark.parametrize(
    ("field", "keys", "answer"), [("id_number", "5 x erase 0", "50"), ("phone", "1 3 8", "138")]
)
def test_numbers_have_a_pad_of_their_own(form: FormStage, field: str, keys: str, answer: str) -> None:
    form.touch.tap(f"form.field.{field}")
    form.touch.wait_for("key.9")
    assert form.touch.find("key.q") is None
    assert (form.touch.find("key.x") is not None) == (field == "id_number")
    type_keys(form, keys)
    assert form.draft.answers[field] == answer


def test_what_is_being_typed_stays_in_sight(form: FormStage) -> None:
    form.touch.tap("form.field.phone")
    form.touch.wait_for("key.1")
    entry, pad = form.touch.wait_for("form.field.phone"), form.touch.wait_for("key.1")
    below = entry.mapToScene(entry.boundingRect().bottomLeft())
    key = pad.mapToScene(pad.boundingRect().topLeft())
    assert below.y() <= key.y() or below.x() < key.x()
    assert below.y() < form.window.view.height()


def test_typing_is_a_sign_of_life(form: FormStage) -> None:
    form.touch.tap("form.field.phone")
    for _ in range(4):
        form.tick(50)
        form.keyboard.press("1")
    form.tick(50)
    assert form.state("session") == "active"


def test_without_a_table_there_are_letters_and_a_sentence(
    form: FormStage, monkeypatch: pytest.MonkeyPatch, make_stage: Callable[..., object]
) -> None:
    del make_stage
    monkeypatch.setenv(TABLE_VARIABLE, "/nowhere/pinyin.table")
    form.touch.tap("form.field.name")
    form.touch.wait_text("本机暂时不能用拼音")
    assert form.touch.find("key.switch") is None
    type_keys(form, "a")
    assert form.draft.answers["name"] == "a"


def test_nothing_being_typed_survives_the_session(form: FormStage) -> None:
    form.touch.tap("form.field.name")
    type_keys(form, "z h a n g space c e s")
    form.shell.leave()
    assert form.keyboard._typing.letters == ""
    assert form.keyboard._found == ()
    assert form.draft.answers == {}
    assert "张" not in str(form.form._state)
