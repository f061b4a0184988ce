"""Characters by parts, strokes and code points: no offer leads to nothing, no character is out of reach."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.ui.input import parts
from kiosk.ui.input.build_parts import UNICODE, build, table
from kiosk.ui.input.code_points import boxed, character
from kiosk.ui.input.parts import Asking, Offer, Search
from kiosk.ui.input.parts_table import PartsTable, open_parts

STROKES = {"金": 8, "钅": 5, "弓": 3, "弘": 5, "宏": 7, "铭": 11, "𬭎": 12, "铉": 10}
HOLDING = {"钅": {"铭", "𬭎", "铉"}, "弓": {"弘"}, "宏": {"𬭎"}, "㓞": {"铭"}}


@pytest.fixture
def few(tmp_path: Path) -> PartsTable:
    path = tmp_path / "parts.table"
    path.write_bytes(table(STROKES, HOLDING, least=1))
    opened = open_parts(path)
    assert opened is not None
    return opened


@pytest.fixture(scope="module")
def built() -> PartsTable:
    opened = open_parts()
    if opened is None:
        pytest.skip("no unicode-data on this machine")
    return opened


def test_a_rare_name_is_found_by_a_part_and_its_strokes(few: PartsTable) -> None:
    search = Search()
    assert parts.offers(few, search) == (Offer(strokes=3), Offer(strokes=5), Offer(strokes=7))
    search = parts.choose(search, Offer(strokes=5))
    assert parts.offers(few, search) == (Offer("钅"),)
    search = parts.choose(search, Offer("钅"))
    assert [offer.text for offer in parts.offers(few, search)] == ["钅", "铉", "铭", "𬭎"]
    search = parts.ask_strokes(search)
    search = parts.choose(search, Offer(strokes=12))
    assert parts.offers(few, search) == (Offer("𬭎"),)


def test_of_as_many_strokes_the_part_of_most_characters_comes_first(built: PartsTable) -> None:
    """钅 stood on the third page, after 丱 and 卌."""
    five = [part.text for part in built.parts if part.strokes == 5]
    assert five.index("钅") < 24
    held = [len(built.holding(part)) for part in five]
    assert held == sorted(held, reverse=True)


def test_a_second_part_narrows_and_a_step_back_widens_again(few: PartsTable) -> None:
    found = parts.choose(Search(asking=Asking.PART), Offer("钅"))
    asked = parts.ask_part(few, found)
    assert parts.offers(few, asked) == (Offer("宏"),), "parts that would leave nothing are not offered"
    narrowed = parts.choose(asked, Offer("宏"))
    assert parts.characters(few, narrowed) == "𬭎"
    assert parts.step_back(narrowed) == found
    assert parts.step_back(found) == Search()
    assert parts.step_back(Search()) is None


def test_a_part_without_a_character_of_its_own_is_not_offered(few: PartsTable) -> None:
    assert "㓞" not in {part.text for part in few.parts}, "its strokes are unknown"


WHOLE = table(STROKES, HOLDING, least=1)


@pytest.mark.parametrize(
    "content", [b"", b"kiosk-parts 0 ", b"something else", WHOLE[:20], WHOLE[:60], WHOLE[:-1]]
)
def test_a_file_that_is_no_table_is_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "parts.table"
    path.write_bytes(content)
    assert open_parts(path) is None
    assert open_parts(tmp_path / "missing") is None


def test_without_the_unihan_database_nothing_is_built(tmp_path: Path) -> None:
    assert build(tmp_path / "parts.table", unicode_data=tmp_path) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "part", "strokes"), [("㛃", "女", 9), ("䶮", "龙", 9), ("𬭎", "钅", 12), ("𬱖", "页", 11)]
)
def test_names_of_real_people_are_found(built: PartsTable, name: str, part: str, strokes: int) -> None:
    assert name in parts.characters(built, Search(parts=(part,), strokes=strokes))


def test_every_ideograph_of_gb18030_is_held_by_some_part(built: PartsTable) -> None:
    """Of level 3: the basic block and extensions A to F, as this Unihan has them."""
    reached: set[str] = set()
    for part in built.parts:
        reached.update(built.holding(part.text))
    blocks = [(0x4E00, 0x9FFC), (0x3400, 0x4DBF), (0x20000, 0x2A6DD), (0x2A700, 0x2B734), (0x2B740, 0x2B81D),
              (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0)]  # fmt: skip
    missing = [code for first, last in blocks for code in range(first, last + 1) if chr(code) not in reached]
    assert missing == []


@settings(max_examples=12)
@given(st.data())
def test_no_choice_ends_in_nothing(data: st.DataObject) -> None:
    opened = open_parts()
    if opened is None or not UNICODE.is_dir():
        pytest.skip("no unicode-data on this machine")
    search = Search()
    for _ in range(data.draw(st.integers(1, 8))):
        offered = parts.offers(opened, search)
        assert offered, search
        if search.asking is Asking.CHARACTER:
            search = data.draw(
                st.sampled_from([parts.ask_strokes(search), parts.ask_part(opened, search), Search()])
            )
            if search.asking in (Asking.PART, Asking.PART_STROKES) and not parts.offers(opened, search):
                return  # every part of the one character that is left has been chosen
        else:
            search = parts.choose(search, data.draw(st.sampled_from(offered)))


@pytest.mark.parametrize(
    ("digits", "found"),
    [
        ("2cb4e", "𬭎"), ("4dae", "䶮"), ("5f20", "张"), ("e863", "\ue863"), ("31350", "\U00031350"),
        ("41", "A"), ("", None), ("0", None), ("d800", None), ("dfff", None), ("ffff", None), ("fffe", None),
        ("110000", None), ("ffffff", None), ("200b", None), ("202e", None), ("feff", None), ("0300", None),
        ("20", None), ("378", None),
    ],
)  # fmt: skip
def test_code_points(digits: str, found: str | None) -> None:
    assert character(digits) == found


def test_what_cannot_be_shown_stands_as_its_code_point() -> None:
    assert boxed("\ue863") == "U+E863"
    assert boxed("A𬭎") == "U+0041 U+2CB4E"
