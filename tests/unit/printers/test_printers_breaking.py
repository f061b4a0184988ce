"""Lines by display columns: nothing lost, nothing too wide, no mark in a place where Chinese forbids it."""

from hypothesis import given
from hypothesis import strategies as st

from printers.breaking import CLOSING, OPENING, balanced_lines, break_lines, widest_unit
from printers.columns import clusters, columns, plain_spaces

HANZI = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
WORDS = st.text("abcXYZ0123456789-", min_size=1, max_size=9)
MARKS = st.sampled_from("，。、；：？！）》")
TEXTS = st.lists(
    st.one_of(HANZI, WORDS, st.tuples(HANZI, MARKS).map("".join), st.just(" ")), max_size=60
).map("".join)


def test_columns_count_cells_not_characters() -> None:
    assert columns("A001") == 4
    assert columns("大足区") == 6
    assert columns("A·2-001") == 8  # · is a two-byte code, drawn 24 dots wide
    assert columns("—“”…") == 8
    assert columns("㛃䶮𬭎𬱖") == 8
    assert columns("葛\U000e0100") == 2  # a variation selector has no width of its own


def test_a_variation_selector_stays_with_its_character() -> None:
    assert clusters("葛\U000e0100城") == ["葛\U000e0100", "城"]


def test_tabs_and_no_break_spaces_become_plain() -> None:
    assert plain_spaces("a\tb\u00a0c\r\nd") == "a b c\nd"


def test_a_line_that_fits_is_left_alone() -> None:
    assert break_lines("大足区政务服务", 14) == ["大足区政务服务"]
    assert break_lines("", 14) == [""]


def test_no_closing_mark_begins_a_line() -> None:
    # Four Hanzi fill the line; the full stop takes the last of them down with it.
    assert break_lines("请您稍候。谢谢", 8) == ["请您稍", "候。谢谢"]


def test_no_opening_mark_ends_a_line() -> None:
    assert break_lines("请到窗（一）办", 8) == ["请到窗", "（一）办"]


def test_a_dash_of_two_is_not_parted() -> None:
    assert break_lines("办事员——张某", 8) == ["办事", "员——张", "某"]


def test_numbers_and_words_are_not_parted() -> None:
    assert break_lines("收件编号DZ-0001-20261123-000001-7", 30) == ["收件编号", "DZ-0001-20261123-000001-7"]
    assert break_lines("the self service zone", 10) == ["the self", "service", "zone"]


def test_what_is_wider_than_a_line_is_cut_all_the_same() -> None:
    assert break_lines("a" * 20, 8) == ["a" * 8, "a" * 8, "a" * 4]
    assert "".join(break_lines("。" * 20, 8)) == "。" * 20


def test_given_breaks_stay() -> None:
    assert break_lines("一\n\n二", 8) == ["一", "", "二"]


def test_centred_lines_break_at_a_pause_or_evenly() -> None:
    assert balanced_lines("过号请到综合窗口咨询。咨询电话 12345", 32) == [
        "过号请到综合窗口咨询。",
        "咨询电话 12345",
    ]
    first, second = balanced_lines("城乡居民基本医疗保险参保登记处", 16 * 2 - 4)
    assert abs(columns(first) - columns(second)) <= 2


def test_the_widest_unit_is_what_must_not_break() -> None:
    assert widest_unit("综合 A·2-001 号") == columns("A·2-001")
    assert widest_unit("张，三") == 4


@given(TEXTS, st.integers(8, 48))
def test_lines_fit_and_lose_nothing_but_spaces(text: str, width: int) -> None:
    lines = break_lines(text, width)
    assert all(columns(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(TEXTS, st.integers(24, 48))
def test_marks_stand_where_they_may(text: str, width: int) -> None:
    lines = break_lines(text, width)
    for line in lines[1:]:
        assert line[:1] not in CLOSING - {"-"} or text.startswith(line[:1])
    for line in lines[:-1]:
        assert line[-1:] not in OPENING
