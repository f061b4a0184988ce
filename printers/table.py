"""A table as lines of text: every column at its place on each of them."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from kiosk.domain.document import Align, Table
from printers.breaking import break_lines
from printers.columns import columns, plain_spaces

_BETWEEN = 1  # half-width columns of white between two columns of the table
_NARROWEST = 2  # one Hanzi


def table_lines(table: Table, width: int) -> Iterator[tuple[str, bool]]:
    """Lines of at most `width` half-width columns, and whether each belongs to the heading.

    Raises ValueError for a row that has not one text for each column, and for more columns than fit.
    """
    widths = _widths([column.share for column in table.columns], width)
    heads = [column.head for column in table.columns]
    aligns = [column.align for column in table.columns]
    if any(heads):
        yield from ((line, True) for line in _cells(heads, widths, aligns))
    for row in table.rows:
        yield from ((line, False) for line in _cells(row, widths, aligns))


def _widths(shares: Sequence[int], width: int) -> list[int]:
    """By share, in whole half-width columns; the rounding is the first column's."""
    free = width - _BETWEEN * (len(shares) - 1)
    widths = [free * share // sum(shares) for share in shares]
    widths[0] += free - sum(widths)
    if min(widths) < _NARROWEST:
        raise ValueError(f"{len(shares)} columns do not fit into {width} half-width characters")
    return widths


def _cells(texts: Sequence[str], widths: Sequence[int], aligns: Sequence[Align]) -> Iterator[str]:
    broken = [break_lines(plain_spaces(text), width) for text, width in zip(texts, widths, strict=True)]
    for line in zip_longest(*broken, fillvalue=""):
        placed = (_placed(*cell) for cell in zip(line, widths, aligns, strict=True))
        yield (" " * _BETWEEN).join(placed).rstrip(" ")


def _placed(text: str, width: int, align: Align) -> str:
    white = width - columns(text)
    left = {Align.LEFT: 0, Align.CENTER: white // 2, Align.RIGHT: white}[align]
    return " " * left + text + " " * (white - left)
