"""Colours, sizes and words that people with weak eyes depend on (DOMAIN §8)."""

import re
import string
import tomllib
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlExpression, qmlContext

from kiosk.ui.window import QML
from kiosk.ui.words import FOLDER
from tests.ui.stage import LANDSCAPE, PORTRAIT, Stage

# (ink, ground): every pairing that words are set in.
PAIRS = (
    ("ink", "ground"),
    ("ink", "surface"),
    ("ink", "accentSoft"),
    ("ink", "alarmSoft"),
    ("quiet", "ground"),
    ("quiet", "surface"),
    ("quiet", "sunken"),
    ("accent", "surface"),
    ("accent", "accentSoft"),
    ("alarm", "surface"),
    ("inverse", "accent"),
    ("inverse", "accentPressed"),
    ("inverse", "alarm"),
)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def _contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _theme(stage: Stage, name: str) -> object:
    root = stage.window.view.rootObject()
    context = qmlContext(root)
    assert context is not None
    expression = QQmlExpression(context, root, f"Theme.{name}")
    value = expression.evaluate()
    assert not expression.hasError(), expression.error().toString()
    # PySide gives (value, wasUndefined).
    return value[0] if isinstance(value, tuple) else value


@pytest.mark.parametrize(("care", "least"), [(False, 4.5), (True, 7.0)])
def test_words_stand_out_from_their_ground(stage: Stage, care: bool, least: float) -> None:
    if care:
        stage.shell.toggleCare()
    weak = {
        pair: round(_contrast(QColor(_theme(stage, pair[0])), QColor(_theme(stage, pair[1]))), 2)
        for pair in PAIRS
    }
    assert {pair: ratio for pair, ratio in weak.items() if ratio < least} == {}


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])
@pytest.mark.parametrize(("care", "finger_mm", "letter_mm"), [(False, 15, 5), (True, 20, 8)])
def test_fingers_and_letters_have_their_millimetres(
    make_stage: Callable[..., Stage], size: tuple[int, int], care: bool, finger_mm: float, letter_mm: float
) -> None:
    stage = make_stage(size)
    if care:
        stage.shell.toggleCare()
    mm = float(str(_theme(stage, "mm")))
    # Token sizes are whole pixels.
    assert float(str(_theme(stage, "target"))) + 1 >= finger_mm * mm
    for letters in ("caption", "body", "lead", "heading", "title"):
        assert float(str(_theme(stage, letters))) + 1 >= letter_mm * mm


def test_a_key_on_the_screen_is_at_least_a_finger(stage: Stage) -> None:
    stage.serve()
    stage.begin()
    mm = float(str(_theme(stage, "mm")))
    small = [
        item.objectName()
        for item in stage.touch.items()
        if item.objectName().startswith(("home.", "footer.")) and item.inherits("QQuickItem")
        if item.objectName() != "home.offline" and min(item.width(), item.height()) < 15 * mm
    ]
    assert small == []


def _files() -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
    for file in sorted(FOLDER.glob("*.toml")):
        yield file.stem, tomllib.loads(file.read_text("utf-8"))


def _places(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def test_every_phrase_is_in_both_languages_with_the_same_places() -> None:
    for name, phrases in _files():
        for key, text in phrases.items():
            # English counts without measure words: 第 2 位家庭成员 is “Family member 2”.
            assert _places(text["zh"]) - {"measure"} == _places(text["en"]), (name, key)
            assert bool(text["zh"]) == bool(text["en"]), (name, key)


def test_every_word_that_a_screen_shows_exists() -> None:
    known = {key for _, phrases in _files() for key in phrases}
    wanted = {
        (file.name, key)
        for file in QML.rglob("*.qml")
        for key in re.findall(r'words\["([a-z0-9-]+)"\]', file.read_text("utf-8"))
    }
    assert {pair for pair in wanted if pair[1] not in known} == set()
    assert len(wanted) > 50
