"""The ESC/POS that this house sends (DOMAIN §6). Bytes only; who sends them when is `render`'s business."""

INIT = b"\x1b@\x1c&\x1bR\x00"  # ESC @; FS & (Chinese mode); ESC R 0, since China's set turns $ into ¥
LF = b"\n"
DEFAULT_SPACING = b"\x1b2"
PARTIAL_CUT = b"\x1dV\x01"

# Zeros end a command that was broken off inside its data, and no printer minds them between commands, so
# this is safe to send at any moment. For it to be enough, pictures go in bands, and codes only up to this
# length. It takes a second at 9600 baud, which a timeout must bear.
RESYNC = bytes(1024)
BAND_ROWS = 8  # of at most 832 dots

# Buffered: answered when everything before it has been carried out. The answer's shape: `status.py`.
QUERY_AFTER_JOB = b"\x1dr\x01"


def real_time_status(n: int) -> bytes:
    """DLE EOT n, answered at once from wherever the buffer stands."""
    return bytes((0x10, 0x04, n))


def character_size(scale: int, bold: bool) -> bytes:
    """Width and height for single-byte and Chinese characters alike.

    Clones differ in which of the three commands moves which font, so all are sent. GS ! is last: where it
    does act on both, it also knows factors above two, and the last command holds.
    """
    double = scale >= 2
    escape = (0x30 if double else 0) | (0x08 if bold else 0)
    return bytes((0x1B, 0x21, escape, 0x1C, 0x21, 0x0C if double else 0, 0x1D, 0x21, (scale - 1) * 0x11))


def emphasis(on: bool) -> bytes:
    return bytes((0x1B, 0x45, on))


def justify(n: int) -> bytes:
    """0 left, 1 centre, 2 right."""
    return bytes((0x1B, 0x61, n))


def line_spacing(dots: int) -> bytes:
    return bytes((0x1B, 0x33, dots))


def feed_lines(lines: int) -> bytes:
    return bytes((0x1B, 0x64, lines))


def feed_dots(dots: int) -> bytes:
    return bytes((0x1B, 0x4A, dots))


def qr_code(data: bytes, module_dots: int) -> bytes:
    """Model 2, error correction M, stored and printed. `data` is at most 7,089 bytes."""
    stored = len(data) + 3
    return (
        b"\x1d(k\x04\x001A2\x00"
        + bytes((0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x43, module_dots))
        + b"\x1d(k\x03\x001E1"
        + bytes((0x1D, 0x28, 0x6B, stored & 0xFF, stored >> 8))
        + b"1P0"
        + data
        + b"\x1d(k\x03\x001Q0"
    )


def raster(width_bytes: int, height: int, bits: bytes) -> bytes:
    """GS v 0: rows of `width_bytes` bytes, most significant bit left, 1 = black."""
    return b"\x1dv0\x00" + width_bytes.to_bytes(2, "little") + height.to_bytes(2, "little") + bits
