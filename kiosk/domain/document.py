"""A printed document as a list of blocks that know nothing of a printer."""

from enum import IntEnum, StrEnum

import msgspec


class Size(IntEnum):
    """Character height and width as a multiple of the printer's normal size."""

    NORMAL = 1
    LARGE = 2
    HUGE = 4  # the queue number: readable at arm's length without glasses


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Line(msgspec.Struct, frozen=True, tag="line"):
    """One paragraph; the renderer breaks it by display columns."""

    text: str
    size: Size = Size.NORMAL
    align: Align = Align.LEFT
    bold: bool = False


class Pair(msgspec.Struct, frozen=True, tag="pair"):
    """A label and its value, the value set flush right or on a line of its own when it does not fit."""

    label: str
    value: str


class Rule(msgspec.Struct, frozen=True, tag="rule"):
    pass


class Column(msgspec.Struct, frozen=True):
    """One column of a table. `share` of the width beside the other columns' shares."""

    head: str
    share: int = 1
    align: Align = Align.LEFT


class Table(msgspec.Struct, frozen=True, tag="table"):
    """A row has one text for each column; what does not fit its column goes on in the line below."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


class Barcode(msgspec.Struct, frozen=True, tag="barcode"):
    """Code 128, for scanners that read no QR. `data`: printable ASCII; it stands in letters below as well."""

    data: str


class Picture(msgspec.Struct, frozen=True, tag="picture"):
    """A black-and-white picture as a PNG, drawn dot by dot, made smaller where the paper is narrower."""

    png: bytes


class QrCode(msgspec.Struct, frozen=True, tag="qr"):
    data: str
    caption: str = ""


class Feed(msgspec.Struct, frozen=True, tag="feed"):
    lines: int = 1


class Cut(msgspec.Struct, frozen=True, tag="cut"):
    pass


Block = Line | Pair | Table | Rule | QrCode | Barcode | Picture | Feed | Cut


class DocumentKind(StrEnum):
    TICKET = "ticket"  # 排队号
    RECEIPT = "receipt"  # 收件回执(待核验)
    COMPLAINT = "complaint"  # 咨询投诉: number and code
    GUIDE = "guide"  # 一次性告知书
    TEST = "test"
    SUMMARY = "summary"
    APPOINTMENT = "appointment"  # 预约凭条


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What a slip says. `token` is the opaque word inside its QR, by which the slip is found again."""

    kind: DocumentKind
    blocks: tuple[Block, ...]
    token: str = ""
