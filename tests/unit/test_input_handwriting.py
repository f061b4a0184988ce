"""Handwriting: what is written is among the first candidates, and nothing that a finger does can harm."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ui.input.handwriting import MAX_POINTS, MODEL, Recognizer, open_recognizer
from tests.strokes import WRITTEN, Stroke, line

OPENED = open_recognizer()
anywhere = st.tuples(st.floats(width=32), st.floats(width=32))


@pytest.fixture
def recognizer() -> Recognizer:
    if OPENED is None:
        pytest.skip("zinnia is not installed here")
    return OPENED


@pytest.mark.parametrize("character", WRITTEN)
@pytest.mark.parametrize(
    ("size", "x", "y"), [(1.0, 0.0, 0.0), (0.2, 0.7, 0.1)], ids=["large", "small, in a corner"]
)
def test_what_is_written_is_among_the_first(
    recognizer: Recognizer, character: str, size: float, x: float, y: float
) -> None:
    strokes = [[(px * size + x, py * size + y) for px, py in stroke] for stroke in WRITTEN[character]]
    assert character in recognizer.candidates(strokes)[:8]


def test_the_same_strokes_give_the_same_whatever_was_written_before(recognizer: Recognizer) -> None:
    before = recognizer.candidates(WRITTEN["大"])
    for _ in range(20):
        recognizer.candidates(WRITTEN["中"])
    assert recognizer.candidates(WRITTEN["大"]) == before


@given(st.lists(st.lists(anywhere, max_size=20), max_size=12))
def test_nothing_that_a_finger_does_harms(strokes: list[Stroke]) -> None:
    if OPENED is None:
        pytest.skip("zinnia is not installed here")
    found = OPENED.candidates(strokes)
    assert all(len(text) == 1 for text in found)
    assert bool(found) == any(strokes)


def test_a_scribble_is_cut_to_what_the_library_can_take(recognizer: Recognizer) -> None:
    scribble = line(*[(n % 2, n / 50) for n in range(50)], steps=MAX_POINTS)
    assert recognizer.candidates([scribble] * 500)


def test_without_library_or_model_there_is_none(tmp_path: Path) -> None:
    assert open_recognizer(library="libnowhere.so.0") is None
    assert open_recognizer(model=tmp_path / "nothing") is None


@pytest.mark.parametrize("size", [0, 7, 8, 4096])
def test_a_model_cut_short_is_refused_before_the_library_sees_it(tmp_path: Path, size: int) -> None:
    cut = tmp_path / "cut.model"
    cut.write_bytes(MODEL.read_bytes()[:size] if MODEL.is_file() else b"\xa1\x6f\x6e\x0f" * (size // 4))
    assert open_recognizer(model=cut) is None
