"""A document as rows of one printer's paper. Knows columns, not ESC/POS."""

from typing import assert_never

import msgspec

from kiosk.domain.document import (
    Align,
    Barcode,
    Block,
    Cut,
    Document,
    Feed,
    Line,
    Pair,
    Picture,
    QrCode,
    Rule,
    Size,
    Table,
)
from printers.breaking import balanced_lines, break_lines, widest_unit
from printers.columns import columns, plain_spaces
from printers.table import table_lines

_GAP = 2  # columns between a label and its value on one line
_INDENT = "  "  # a value that needs lines of its own


class TextRow(msgspec.Struct, frozen=True):
    """One line of text that fits; `scale` multiplies the normal 12×24-dot cell."""

    text: str
    scale: int = 1
    align: Align = Align.LEFT
    bold: bool = False


class RuleRow(msgspec.Struct, frozen=True):
    pass


class QrRow(msgspec.Struct, frozen=True):
    data: str


class BarcodeRow(msgspec.Struct, frozen=True):
    data: str


class PictureRow(msgspec.Struct, frozen=True):
    png: bytes


class FeedRow(msgspec.Struct, frozen=True):
    lines: int


class CutRow(msgspec.Struct, frozen=True):
    pass


Row = TextRow | RuleRow | QrRow | BarcodeRow | PictureRow | FeedRow | CutRow


def lay_out(document: Document, width: int) -> list[Row]:
    """Rows of at most `width` columns. A document without a cut at its end gets one: no slip stays inside."""
    rows = [row for block in document.blocks for row in _rows(block, width)]
    if not rows or not isinstance(rows[-1], CutRow):
        rows.append(CutRow())
    return rows


def _rows(block: Block, width: int) -> list[Row]:
    match block:
        case Line():
            return _line(block, width)
        case Pair():
            return _pair(plain_spaces(block.label), plain_spaces(block.value), width)
        case Rule():
            return [RuleRow()]
        case QrCode():
            caption = Line(block.caption, align=Align.CENTER)
            return [QrRow(block.data), *(_line(caption, width) if block.caption else [])]
        case Table():
            return [TextRow(line, bold=head) for line, head in table_lines(block, width)]
        case Barcode():
            return [BarcodeRow(block.data), *_line(Line(block.data, align=Align.CENTER), width)]
        case Picture():
            return [PictureRow(block.png)]
        case Feed():
            return [FeedRow(block.lines)]
        case Cut():
            return [CutRow()]
        case _:
            assert_never(block)


def _line(line: Line, width: int) -> list[Row]:
    text = plain_spaces(line.text)
    scale = _scale_that_fits(text, line.size, width)
    fill = balanced_lines if line.align is Align.CENTER or scale > 1 else break_lines
    return [TextRow(piece, scale, line.align, line.bold) for piece in fill(text, width // scale)]


def _scale_that_fits(text: str, size: Size, width: int) -> int:
    """A number broken over two lines is read as two numbers, so it is set smaller instead."""
    widest = widest_unit(text)
    return next((scale for scale in range(size, 1, -1) if widest * scale <= width), 1)


def _pair(label: str, value: str, width: int) -> list[Row]:
    free = width - columns(label) - columns(value)
    if free >= _GAP and "\n" not in label + value:
        return [TextRow(label + " " * free + value)]
    labels: list[Row] = [TextRow(piece) for piece in break_lines(label, width)]
    values = break_lines(value, width - len(_INDENT))
    if len(values) == 1:
        return [*labels, TextRow(value, align=Align.RIGHT)]
    return [*labels, *(TextRow(_INDENT + piece) for piece in values)]
