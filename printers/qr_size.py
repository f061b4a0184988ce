"""How large a QR code is printed. Kept apart from drawing one: the library and Pillow take 0.2 s to load."""

# Bytes that versions 1 to 40 take in byte mode at error correction M (ISO/IEC 18004, table 7).
_CAPACITY = (
    *(14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666),
    *(711, 779, 857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099),
    *(2213, 2331),
)

# 36 mm across is read by any phone at arm's length; under half a millimetre a module, old cameras fail.
_TARGET_DOTS = 288
_MIN_MODULE_DOTS = 4
_MAX_MODULE_DOTS = 8
_QUIET_MODULES = 8  # four on either side


class QrTooLongError(ValueError):
    """More data than a QR code of error correction M takes."""


def modules(data: bytes) -> int:
    """Modules on a side of the smallest version that takes `data`. Raises QrTooLongError."""
    for version, capacity in enumerate(_CAPACITY, start=1):
        if len(data) <= capacity:
            return 17 + 4 * version
    raise QrTooLongError(f"{len(data)} bytes, at most {_CAPACITY[-1]}")


def module_dots(data: bytes, width_dots: int) -> int:
    """Dots on a side of one module: near 36 mm for the whole code, never wider than the paper."""
    side = modules(data)
    fitting = min(_MAX_MODULE_DOTS, max(_MIN_MODULE_DOTS, _TARGET_DOTS // side))
    return max(1, min(fitting, width_dots // (side + _QUIET_MODULES)))
