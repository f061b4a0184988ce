"""Carries out commands: modes, the line buffer, pictures, codes. Knows nothing of links or faults."""

from typing import assert_never

import msgspec
import qrcode  # type: ignore[import-untyped]
from PIL import Image
from qrcode.util import MODE_8BIT_BYTE, QRData  # type: ignore[import-untyped]

from printers.virtual.decoder import (
    Char,
    Command,
    Cut,
    Ignored,
    Init,
    Kanji,
    LineFeed,
    LineSpacing,
    Mode,
    PaperQuery,
    ProcessId,
    QrFunction,
    Raster,
)
from printers.virtual.paper import DEFAULT_SPACING, CutPaper, Paper
from printers.virtual.rom import Rom

_CORRECTION = {
    48: qrcode.constants.ERROR_CORRECT_L,
    49: qrcode.constants.ERROR_CORRECT_M,
    50: qrcode.constants.ERROR_CORRECT_Q,
    51: qrcode.constants.ERROR_CORRECT_H,
}


class _Modes(msgspec.Struct):
    kanji: bool = False
    justify: int = 0
    wide: int = 1
    high: int = 1
    kanji_wide: int = 1
    kanji_high: int = 1
    bold: bool = False
    spacing: int = DEFAULT_SPACING
    qr_module: int = 3
    qr_correction: int = 48
    qr_data: bytes = b""


class Head:
    """`gs_scales_kanji=False` is the clone whose GS ! moves ASCII only (DOMAIN §6)."""

    def __init__(self, paper: Paper, rom: Rom, gs_scales_kanji: bool = True) -> None:
        self.paper = paper
        self.rom = rom
        self.gs_scales_kanji = gs_scales_kanji
        self._modes = _Modes()
        self._line: list[tuple[str, Image.Image]] = []

    @property
    def kanji(self) -> bool:
        return self._modes.kanji

    def carry_out(self, command: Command) -> CutPaper | bytes | None:
        """What comes of a command: a slip, an answer, or nothing that can be seen outside."""
        match command:
            case Char():
                self._put(command.code)
            case LineFeed():
                self._print_line(at_least=self._modes.spacing)
            case Init():
                self._modes = _Modes()
                self._line = []
            case Kanji():
                self._modes.kanji = command.on
            case LineSpacing():
                self._modes.spacing = DEFAULT_SPACING if command.dots is None else command.dots
            case Mode():
                self._set(command.name, command.n)
            case Raster():
                self._raster(command)
            case QrFunction():
                self._qr(command.function, command.data)
            case Cut():
                self.paper.feed(command.feed)
                return self.paper.cut()
            case PaperQuery():
                return b"\x00"
            case ProcessId():
                return b"7\x22" + command.id + b"\x00"
            case Ignored():
                pass
            case _:
                assert_never(command)
        return None

    def _set(self, name: str, n: int) -> None:
        modes = self._modes
        match name:
            case "ESC a":
                modes.justify = n % 48
            case "ESC E":
                modes.bold = bool(n & 1)
            case "ESC !":
                modes.wide, modes.high = 1 + (n >> 5 & 1), 1 + (n >> 4 & 1)
                modes.bold = bool(n & 8)
            case "FS !":
                modes.kanji_wide, modes.kanji_high = 1 + (n >> 2 & 1), 1 + (n >> 3 & 1)
            case "GS !":
                modes.wide, modes.high = 1 + (n >> 4 & 7), 1 + (n & 7)
                if self.gs_scales_kanji:
                    modes.kanji_wide, modes.kanji_high = modes.wide, modes.high
            case "ESC d":
                self._print_line(at_least=0)
                self.paper.feed(n * modes.spacing)
            case "ESC J":
                self._print_line(at_least=0)
                self.paper.feed(n)
            case _:  # ESC R, ESC t: the character set of single bytes
                pass

    def _put(self, code: bytes) -> None:
        modes = self._modes
        glyph = self.rom.glyph(code)
        wide, high = (modes.wide, modes.high) if len(code) == 1 else (modes.kanji_wide, modes.kanji_high)
        if modes.bold:
            thick = Image.new("L", glyph.size, 0)
            for shift in (0, 1):
                thick.paste(255, (shift, 0), glyph)
            glyph = thick
        glyph = glyph.resize((glyph.width * wide, glyph.height * high), Image.Resampling.NEAREST)
        if sum(image.width for _, image in self._line) + glyph.width > self.paper.width_dots:
            self._print_line(at_least=modes.spacing)
        self._line.append((self.rom.char(code), glyph))

    def _print_line(self, at_least: int) -> None:
        """Burn the line buffer, letters on one foot line, and feed by the spacing or the tallest letter."""
        if self._line:
            width = sum(image.width for _, image in self._line)
            height = max(image.height for _, image in self._line)
            strip = Image.new("L", (width, height), 0)
            x = 0
            for _, image in self._line:
                strip.paste(image, (x, height - image.height))
                x += image.width
            self.paper.burn(strip, self._left(width), text="".join(char for char, _ in self._line))
            self._line = []
            at_least = max(at_least, height)
        self.paper.feed(at_least)

    def _left(self, width: int) -> int:
        spare = max(0, self.paper.width_dots - width)
        return {0: 0, 1: spare // 2, 2: spare}.get(self._modes.justify, 0)

    def _raster(self, raster: Raster) -> None:
        self._print_line(at_least=0)
        if raster.width_bytes and raster.height:
            size = (raster.width_bytes * 8, raster.height)
            dots = Image.frombytes("1", size, raster.bits).convert("L")
            dots = dots.crop((0, 0, min(size[0], self.paper.width_dots), size[1]))
            self.paper.burn(dots, self._left(dots.width))
            self.paper.feed(raster.height)

    def _qr(self, function: int, data: bytes) -> None:
        modes = self._modes
        match function:
            case 67:
                modes.qr_module = max(1, min(16, data[0]))
            case 69:
                modes.qr_correction = data[0]
            case 80:
                modes.qr_data = data[1:]
            case 81 if modes.qr_data:
                self._print_qr()
            case _:  # 65, the model; anything else is not known to this printer
                pass

    def _print_qr(self) -> None:
        self._print_line(at_least=0)
        modes = self._modes
        code = qrcode.QRCode(error_correction=_CORRECTION.get(modes.qr_correction, 1), border=0)
        code.add_data(QRData(modes.qr_data, mode=MODE_8BIT_BYTE), optimize=0)
        code.make(fit=True)
        matrix = code.get_matrix()
        side = len(matrix)
        image = Image.new("L", (side, side), 0)
        image.putdata([255 if dark else 0 for line in matrix for dark in line])
        image = image.resize((side * modes.qr_module, side * modes.qr_module), Image.Resampling.NEAREST)
        self.paper.burn(image, self._left(image.width), qr=modes.qr_data.decode("utf-8", "backslashreplace"))
        self.paper.feed(image.height)
