"""Rows of dots: what GS v 0 prints."""

import msgspec


class Dots(msgspec.Struct, frozen=True):
    """`bits`: `height` rows of `width_bytes`, most significant bit left, 1 = black."""

    width_bytes: int
    height: int
    bits: bytes


def centred(rows: list[str], width_dots: int) -> Dots:
    """`rows`: texts of "0" and "1", all of one length, each one line of dots. White on the left centres."""
    left = max(0, (width_dots - len(rows[0])) // 2)
    width_bytes = (left + len(rows[0]) + 7) // 8
    bits = bytearray()
    for row in rows:
        bits += int(("0" * left + row).ljust(width_bytes * 8, "0"), 2).to_bytes(width_bytes, "big")
    return Dots(width_bytes, len(rows), bytes(bits))
