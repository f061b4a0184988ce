"""What a scanned code is, by its form alone. Which case or item it means is asked of those who know."""

import re
from urllib.parse import parse_qsl, urlsplit

import msgspec

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)  # 128 bits as kiosk.app.ids writes them
_NUMBER = re.compile(r"[0-9]{4,30}[0-9Xx]?", re.ASCII)


class SlipToken(msgspec.Struct, frozen=True):
    """The QR of one of our slips; perhaps of another terminal's."""

    token: str

    def __repr__(self) -> str:
        return "SlipToken()"  # whoever has it may read the case


class NumberCode(msgspec.Struct, frozen=True):
    """A barcode of digits, such as an identity number: for the field that is being filled."""

    digits: str

    def __repr__(self) -> str:
        return f"NumberCode({len(self.digits)} characters)"


class Link(msgspec.Struct, frozen=True):
    """A web address, as the guides of 渝快办 carry. `words`: its path's parts, its parameters' values."""

    words: tuple[str, ...]

    def __repr__(self) -> str:
        return f"Link({len(self.words)} words)"


class UnknownCode(msgspec.Struct, frozen=True):
    pass


Meaning = SlipToken | NumberCode | Link | UnknownCode


def meaning_of(code: str) -> Meaning:
    """Digits come first: a token of digits only is as good as impossible, a barcode of 22 digits is not."""
    if _NUMBER.fullmatch(code):
        return NumberCode(code.upper())
    if _TOKEN.fullmatch(code):
        return SlipToken(code)
    return _link(code) or UnknownCode()


def _link(code: str) -> Link | None:
    if not code.lower().startswith(("http://", "https://")):
        return None
    try:
        parts = urlsplit(code)
        # 渝快办 is a single-page application: what it shows stands behind the #.
        behind = urlsplit(parts.fragment)
        given = [value for _, value in (*parse_qsl(parts.query), *parse_qsl(behind.query))]
    except ValueError:
        return None  # an address that is none: an unclosed [, a port of letters
    steps = [*parts.path.split("/"), *behind.path.split("/")]
    return Link(tuple(dict.fromkeys(word for word in (*steps, *given) if word)))
