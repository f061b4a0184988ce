"""Private-use characters whose meaning GB 18030 itself has fixed.

Older chips and databases write some rare characters with the private-use codes of GBK and GB 18030-2000,
because Unicode had no place for them yet. The standard later gave each its real code point. Drawing uses
that one's glyph; what is stored and sent keeps the code unit as it came. All other private-use codes mean
whatever their owner says, so no font found by chance may draw them.
"""

# Codes that Python's codec (GB 18030-2000) still maps to private use: eight that the 2022 edition moved, and
# six that it left there although Unicode has the characters since 3.1.
_LATE = {
    0xE816: 0x20087,
    0xE817: 0x20089,
    0xE818: 0x200CC,
    0xE831: 0x215D7,
    0xE83B: 0x2298F,
    0xE855: 0x241FE,
    0xE81E: 0x9FB4,
    0xE826: 0x9FB5,
    0xE82B: 0x9FB6,
    0xE82C: 0x9FB7,
    0xE832: 0x9FB8,
    0xE843: 0x9FB9,
    0xE854: 0x9FBA,
    0xE864: 0x9FBB,
}
_FIRST, _LAST = 0xE815, 0xE864  # GBK's FE50…FEA0 in order of code, without the gap at FE7F


def standard_meaning(char: str) -> str | None:
    """The character that GB 18030 puts in the place of a private-use one, or None."""
    code = ord(char)
    if code in _LATE:
        return chr(_LATE[code])
    if not _FIRST <= code <= _LAST:
        return None
    trail = 0x50 + code - _FIRST
    return bytes((0xFE, trail if trail < 0x7F else trail + 1)).decode("gb18030")


def is_private(char: str) -> bool:
    code = ord(char)
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000
