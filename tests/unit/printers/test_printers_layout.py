"""Documents as rows of 58 and 80 mm paper."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.document import Align, Cut, Document, DocumentKind, Feed, Line, Pair, QrCode, Rule, Size
from printers.columns import columns
from printers.layout import CutRow, FeedRow, QrRow, RuleRow, TextRow, lay_out

WIDE, NARROW = 48, 32


def document(*blocks: Line | Pair | Rule | QrCode | Feed | Cut) -> Document:
    return Document(kind=DocumentKind.TEST, blocks=blocks)


def test_a_pair_stands_at_both_edges() -> None:
    (row, _) = lay_out(document(Pair("窗口", "1")), NARROW)
    assert row == TextRow("窗口" + " " * 27 + "1")


def test_a_value_that_does_not_fit_gets_its_own_line_on_the_right() -> None:
    rows = lay_out(document(Pair("收件编号", "DZ-0001-20261123-000001-7")), NARROW)
    assert rows[:-1] == [TextRow("收件编号"), TextRow("DZ-0001-20261123-000001-7", align=Align.RIGHT)]


def test_a_long_value_is_set_as_an_indented_paragraph() -> None:
    rows = lay_out(document(Pair("地址", "重庆市大足区棠香街道五星大道中段路口示例小区一栋")), NARROW)
    texts = [row.text for row in rows if isinstance(row, TextRow)]
    assert texts[0] == "地址"
    assert len(texts) > 2
    assert all(text.startswith("  ") for text in texts[1:])


def test_large_text_counts_double() -> None:
    rows = lay_out(document(Line("收件回执（待核验）", Size.LARGE)), NARROW)
    assert [row for row in rows if isinstance(row, TextRow)] == [
        TextRow("收件回执", 2),
        TextRow("（待核验）", 2),
    ]


def test_a_number_too_wide_is_set_smaller_not_parted() -> None:
    (row, _) = lay_out(document(Line("A·12-001", Size.HUGE)), NARROW)
    assert row == TextRow("A·12-001", 3)


def test_every_kind_of_block_has_its_row() -> None:
    rows = lay_out(document(Rule(), QrCode("x", "说明"), Feed(3), Cut()), WIDE)
    assert rows == [RuleRow(), QrRow("x"), TextRow("说明", align=Align.CENTER), FeedRow(3), CutRow()]


def test_a_document_always_ends_with_one_cut() -> None:
    assert lay_out(document(), WIDE) == [CutRow()]
    assert lay_out(document(Cut()), WIDE) == [CutRow()]
    assert lay_out(document(Line("一")), WIDE)[-1] == CutRow()


@given(
    st.text("大足，。（A0 \n·", max_size=80),
    st.text("大足，。（A0 \n·", max_size=80),
    st.sampled_from(list(Size)),
    st.sampled_from((WIDE, 42, NARROW)),
)
def test_no_row_is_wider_than_the_paper(label: str, value: str, size: Size, width: int) -> None:
    for row in lay_out(document(Line(label, size, Align.CENTER), Pair(label, value)), width):
        if isinstance(row, TextRow):
            assert columns(row.text) * row.scale <= width
            assert "\n" not in row.text
