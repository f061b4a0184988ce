"""Code 128 as dots. Always drawn: GS k differs from clone to clone, and none of ours needs its speed."""

from barcode.codex import Code128  # type: ignore[import-untyped]

from printers.dots import Dots, centred

_HEIGHT_DOTS = 80  # 10 mm: a hand-held scanner finds it without aiming
_QUIET_MODULES = 20  # ten on either side
_NARROWEST, _WIDEST = 2, 3  # dots a module: thinner than 0.25 mm is read by few scanners


class BarcodeNotDrawableError(ValueError):
    """The data is no printable ASCII."""


def draw(data: str, width_dots: int) -> Dots | None:
    """Bars as wide as the paper allows; None where they would be too thin: the letters below have to do.

    Raises BarcodeNotDrawableError.
    """
    if not (data and data.isascii() and data.isprintable()):
        raise BarcodeNotDrawableError(f"Code 128 takes printable ASCII, not {data!a}")
    (modules,) = Code128(data).build()
    scale = min(_WIDEST, width_dots // (len(modules) + _QUIET_MODULES))
    if scale < _NARROWEST:
        return None
    return centred(["".join(bit * scale for bit in modules)] * _HEIGHT_DOTS, width_dots)
