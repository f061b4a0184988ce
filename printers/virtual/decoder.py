"""ESC/POS bytes as commands. Written from the manuals (DOMAIN §6), sharing nothing with `printers.render`."""

from enum import Enum
from typing import Final

import msgspec


class Char(msgspec.Struct, frozen=True):
    code: bytes  # one byte, or two (four for GB18030's long codes) in Chinese mode


class LineFeed(msgspec.Struct, frozen=True):
    pass


class Init(msgspec.Struct, frozen=True):
    pass


class Kanji(msgspec.Struct, frozen=True):
    on: bool


class Mode(msgspec.Struct, frozen=True):
    """A command with one number: `name` is its two bytes after the manuals, `ESC !` for one."""

    name: str
    n: int


class LineSpacing(msgspec.Struct, frozen=True):
    dots: int | None  # None: the default


class Raster(msgspec.Struct, frozen=True):
    """`bits`: `height` rows of `width_bytes`, most significant bit left, 1 = black."""

    width_bytes: int
    height: int
    bits: bytes


class QrFunction(msgspec.Struct, frozen=True):
    function: int
    data: bytes


class Cut(msgspec.Struct, frozen=True):
    feed: int  # dots past the cutter, for the forms that feed by themselves


class PaperQuery(msgspec.Struct, frozen=True):
    """GS r n, answered in its turn."""

    n: int


class ProcessId(msgspec.Struct, frozen=True):
    """GS ( H function 48: echoed in its turn."""

    id: bytes


class Ignored(msgspec.Struct, frozen=True):
    """Bytes that a printer swallows: NUL, real-time requests already answered, commands it does not know."""

    data: bytes


Command = (
    Char
    | LineFeed
    | Init
    | Kanji
    | Mode
    | LineSpacing
    | Raster
    | QrFunction
    | Cut
    | PaperQuery
    | ProcessId
    | Ignored
)


class Incomplete(Enum):
    """More bytes are needed before the next command is whole."""

    YET = 0


INCOMPLETE: Final = Incomplete.YET

_ONE_NUMBER = {b"\x1b!", b"\x1ba", b"\x1bE", b"\x1bd", b"\x1bJ", b"\x1bR", b"\x1bt", b"\x1c!", b"\x1d!"}
_NAMES = {0x1B: "ESC", 0x1C: "FS", 0x1D: "GS"}


def next_command(data: bytes, kanji: bool) -> tuple[Command, int] | Incomplete:
    """The command at the start of `data` (not empty) and its length in bytes."""
    first = data[0]
    if first in _NAMES:
        return _escape(data) if len(data) >= 2 else INCOMPLETE
    if first == 0x10:
        return _real_time(data)
    if first == 0x0A:
        return LineFeed(), 1
    if first == 0:
        length = len(data) - len(data.lstrip(b"\0"))
        return Ignored(data[:length]), length
    if first < 0x20:
        return Ignored(data[:1]), 1
    if not kanji or first < 0x81:
        return Char(data[:1]), 1
    return _double_byte(data)


def _double_byte(data: bytes) -> tuple[Command, int] | Incomplete:
    if len(data) < 2:
        return INCOMPLETE
    if 0x30 <= data[1] <= 0x39:
        return (Char(data[:4]), 4) if len(data) >= 4 else INCOMPLETE
    return Char(data[:2]), 2


def _real_time(data: bytes) -> tuple[Command, int] | Incomplete:
    if len(data) < 3:
        return INCOMPLETE
    return Ignored(data[:3]), 3


def _escape(data: bytes) -> tuple[Command, int] | Incomplete:
    head = data[:2]
    if head in _ONE_NUMBER:
        return (Mode(_name(head), data[2]), 3) if len(data) >= 3 else INCOMPLETE
    match head:
        case b"\x1b@":
            return Init(), 2
        case b"\x1c&" | b"\x1c.":
            return Kanji(head == b"\x1c&"), 2
        case b"\x1b2":
            return LineSpacing(None), 2
        case b"\x1b3":
            return (LineSpacing(data[2]), 3) if len(data) >= 3 else INCOMPLETE
        case b"\x1dr":
            return (PaperQuery(data[2]), 3) if len(data) >= 3 else INCOMPLETE
        case b"\x1dV":
            return _cut(data)
        case b"\x1dv":
            return _raster(data)
        case b"\x1d(":
            return _extended(data)
        case _:
            return Ignored(head), 2


def _name(head: bytes) -> str:
    return f"{_NAMES[head[0]]} {chr(head[1])}"


def _cut(data: bytes) -> tuple[Command, int] | Incomplete:
    if len(data) < 3:
        return INCOMPLETE
    if data[2] in (0, 1, 48, 49):
        return Cut(0), 3
    return (Cut(data[3]), 4) if len(data) >= 4 else INCOMPLETE


def _raster(data: bytes) -> tuple[Command, int] | Incomplete:
    if len(data) < 8:
        return INCOMPLETE
    width = int.from_bytes(data[4:6], "little")
    height = int.from_bytes(data[6:8], "little")
    end = 8 + width * height
    return (Raster(width, height, data[8:end]), end) if len(data) >= end else INCOMPLETE


def _extended(data: bytes) -> tuple[Command, int] | Incomplete:
    """GS ( x pL pH …: the length says where it ends, whatever x is."""
    if len(data) < 5:
        return INCOMPLETE
    end = 5 + int.from_bytes(data[3:5], "little")
    if len(data) < end:
        return INCOMPLETE
    body = data[5:end]
    if data[2] == ord("k") and body[:1] == b"1" and len(body) >= 2:
        return QrFunction(body[1], body[2:]), end
    if data[2] == ord("H") and body[:2] == b"00":
        return ProcessId(body[2:6]), end
    return Ignored(data[:end]), end
