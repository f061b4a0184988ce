"""Sums of money and long numbers: kept clean while they are typed, grouped, and read back in words. Pure."""

from decimal import Decimal, InvalidOperation

_MOST_DIGITS = 12
_CENTS = 2
_FIGURES = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "万亿")


def clean(text: str) -> str:
    """What of `text` belongs to an amount: digits, one point, two places after it; no noughts in front."""
    whole, point, cents = "".join(c for c in text if c in "0123456789.").partition(".")
    whole = whole.lstrip("0") or ("0" if whole or point else "")
    return whole[:_MOST_DIGITS] + point + cents.replace(".", "")[:_CENTS]


def grouped(text: str) -> str:
    """12345.5 → 12,345.5; what is no number stays as it is."""
    whole, point, cents = text.partition(".")
    if not whole.isdecimal():
        return text
    return f"{int(whole):,}{point}{cents}"


def read_back(text: str) -> str:
    """12000.5 → 一万二千点五; empty when it is no number that people say."""
    try:
        number = Decimal(text or "x")
    except InvalidOperation:
        return ""
    if not number.is_finite() or number < 0 or number >= 10**_MOST_DIGITS:
        return ""
    whole, _, cents = f"{number:f}".partition(".")
    cents = cents.rstrip("0")
    return _whole(int(whole)) + ("点" + "".join(_FIGURES[int(c)] for c in cents) if cents else "")


def _whole(number: int) -> str:
    """In groups of four: 1,0500,0000 is 一亿零五百万."""
    if number == 0:
        return _FIGURES[0]
    parts: list[str] = []
    gap = False
    for group in reversed(range(len(_GROUPS))):
        value = number // 10_000**group % 10_000
        if value:
            small = value < 1000 and bool(parts)
            parts.append((_FIGURES[0] if gap or small else "") + _four(value) + _GROUPS[group])
        gap = bool(parts) and value == 0
    said = "".join(parts)
    return said.removeprefix("一") if said.startswith("一十") else said


def _four(value: int) -> str:
    said, gap = "", False
    for place in (3, 2, 1, 0):
        figure = value // 10**place % 10
        if figure:
            said += (_FIGURES[0] if gap else "") + _FIGURES[figure] + _PLACES[place]
        gap = bool(said) and figure == 0
    return said
