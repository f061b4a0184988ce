"""Whether the fonts of this machine can show a character; what cannot be shown stands as its code point."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

# The screen's own typeface, and what covers the characters beyond it (.ci/packages.apt).
FAMILIES = ("Noto Sans CJK SC", "HanaMinA", "HanaMinB")
_SIZE = 24.0


@cache
def _fonts() -> tuple[QRawFont, ...]:
    """Once: opening them takes milliseconds, and they hold no memory of what was asked."""
    installed = frozenset(QFontDatabase.families())
    fonts = (QRawFont.fromFont(QFont(family)) for family in FAMILIES if family in installed)
    return tuple(font for font in fonts if font.isValid())


def can_show(text: str) -> bool:
    """Whether every character of `text` has a glyph. Without any of our typefaces nothing is known: yes."""
    fonts = _fonts()
    return not fonts or all(any(font.supportsCharacter(ord(one)) for font in fonts) for one in text)
