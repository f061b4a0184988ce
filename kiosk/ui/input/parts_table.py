"""The compact table of characters by their parts and strokes: a text file, read where it lies.

Format, UTF-8, every line ended by a line feed::

    kiosk-parts 2 PARTS STROKES      how many lines of parts and of strokes follow
    氵<TAB>3<TAB>13851               a part, its strokes, the bytes of its line
    12<TAB>16403                     a number of strokes, the bytes of its line
    汁汇汉…                          the lines, in the same order: every character that holds the part …
    博喜…                            … or has so many strokes

The index comes first, so that opening the table reads no more than that. Parts are sorted by strokes, then by
how many characters hold them; each line's characters by strokes, the basic block before the extensions.
"""

import mmap
import os
from pathlib import Path

import msgspec

from kiosk.settings import ROOT

MAGIC = b"kiosk-parts 2 "
TABLE_VARIABLE = "KIOSK_PARTS_TABLE"


class Part(msgspec.Struct, frozen=True):
    text: str
    strokes: int


def open_parts(path: Path | None = None) -> "PartsTable | None":
    """The table, looked for like the pinyin table; None when there is none of this version."""
    named = os.environ.get(TABLE_VARIABLE)
    places = [path] if path else [Path(named)] if named else []
    for place in places or [ROOT / folder / "parts.table" for folder in ("build", "assets")]:
        try:
            with place.open("rb") as file:
                return PartsTable(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except (OSError, ValueError):  # ValueError: an empty file cannot be mapped
            continue
    return None


class PartsTable:
    """Read-only and without memory of what was asked."""

    def __init__(self, data: mmap.mmap) -> None:
        """Raises ValueError when `data` is no such table, or not all of one."""
        if data[: len(MAGIC)] != MAGIC:
            raise ValueError("not a table of parts of this version")
        self._data = data
        parts_count, strokes_count = (int(count) for count in data.readline()[len(MAGIC) :].split())
        indexed = [data.readline().decode().split() for _ in range(parts_count + strokes_count)]
        start = data.tell()
        self._where: dict[str | int, tuple[int, int]] = {}
        for fields in indexed:
            if len(fields) < 2:
                raise ValueError("cut short")
            key = fields[0] if len(fields) == 3 else int(fields[0])
            self._where[key] = (start, start + int(fields[-1]))
            start += int(fields[-1]) + 1  # its line feed
        if start != len(data):
            raise ValueError("cut short")
        self.parts = tuple(Part(text, int(strokes)) for text, strokes, _ in indexed[:parts_count])
        self.strokes = tuple(int(strokes) for strokes, _ in indexed[parts_count:])

    def holding(self, part: str) -> str:
        """Every character that holds `part`."""
        start, end = self._where[part]
        return self._data[start:end].decode()

    def of_strokes(self, strokes: int) -> str:
        """Every character of so many strokes."""
        start, end = self._where[strokes]
        return self._data[start:end].decode()

    def close(self) -> None:
        self._data.close()
