"""QR codes as dots, for printers that cannot draw them."""

import msgspec
import qrcode  # type: ignore[import-untyped]
from qrcode.util import MODE_8BIT_BYTE, QRData  # type: ignore[import-untyped]

from printers.qr_size import module_dots


class QrDots(msgspec.Struct, frozen=True):
    """`bits`: rows of `width_bytes`, most significant bit left, 1 = black; white on the left centres it."""

    width_bytes: int
    height: int
    bits: bytes


def draw(data: bytes, width_dots: int) -> QrDots:
    scale = module_dots(data, width_dots)
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    # Byte mode always, as the printers' own drawing does: version and size are then the same.
    code.add_data(QRData(data, mode=MODE_8BIT_BYTE), optimize=0)
    code.make(fit=True)
    matrix = code.get_matrix()
    side = len(matrix) * scale
    left = max(0, (width_dots - side) // 2)
    width_bytes = (left + side + 7) // 8
    bits = bytearray()
    for line in matrix:
        dots = "0" * left + "".join(("1" if dark else "0") * scale for dark in line)
        bits += int(dots.ljust(width_bytes * 8, "0"), 2).to_bytes(width_bytes, "big") * scale
    return QrDots(width_bytes, side, bytes(bits))
