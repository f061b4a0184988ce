"""Text drawn as dots, for lines that the printer's own font cannot set."""

from functools import lru_cache

import msgspec
from PIL import Image, ImageDraw, ImageFont

from kiosk.domain.document import Align
from printers.columns import clusters, columns
from printers.fonts import Face, Fonts
from printers.gb18030_private import standard_meaning
from printers.profile import CELL_HEIGHT_DOTS, CELL_WIDTH_DOTS

_BASELINE = 0.86  # of the cell, where Chinese fonts rest their Latin letters
_INK = 112  # grey above this prints black: strokes of a 24-dot Hanzi neither fill nor vanish


class Drawn(msgspec.Struct, frozen=True):
    """`bits`: rows of `width_bytes`, most significant bit left, 1 = black. `boxed`: without a glyph."""

    width_bytes: int
    height: int
    bits: bytes
    boxed: tuple[str, ...]


def draw_line(
    text: str, scale: int, align: Align, bold: bool, width_dots: int, fonts: Fonts, leading: int
) -> Drawn:
    """One line in the cells that the printer itself would use, `leading` dots of white below."""
    cell, height = CELL_WIDTH_DOTS * scale, CELL_HEIGHT_DOTS * scale
    spare = max(0, width_dots - columns(text) * cell)
    left = {Align.LEFT: 0, Align.CENTER: spare // 2, Align.RIGHT: spare}[align]
    width_bytes = (min(width_dots, left + columns(text) * cell) + 7) // 8
    image = Image.new("L", (width_bytes * 8, height + leading), 0)
    boxed = []
    x = left
    for cluster in clusters(text):
        width = columns(cluster) * cell
        glyph = cluster_image(cluster, max(width, cell), height, fonts)
        if glyph is None:
            boxed.append(cluster[0])
            glyph = code_box(cluster[0], max(width, cell), height)
        image.paste(255, (x, 0), glyph)
        if bold:  # what a printer's own emphasis does: the same dots once more, one to the right
            image.paste(255, (x + scale, 0), glyph)
        x += width
    bits = image.point(lambda grey: 255 * (grey > _INK)).convert("1").tobytes()
    return Drawn(width_bytes, height + leading, bits, tuple(boxed))


def cluster_image(cluster: str, width: int, height: int, fonts: Fonts) -> Image.Image | None:
    """Grey ink of a cluster in its cell, or None when no font holds its character."""
    if cluster in (" ", "\u3000"):  # not isspace(): that takes some control characters for spaces
        return Image.new("L", (width, height), 0)
    char = standard_meaning(cluster[0]) or cluster[0]
    face = fonts.face_for(char)
    if face is None:
        return None
    image = Image.new("L", (width, height), 0)
    place = (width / 2, round(height * _BASELINE))
    ImageDraw.Draw(image).text(place, char + cluster[1:], 255, _font(face, height), anchor="ms")
    return image


def code_box(char: str, width: int, height: int) -> Image.Image:
    """The code point in a frame, its hexadecimal digits in two rows, readable by whoever must look it up."""
    image = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(image)
    edge = max(1, height // 24)
    pen.rectangle((edge, edge, width - edge - 1, height - edge - 1), outline=255, width=edge)
    digits = f"{ord(char):04X}"
    half = (len(digits) + 1) // 2
    font = ImageFont.load_default(size=height * (0.44 if half == 2 else 0.38))
    for row, part in enumerate((digits[:half], digits[half:])):
        pen.text((width / 2, height * (0.29 + 0.41 * row)), part, 255, font, anchor="mm")
    return image


@lru_cache(maxsize=64)
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    # The basic layout engine needs no libraqm; a variation selector is then simply not drawn.
    return ImageFont.truetype(face.file, size, index=face.index, layout_engine=ImageFont.Layout.BASIC)
