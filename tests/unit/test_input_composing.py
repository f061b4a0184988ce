"""What keys do: composing, choosing, and where candidates lie."""

import pytest

from kiosk.ui.input.candidate_pages import pages
from kiosk.ui.input.composing import Done, Effect, Erase, Insert, Typing, choose, press
from kiosk.ui.input.layouts import PADS, Captions, Mode, Offered, rows
from kiosk.ui.input.pinyin import MAX_LETTERS, Candidate

CAPTIONS = Captions(**dict.fromkeys(Captions.__struct_fields__, "字"))
DAZU = (Candidate("大足", 4), Candidate("大", 2))


def pinyin(letters: str = "") -> Typing:
    return Typing(Mode.PINYIN, letters)


@pytest.mark.parametrize(
    ("before", "key", "text", "after", "effect"),
    [
        (pinyin(), "d", "d", pinyin("d"), None),
        (pinyin("da"), "split", "'", pinyin("da'"), None),
        (pinyin("da'"), "split", "'", pinyin("da'"), None),
        (pinyin(), "split", "'", pinyin(), None),
        (pinyin("daz"), "erase", "", pinyin("da"), None),
        (pinyin(), "erase", "", pinyin(), Erase()),
        (pinyin("dazu"), "space", " ", pinyin(), Insert("大足")),
        (pinyin(), "space", " ", pinyin(), Insert(" ")),
        (pinyin("dazu"), "done", "", pinyin(), Insert("dazu")),
        (pinyin(), "done", "", pinyin(), Done()),
        (pinyin("dazu"), "comma", "，", pinyin(), Insert("大足，")),
        (pinyin("dazu"), "switch", "", Typing(Mode.ENGLISH), Insert("大足")),
        (pinyin("dazuq"), "marks", "", Typing(Mode.MARKS, letters_mode=Mode.PINYIN), Insert("dazuq")),
        (Typing(Mode.ENGLISH), "marks", "", Typing(Mode.MARKS, letters_mode=Mode.ENGLISH), None),
        (Typing(Mode.MARKS, letters_mode=Mode.ENGLISH), "letters", "", Typing(Mode.ENGLISH), None),
        (Typing(Mode.ENGLISH), "shift", "", Typing(Mode.ENGLISH, upper=True), None),
        (Typing(Mode.ENGLISH, upper=True), "a", "a", Typing(Mode.ENGLISH), Insert("A")),
        (Typing(Mode.ID_NUMBER), "x", "X", Typing(Mode.ID_NUMBER), Insert("X")),
    ],
)
def test_a_key(before: Typing, key: str, text: str, after: Typing, effect: Effect) -> None:
    found = DAZU if before.letters else ()
    assert press(before, key, text, found) == (after, effect)


def test_choosing_a_part_leaves_the_rest_to_be_chosen() -> None:
    assert choose(pinyin("da'zu"), Candidate("大", 3)) == (pinyin("zu"), Insert("大"))
    assert choose(pinyin("da'zu"), Candidate("大", 2)) == (pinyin("zu"), Insert("大"))


def test_letters_stop_at_what_the_engine_looks_at() -> None:
    full = pinyin("a" * MAX_LETTERS)
    assert press(full, "a", "a", ()) == (full, None)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("offers_pinyin", [True, False])
def test_every_layout_can_erase_and_finish(mode: Mode, offers_pinyin: bool) -> None:
    names = [key.name for row in rows(mode, False, CAPTIONS, Offered(pinyin=offers_pinyin)) for key in row]
    assert len(names) == len(set(names))
    assert {"erase", "done"} <= set(names)
    assert ("switch" in names) == (offers_pinyin and mode in (Mode.PINYIN, Mode.ENGLISH))


@pytest.mark.parametrize("mode", [mode for mode in Mode if mode not in PADS])
def test_no_row_is_wider_than_ten_letters(mode: Mode) -> None:
    for row in rows(mode, False, CAPTIONS, Offered()):
        assert sum(key.columns for key in row) <= 10


def test_pads_offer_what_their_field_takes() -> None:
    def entered(mode: Mode) -> set[str]:
        return {key.text for row in rows(mode, False, CAPTIONS, Offered()) for key in row} - {""}

    assert entered(Mode.DIGITS) == set("0123456789")
    assert entered(Mode.NUMBER) == set("0123456789.")
    assert entered(Mode.ID_NUMBER) == set("0123456789X")


def test_candidates_fill_rows_and_pages_and_none_is_lost() -> None:
    texts = ["大足", "大族", "大", "打", "重庆市大足区龙岗街道"]
    laid = pages(texts, cells=12, rows=2)
    assert [[[shown.text for shown in row] for row in page] for page in laid] == [
        [["大足", "大族"], ["大", "打"]],
        [["重庆市大足区龙岗街道"]],
    ]
    assert laid[1][0][0].cells == 12
    assert pages([], cells=12, rows=1) == ()
