"""QR codes as dots, for printers that cannot draw them."""

import qrcode  # type: ignore[import-untyped]
from qrcode.util import MODE_8BIT_BYTE, QRData  # type: ignore[import-untyped]

from printers.dots import Dots, centred
from printers.qr_size import module_dots


def draw(data: bytes, width_dots: int) -> Dots:
    scale = module_dots(data, width_dots)
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    # Byte mode always, as the printers' own drawing does: version and size are then the same.
    code.add_data(QRData(data, mode=MODE_8BIT_BYTE), optimize=0)
    code.make(fit=True)
    rows = ("".join(("1" if dark else "0") * scale for dark in line) for line in code.get_matrix())
    return centred([row for row in rows for _ in range(scale)], width_dots)
