"""A signature is kept as it was written: the same strokes give the same evidence, and hold its hash."""

import base64
import hashlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from PIL import Image

from kiosk.catalogue import load
from kiosk.records import canonical
from kiosk.records.signature import (
    HEIGHT,
    MAX_PNG_BYTES,
    MAX_POINTS,
    MAX_STROKES,
    MIN_INK,
    WIDTH,
    Point,
    evidence_hash,
    ink,
    png_of,
    signature_answer,
)
from tests.unit.catalogue_samples import PACKAGE

CROSS: list[list[Point]] = [[(100, 250, 0), (900, 250, 400)], [(500, 50, 700), (500, 450, 1000)]]
SCHEMA = load(PACKAGE).forms["unemployment-registration.json"]["properties"]["signature"]

points = st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT), st.integers(0, 60_000))
scribbles = st.lists(st.lists(points, min_size=1, max_size=80), min_size=1, max_size=20).filter(
    lambda strokes: ink(strokes) >= MIN_INK
)


@settings(max_examples=25, deadline=None)
@given(scribbles)
def test_the_form_accepts_every_signature_and_another_validator_agrees(strokes: list[list[Point]]) -> None:
    answer = signature_answer(strokes)
    Draft202012Validator(SCHEMA).validate(answer)
    assert answer["strokes"] == [[list(point) for point in stroke] for stroke in strokes]
    assert len(base64.b64decode(answer["png"])) <= MAX_PNG_BYTES
    assert signature_answer(strokes) == answer


def test_the_hash_holds_strokes_and_picture_together() -> None:
    answer = signature_answer(CROSS)
    told = canonical.dumps({"png": answer["png"], "strokes": answer["strokes"]})
    assert answer["sha256"] == hashlib.sha256(told).hexdigest()
    for change in ({"png": answer["png"][:-4]}, {"strokes": answer["strokes"][:1]}):
        assert evidence_hash(answer | change) != answer["sha256"]


def test_the_picture_shows_what_was_written() -> None:
    image = Image.open(io.BytesIO(png_of(CROSS)))
    assert (image.size, image.mode, image.info) == ((500, 250), "L", {})
    assert image.getpixel((125, 125)) == 0  # on the horizontal stroke
    assert image.getpixel((250, 50)) == 0  # on the vertical one
    assert image.getpixel((125, 50)) == 255


@pytest.mark.parametrize(
    "strokes",
    [
        [],
        [[]],
        [[(10, 10, 0)], [(900, 400, 9)]],  # two dots
        [[(10, 10, 0), (10 + MIN_INK - 1, 10, 5)]],
        [[(0, 0, 0), (WIDTH + 1, 0, 5)]],
        [[(0, 0, -1), (500, 0, 5)]],
        [[(0, 0, 0), (500, 0, 5)]] * (MAX_STROKES + 1),
        [[(x % 1000, 0, x) for x in range(MAX_POINTS + 1)]],
    ],
)
def test_what_is_no_signature_is_refused(strokes: list[list[Point]]) -> None:
    with pytest.raises(ValueError, match=r"no signature|beside the pad"):
        signature_answer(strokes)


@pytest.mark.parametrize(
    "damage",
    [{"sha256": "0"}, {"png": ""}, {"strokes": []}, {"strokes": [[]]}, {"strokes": [[[1, 2]]]}, {"more": 1}],
)
def test_an_answer_that_was_damaged_is_refused(damage: dict[str, object]) -> None:
    assert not Draft202012Validator(SCHEMA).is_valid(signature_answer(CROSS) | damage)
