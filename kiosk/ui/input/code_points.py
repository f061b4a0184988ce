"""A character by its code point, for names that nothing else finds: 2CB4E → 𬭎. Pure."""

import unicodedata

MAX_DIGITS = 6
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs", "Mn", "Me"})
# Ideographs that Unicode added after this Python's own tables: unassigned to Python, names to people.
_IDEOGRAPHIC_PLANES = range(0x20000, 0x3FFFE)


def character(digits: str) -> str | None:
    """What `digits` (hexadecimal, without U+) stand for; None when it is nothing that a name can hold.

    Private use is allowed: ID-card chips carry such characters (DOMAIN §6).
    """
    if not digits or len(digits) > MAX_DIGITS:
        return None
    code_point = int(digits, 16)
    if code_point > 0x10FFFF or code_point & 0xFFFE == 0xFFFE:
        return None
    kind = unicodedata.category(chr(code_point))
    if kind in _HIDDEN or (kind == "Cn" and code_point not in _IDEOGRAPHIC_PLANES):
        return None
    return chr(code_point)


def boxed(text: str) -> str:
    """How a character that no font here can show is shown instead: its code point."""
    return " ".join(f"U+{ord(one):04X}" for one in text)
