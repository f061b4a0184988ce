"""The compact table of characters by their parts and strokes: a text file, read where it lies.

Format, UTF-8, every line ended by a line feed::

    kiosk-parts 1 STROKES            byte offset of the second section
    氵<TAB>3<TAB>汁汇汉…             a part, its strokes, every character that holds it
    12<TAB>博喜…                     every character of so many strokes

Parts are sorted by strokes. So are each line's characters, the basic block before the extensions.
"""

import mmap
import os
from pathlib import Path

import msgspec

from kiosk.settings import ROOT

MAGIC = b"kiosk-parts 1 "
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
                data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError):  # ValueError: an empty file cannot be mapped
            continue
        if data[: len(MAGIC)] == MAGIC:
            return PartsTable(data)
        data.close()
    return None


class PartsTable:
    """Read-only and without memory of what was asked."""

    def __init__(self, data: mmap.mmap) -> None:
        self._data = data
        start = data.find(b"\n") + 1
        middle = int(data[len(MAGIC) : start])
        self._where: dict[str, tuple[int, int]] = {}
        self._of_strokes: dict[int, tuple[int, int]] = {}
        parts = []
        while start < middle:
            end = data.find(b"\n", start)
            tab = data.find(b"\t", start)
            second = data.find(b"\t", tab + 1)
            part = Part(data[start:tab].decode(), int(data[tab + 1 : second]))
            parts.append(part)
            self._where[part.text] = (second + 1, end)
            start = end + 1
        while start < len(data):
            end = data.find(b"\n", start)
            tab = data.find(b"\t", start)
            self._of_strokes[int(data[start:tab])] = (tab + 1, end)
            start = end + 1
        self.parts = tuple(parts)
        self.strokes = tuple(sorted(self._of_strokes))

    def holding(self, part: str) -> str:
        """Every character that holds `part`."""
        start, end = self._where[part]
        return self._data[start:end].decode()

    def of_strokes(self, strokes: int) -> str:
        """Every character of so many strokes."""
        start, end = self._of_strokes[strokes]
        return self._data[start:end].decode()

    def close(self) -> None:
        self._data.close()
