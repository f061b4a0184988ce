"""A document as the bytes for one printer."""

from typing import assert_never

import msgspec

from kiosk.domain.document import Align, Document
from printers import commands
from printers.columns import clusters
from printers.dots import Dots
from printers.layout import BarcodeRow, CutRow, FeedRow, PictureRow, QrRow, RuleRow, TextRow, lay_out
from printers.profile import CELL_HEIGHT_DOTS, Profile
from printers.qr_size import module_dots
from printers.repertoire import encode_line

_LINES_TO_CUTTER = 7  # of 4.2 mm: the cutter is up to 30 mm behind the head (DOMAIN §6)
_LINES_TO_TEAR = 4
_JUSTIFY = {Align.LEFT: 0, Align.CENTER: 1, Align.RIGHT: 2}


class Slip(msgspec.Struct, frozen=True):
    """`data` for the printer; `boxed` are the characters that no font holds, printed as their code points."""

    data: bytes
    boxed: tuple[str, ...] = ()


def escpos(document: Document, profile: Profile) -> Slip:
    """The slip, from ESC @ to the cut. Raises ValueError: too much for a code, or no PNG."""
    paper = _Paper(profile)
    for row in lay_out(document, profile.columns):
        match row:
            case TextRow():
                paper.text(row)
            case RuleRow():
                paper.rule()
            case QrRow():
                paper.qr(row.data)
            case BarcodeRow():
                paper.barcode(row.data)
            case PictureRow():
                paper.picture(row.png)
            case FeedRow():
                paper.feed(row.lines)
            case CutRow():
                paper.cut()
            case _:
                assert_never(row)
    return Slip(bytes(paper.data), tuple(paper.boxed))


def tear_off(profile: Profile) -> bytes:
    """Puts a printer in order after a broken-off slip, and separates what may hang in it from the next.

    The printer may still wait for the rest of a picture or of a QR code, and nothing of the last citizen
    may lead the next one's paper.
    """
    return commands.RESYNC + commands.INIT + _end_of_slip(profile)


def _end_of_slip(profile: Profile) -> bytes:
    # ESC d after ESC 2 is the one feed whose length does not depend on the printer's motion units.
    lines = _LINES_TO_CUTTER if profile.cutter else _LINES_TO_TEAR
    cut = commands.PARTIAL_CUT if profile.cutter else b""
    return commands.DEFAULT_SPACING + commands.feed_lines(lines) + cut


class _Paper:
    """Collects bytes, sending a mode only when it changes."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self.data = bytearray(commands.INIT)
        self.boxed: list[str] = []
        self._modes: dict[str, bytes] = {}

    def _mode(self, name: str, command: bytes) -> None:
        if self._modes.get(name) != command:
            self._modes[name] = command
            self.data += command

    def text(self, row: TextRow) -> None:
        # FS ! doubles at most, so on clones that scale Chinese by FS ! alone a larger one has to be drawn.
        text = clusters(row.text)
        native = row.scale <= 2 or row.text.isascii()
        code = encode_line(text, self._profile.repertoire) if native else None
        if code is None:
            self._drawn(row)
            return
        self._mode("spacing", commands.line_spacing(_line_height(row.scale)))
        self._mode("justify", commands.justify(_JUSTIFY[row.align]))
        self._mode("size", commands.character_size(row.scale, row.bold))
        self._mode("bold", commands.emphasis(row.bold))
        self.data += code + commands.LF

    def _drawn(self, row: TextRow) -> None:
        # Pillow costs 0.2 s to load; most terminals print for weeks without a rare character.
        from printers.fonts import installed
        from printers.glyphs import draw_line

        leading = _line_height(row.scale) - CELL_HEIGHT_DOTS * row.scale
        width = self._profile.width_dots
        drawn = draw_line(row.text, row.scale, row.align, row.bold, width, installed(), leading)
        self.boxed += drawn.boxed
        self._raster(drawn.width_bytes, drawn.bits)

    def rule(self) -> None:
        # Drawn, not "-" or "─": a hairline needs no font, and looks the same on every printer.
        self.data += commands.feed_dots(8)
        width = self._profile.width_dots // 8
        self._raster(width, b"\xff" * width * 2)
        self.data += commands.feed_dots(12)

    def qr(self, data: str) -> None:
        payload = data.encode()
        self.data += commands.feed_dots(8)
        if self._profile.native_qr and len(payload) < len(commands.RESYNC):
            self._mode("justify", commands.justify(1))
            self.data += commands.qr_code(payload, module_dots(payload, self._profile.width_dots))
        else:
            from printers.qr_dots import draw

            self._dots(draw(payload, self._profile.width_dots))
        self.data += commands.feed_dots(16)

    def barcode(self, data: str) -> None:
        from printers.barcode_dots import draw

        dots = draw(data, self._profile.width_dots)
        if dots is not None:
            self.data += commands.feed_dots(8)
            self._dots(dots)
            self.data += commands.feed_dots(8)

    def picture(self, png: bytes) -> None:
        from printers.picture_dots import draw

        self._dots(draw(png, self._profile.width_dots))

    def feed(self, lines: int) -> None:
        self._mode("spacing", commands.line_spacing(_line_height(1)))
        self.data += commands.feed_lines(max(0, min(lines, 255)))

    def cut(self) -> None:
        self.data += _end_of_slip(self._profile)
        self._modes.pop("spacing", None)

    def _dots(self, dots: Dots) -> None:
        self._raster(dots.width_bytes, dots.bits)

    def _raster(self, width_bytes: int, bits: bytes) -> None:
        self._mode("justify", commands.justify(0))  # its place on the line is in the bits: clones differ
        step = width_bytes * commands.BAND_ROWS
        for start in range(0, len(bits), step):
            band = bits[start : start + step]
            self.data += commands.raster(width_bytes, len(band) // width_bytes, band)


def _line_height(scale: int) -> int:
    """Dots from line to line: half a character of white under the smallest, for old eyes."""
    return CELL_HEIGHT_DOTS * scale + 12
