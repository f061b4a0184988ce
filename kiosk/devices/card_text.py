"""The 256-byte text block of an identity card, in its four layouts (DOMAIN §5).

UTF-16LE, space padded, and the character at byte 248 names the layout. Names are kept exactly: the chip holds
rare characters, some of them in the private use area, and a name that was “corrected” is another name.
"""

import re

import msgspec

from kiosk.devices.gb_codes import SEXES
from kiosk.domain.card import CardKind, IdCard
from kiosk.domain.identity import check_digit

LENGTH = 256
_KIND_AT = 248
_KINDS = {
    " ": CardKind.RESIDENT,
    "I": CardKind.FOREIGNER_2017,
    "J": CardKind.PERMIT,
    "Y": CardKind.FOREIGNER_2023,
}

# field → its places as (offset, bytes). Fields that no form of the terminal asks for (pass number, issue
# count, nationality …) are not read at all.
_Places = dict[str, tuple[tuple[int, int], ...]]
_CHINESE: _Places = {
    "name": ((0, 30),),
    "sex": ((30, 2),),
    "birth": ((36, 16),),
    "address": ((52, 70),),
    "number": ((122, 36),),
    "authority": ((158, 30),),
    "valid_from": ((188, 16),),
    "valid_until": ((204, 16),),
}
_LAYOUTS: dict[CardKind, _Places] = {
    CardKind.RESIDENT: _CHINESE | {"ethnicity": ((32, 4),)},
    CardKind.PERMIT: _CHINESE,
    CardKind.FOREIGNER_2017: {
        "name_en": ((0, 120),),
        "sex": ((120, 2),),
        "number": ((122, 30),),
        "name": ((158, 30),),
        "valid_from": ((188, 16),),
        "valid_until": ((204, 16),),
        "birth": ((220, 16),),
    },
    CardKind.FOREIGNER_2023: {
        "name": ((0, 30),),
        "sex": ((30, 2),),
        "birth": ((36, 16),),
        "name_en": ((52, 70), (220, 22)),
        "number": ((122, 36),),
        "valid_from": ((188, 16),),
        "valid_until": ((204, 16),),
    },
}


class Illegible(msgspec.Struct, frozen=True):
    """A text block that is no card's. `reason` names the field, never its content."""

    reason: str


def decode(text: bytes) -> IdCard | Illegible:
    """The card behind a text block of 256 bytes.

    The line's one-byte check lets 1 damaged block in 256 through, so what can be judged is judged here.
    """
    if len(text) != LENGTH:
        return Illegible("length")
    kind = _KINDS.get(text[_KIND_AT : _KIND_AT + 2].decode("utf-16-le", "replace"))
    if kind is None:
        return Illegible("kind")
    fields = {}
    for field, places in _LAYOUTS[kind].items():
        try:
            value = b"".join(text[at : at + size] for at, size in places).decode("utf-16-le")
        except UnicodeDecodeError:
            return Illegible(field)
        # Only the padding goes; a space or a full-width one inside or before a name belongs to it.
        fields[field] = value.rstrip(" \0")
    card = IdCard(kind=kind, **fields)
    fault = _fault(card)
    return card if fault is None else Illegible(fault)


def encode(card: IdCard) -> bytes:
    """The text block a chip would hold for `card`. Raises ValueError when a field does not fit its place."""
    block = bytearray(" ".encode("utf-16-le") * (LENGTH // 2))
    for field, places in _LAYOUTS[card.kind].items():
        rest = getattr(card, field).encode("utf-16-le")
        for at, size in places:
            part = rest[:size]
            block[at : at + len(part)] = part
            rest = rest[size:]
        if rest:
            raise ValueError(f"{field} is too long for a {card.kind} card")
    mark = next(mark for mark, kind in _KINDS.items() if kind is card.kind)
    block[_KIND_AT : _KIND_AT + 2] = mark.encode("utf-16-le")
    return bytes(block)


def _fault(card: IdCard) -> str | None:
    """The first field that no chip would hold. Validity dates are shown, never judged: they may be 长期."""
    if not _number_is_possible(card):
        return "number"
    if card.sex not in SEXES:
        return "sex"
    if not re.fullmatch(r"[0-9]{8}", card.birth):
        return "birth"
    if card.kind is CardKind.RESIDENT and not re.fullmatch(r"[0-9]{2}", card.ethnicity):
        return "ethnicity"
    return None if card.name.strip() or card.name_en.strip() else "name"


def _number_is_possible(card: IdCard) -> bool:
    match card.kind:
        case CardKind.RESIDENT | CardKind.PERMIT:
            number = card.number
            return bool(re.fullmatch(r"[0-9]{17}[0-9X]", number)) and check_digit(number[:17]) == number[17]
        case CardKind.FOREIGNER_2017:
            # Form only: the check digits of foreigners' cards are known from other people's code, and a wrong
            # rule of ours would turn a person away.
            return bool(re.fullmatch(r"[A-Z]{3}[0-9]{12}", card.number))
        case CardKind.FOREIGNER_2023:
            return bool(re.fullmatch(r"9[0-9]{16}[0-9X]", card.number))
