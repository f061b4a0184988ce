"""How wide text is on paper, counted in half-width columns."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=8192)
def char_columns(char: str) -> int:
    """1 for ASCII, 0 for marks that sit on the character before, 2 for everything else.

    Unicode's "ambiguous" widths (·, —, “) do not apply: in Chinese mode a printer draws every two-byte code
    24 dots wide, and a line drawn as a bitmap keeps the same cells.
    """
    if " " <= char <= "~":
        return 1
    return 0 if unicodedata.category(char) in ("Mn", "Me", "Cf") else 2


def columns(text: str) -> int:
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(char_columns, text))


def clusters(text: str) -> list[str]:
    """The text in pieces that must stay together: a character with the marks and selectors after it.

    Names may carry variation selectors (葛 + U+E0100); cutting one off would print another form of the name.
    """
    if text.isascii():
        return list(text)
    pieces: list[str] = []
    for char in text:
        if pieces and char_columns(char) == 0:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


# A tab and the non-breaking spaces have no glyph of their own on a printer.
_SPACES = str.maketrans({"\t": " ", "\u00a0": " ", "\u202f": " ", "\r": None})


def plain_spaces(text: str) -> str:
    """Text whose only breaks are "\\n" and whose only spaces are " " and the full-width one."""
    return text.translate(_SPACES)
