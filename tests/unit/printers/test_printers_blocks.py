"""Tables, bar codes and pictures on paper."""

import io

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from kiosk.domain.document import Align, Barcode, Block, Column, Document, DocumentKind, Picture, Table
from printers.barcode_dots import BarcodeNotDrawableError
from printers.columns import columns
from printers.picture_dots import PictureNotReadableError
from printers.profile import Profile
from printers.render import escpos
from printers.table import table_lines

from .conftest import OnPaper

COUNTS = Table(
    columns=(Column("业务", 2), Column("取号", align=Align.RIGHT), Column("办结", align=Align.RIGHT)),
    rows=(("综合服务（含一件事）", "12", "9"), ("社保医保", "103", "98")),
)


def document(*blocks: Block) -> Document:
    return Document(kind=DocumentKind.TEST, blocks=blocks)


def test_columns_stand_below_each_other_and_long_names_go_on_below() -> None:
    assert [line for line, _ in table_lines(COUNTS, 32)] == [
        "业务                取号    办结",
        "综合服务（含一件      12       9",
        "事）",
        "社保医保             103      98",
    ]


def test_only_the_heading_is_bold() -> None:
    assert [bold for _, bold in table_lines(COUNTS, 48)] == [True, False, False]


def test_a_row_of_another_length_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="argument 2"):
        list(table_lines(Table(columns=COUNTS.columns, rows=(("一",),)), 48))


def test_more_columns_than_the_paper_has_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        list(table_lines(Table(columns=(Column("列"),) * 20, rows=()), 32))


@given(
    st.lists(st.text("大足，。（A0 \n·", max_size=30), min_size=3, max_size=3),
    st.lists(st.integers(1, 4), min_size=3, max_size=3),
    st.sampled_from((48, 42, 32)),
)
def test_no_line_of_a_table_is_wider_than_the_paper(texts: list[str], shares: list[int], width: int) -> None:
    heads = tuple(Column(text, share, Align.RIGHT) for text, share in zip(texts, shares, strict=True))
    lines = list(table_lines(Table(columns=heads, rows=(tuple(texts),)), width))
    assert max((columns(line) for line, _ in lines), default=0) <= width
    said = "".join(line for line, _ in lines)
    assert all(said.count(char) >= 2 for char in "".join(texts).replace("\n", "").replace(" ", ""))


@pytest.mark.parametrize("width_dots", [384, 576])
@pytest.mark.parametrize("data", ["A001", "20261123000001"])
def test_a_decoder_we_did_not_write_reads_the_bar_code(on_paper: OnPaper, width_dots: int, data: str) -> None:
    _, paper = on_paper(document(Barcode(data)), Profile(width_dots=width_dots))
    (found,) = zxingcpp.read_barcodes(paper.image)
    assert (found.text, found.format) == (data, zxingcpp.BarcodeFormat.Code128)
    assert paper.text == (data,)


def test_where_bars_would_be_too_thin_the_letters_have_to_do(on_paper: OnPaper) -> None:
    _, paper = on_paper(document(Barcode("DZ-0001-20261123-000001-7")), Profile(width_dots=384))
    assert zxingcpp.read_barcodes(paper.image) == []
    assert paper.text == ("DZ-0001-20261123-000001-7",)


@pytest.mark.parametrize("data", ["大足", "", "A\n"])
def test_what_a_bar_code_cannot_say_is_refused(data: str) -> None:
    with pytest.raises(BarcodeNotDrawableError):
        escpos(document(Barcode(data)), Profile())


def png(width: int, height: int, mode: str = "L") -> bytes:
    image = Image.new(mode, (width, height), 0 if mode == "RGBA" else 255)
    ImageDraw.Draw(image).rectangle((0, 0, width // 2 - 1, height - 1), fill="black")
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("mode", ["L", "RGBA", "1"])
def test_a_picture_is_printed_in_the_middle_as_it_looks(on_paper: OnPaper, mode: str) -> None:
    _, paper = on_paper(document(Picture(png(200, 40, mode))))
    ink = [x for x in range(paper.image.width) if paper.image.getpixel((x, 140)) == 0]
    middle = paper.image.width // 2
    assert ink == list(range(middle - 100, middle))


def test_a_picture_wider_than_the_paper_is_made_smaller(on_paper: OnPaper) -> None:
    slip, paper = on_paper(document(Picture(png(1600, 400))), Profile(width_dots=384))
    assert paper.image.getpixel((40 + 95, 150)) == 0
    assert paper.image.getpixel((40 + 290, 150)) == 255
    assert len(slip.data) < 48 * 96 + 600


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n broken", png(100, 100)[:-40]])
def test_what_is_no_picture_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(PictureNotReadableError):
        escpos(document(Picture(data)), Profile())
