"""Candidates laid out in rows and pages for a bar or a grid of a given width. Pure."""

from collections.abc import Sequence

import msgspec


class Shown(msgspec.Struct, frozen=True):
    """A candidate on the screen: `index` in the whole list, `cells` of width (a character is two cells)."""

    index: int
    text: str
    cells: int


Row = tuple[Shown, ...]
Page = tuple[Row, ...]


def _cells_of(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text)


def pages(texts: Sequence[str], cells: int, rows: int, least: int = 4) -> tuple[Page, ...]:
    """`texts` in pages of `rows` rows of at most `cells`; each takes `least` or more, for a finger."""
    laid: list[Row] = []
    row: list[Shown] = []
    free = cells
    for index, text in enumerate(texts):
        width = min(cells, max(least, _cells_of(text) + 2))
        if width > free:
            laid.append(tuple(row))
            row, free = [], cells
        row.append(Shown(index, text, width))
        free -= width
    if row:
        laid.append(tuple(row))
    return tuple(tuple(laid[start : start + rows]) for start in range(0, len(laid), rows))
