"""What one printer can do. Everything that renders or drives asks this, never a model's name."""

from typing import Literal

import msgspec

from kiosk.settings import PrinterSettings

# Font A is 12×24 dots and a Hanzi 24×24 on every receipt printer of the families in DOMAIN §6.
CELL_WIDTH_DOTS = 12
CELL_HEIGHT_DOTS = 24

Repertoire = Literal["gb2312", "gbk", "gb18030"]


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """`width_dots` is the printable width: 384 on 58 mm paper, mostly 576 on 80 mm, sometimes 512."""

    width_dots: int = 576
    repertoire: Repertoire = "gbk"
    native_qr: bool = True
    answers: bool = True  # replies to DLE EOT and GS r
    cutter: bool = True

    @property
    def columns(self) -> int:
        """Half-width characters on a line: 48 of them, or 24 Hanzi, on 576 dots."""
        return self.width_dots // CELL_WIDTH_DOTS


def from_settings(settings: PrinterSettings) -> Profile:
    return Profile(
        width_dots=settings.width_dots,
        repertoire=settings.repertoire,
        native_qr=settings.native_qr,
        answers=settings.status == "answers",
        cutter=settings.cutter,
    )
