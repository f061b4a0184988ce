"""The characters that a printer has in its own memory, as 12×24 and 24×24 dots."""

from functools import lru_cache
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

from printers.fonts import Fonts, installed

HEIGHT = 24
_BASELINE = 21
_INK = 110
UNKNOWN = "\ufffd"


class Rom:
    """`repertoire` is what the firmware holds; anything else comes out as a hatched cell, not a guess."""

    def __init__(self, repertoire: Literal["gb2312", "gbk", "gb18030"] = "gbk") -> None:
        self._repertoire = repertoire

    def char(self, code: bytes) -> str:
        """What a code means to this printer: a character, or U+FFFD for one that it does not hold."""
        if len(code) == 1:
            # Outside Chinese mode bytes from 0x80 are code page 437, as PC printers start up.
            return code.decode("ascii" if code[0] < 0x80 else "cp437")
        try:
            code.decode(self._repertoire)
            return code.decode("gb18030")
        except UnicodeDecodeError:
            return UNKNOWN

    def glyph(self, code: bytes) -> Image.Image:
        return _glyph(self.char(code), 12 if len(code) == 1 else 24 * (len(code) // 2))


@lru_cache(maxsize=4096)
def _glyph(char: str, width: int) -> Image.Image:
    """A one-bit cell, ink = 255."""
    cell = Image.new("L", (width, HEIGHT), 0)
    pen = ImageDraw.Draw(cell)
    font = _font(installed(), char)
    if char == UNKNOWN or font is None:
        for start in range(-HEIGHT, width, 4):
            pen.line((start, HEIGHT, start + HEIGHT, 0), fill=255)
    else:
        pen.text((width / 2, _BASELINE), char, 255, font, anchor="ms")
    return cell.point(lambda grey: 255 * (grey > _INK))


def _font(fonts: Fonts, char: str) -> ImageFont.FreeTypeFont | None:
    face = fonts.face_for(char)
    return None if face is None else _opened(face.file, face.index)


@lru_cache(maxsize=8)
def _opened(file: str, index: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, HEIGHT, index=index, layout_engine=ImageFont.Layout.BASIC)
