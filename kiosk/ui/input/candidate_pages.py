"""Candidates laid out in rows and pages for a bar or a grid of a given width."""

from collections.abc import Callable, Sequence

import msgspec


class Shown(msgspec.Struct, frozen=True):
    """A candidate on the screen: `index` in the whole list, `cells` of width (a character is two cells)."""

    index: int
    text: str
    cells: int


Row = tuple[Shown, ...]
Page = tuple[Row, ...]


_LAID_FIRST = 120  # candidates laid out at once, more than two pages: yi has two thousand


class CandidateBook:
    """Candidates as pages to be turned, for a bar or a grid of `cells`.

    Not all are laid out at every keystroke: nobody turns to a thousandth one before the next letter.
    """

    def __init__(self, shown: Callable[[str], str], cells: int = 40) -> None:
        """`shown`: a candidate as the screen can show it."""
        self.cells = cells
        self._shown = shown
        self.lay((), 1)

    def lay(self, texts: Sequence[str], rows: int, *, whole: bool = False) -> None:
        """New candidates, in pages of `rows`; the first page is open."""
        self._texts, self._rows = texts, rows
        self._lay_pages(whole)
        self._page = 0

    def turn(self, by: int) -> None:
        if self._page + by >= len(self._pages) - 1:
            self._lay_pages(whole=True)
        self._page = max(0, min(len(self._pages) - 1, self._page + by))

    @property
    def page(self) -> Page:
        return self._pages[self._page] if self._pages else ()

    @property
    def place(self) -> tuple[int, int]:
        """The page that is open, and of how many that are laid out."""
        return self._page + 1, len(self._pages)

    @property
    def has_more(self) -> bool:
        return self._page < len(self._pages) - 1 or not self._is_whole

    @property
    def has_less(self) -> bool:
        return self._page > 0

    def _lay_pages(self, whole: bool) -> None:
        self._is_whole = whole or len(self._texts) <= _LAID_FIRST
        wanted = self._texts if self._is_whole else self._texts[:_LAID_FIRST]
        self._pages = pages([self._shown(text) for text in wanted], self.cells, self._rows)


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
