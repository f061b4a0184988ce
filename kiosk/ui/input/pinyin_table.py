"""The compact pinyin table: a sorted text file, searched where it lies.

Format, UTF-8, every line ended by a line feed::

    kiosk-pinyin 1 CHARACTERS WORDS INITIALS    byte offsets of three sections
    a ai an ang …                               every syllable that occurs
    yi<TAB>}一 |以 …                            characters of a syllable
    zhong'guo<TAB>x中国                          words by their syllables
    zg<TAB>xzhong'guo:中国 …                     words by their initials

Each section is sorted by key as bytes; each line's candidates by falling frequency. The character before a
candidate is its weight: chr(33 + 4·log2(occurrences)), so that candidates of different lines can be merged.
"""

import mmap
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from kiosk.settings import ROOT

MAGIC = b"kiosk-pinyin 1 "
TABLE_VARIABLE = "KIOSK_PINYIN_TABLE"
WEIGHT_ZERO = 33


class Entry(msgspec.Struct, frozen=True):
    """`key` is the candidate's syllables joined by an apostrophe."""

    key: str
    text: str
    weight: int  # quarters of a bit: 4·log2(occurrences)


class TableMissing(msgspec.Struct, frozen=True):
    """There is no table, or the file is none; `reason` is for staff."""

    path: str
    reason: str


def table_path() -> Path:
    """Where the table is looked for: what the environment names, else what set-up or the bundle put there."""
    named = os.environ.get(TABLE_VARIABLE)
    if named:
        return Path(named)
    built = ROOT / "build" / "pinyin.table"
    return built if built.exists() else ROOT / "assets" / "pinyin.table"


def open_table(path: Path | None = None) -> "PinyinTable | TableMissing":
    """Maps the table into memory; only the pages that a search touches are ever read."""
    path = path or table_path()
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:  # ValueError: an empty file cannot be mapped
        return TableMissing(str(path), str(error))
    if data[: len(MAGIC)] != MAGIC:
        data.close()
        return TableMissing(str(path), "not a pinyin table of this version")
    return PinyinTable(data)


class PinyinTable:
    """Read-only and without memory of what was asked: nothing a citizen types can stay here."""

    def __init__(self, data: mmap.mmap) -> None:
        self._data = data
        header_end = data.find(b"\n")
        offsets = data[len(MAGIC) : header_end].split()
        self._characters, self._words, self._initials = (int(offset) for offset in offsets)
        syllables = data[header_end + 1 : data.find(b"\n", header_end + 1)]
        self.syllables = frozenset(syllables.decode().split())

    def close(self) -> None:
        self._data.close()

    def characters(self, syllable: str) -> Iterator[Entry]:
        """Every character of `syllable`, the most frequent first."""
        for key, line in self._lines(self._characters, self._words, syllable.encode()):
            if key != syllable:
                return
            yield from _entries(key, line)

    def words(self, key: str) -> Iterator[Entry]:
        """Words whose syllables are exactly `key` (joined by apostrophes)."""
        for found, line in self._lines(self._words, self._initials, key.encode()):
            if found != key:
                return
            yield from _entries(found, line)

    def words_starting(self, key: str) -> Iterator[Entry]:
        """Words whose syllables begin with `key`, in the order of their keys."""
        for found, line in self._lines(self._words, self._initials, key.encode()):
            if not found.startswith(key):
                return
            yield from _entries(found, line)

    def words_of_initials(self, initials: str) -> Iterator[Entry]:
        """Frequent words by the first letters of their syllables (zg: 中国, 这个 …)."""
        for found, line in self._lines(self._initials, len(self._data), initials.encode()):
            if found != initials:
                return
            for part in line.split(" "):
                key, _, text = part[1:].partition(":")
                yield Entry(key, text, ord(part[0]) - WEIGHT_ZERO)

    def word_with(self, character: str) -> str | None:
        """The most frequent word of two characters that holds `character`."""
        data, wanted = self._data, character.encode()
        best, weight = None, -1
        position = data.find(wanted, self._words, self._initials)
        while position >= 0:
            start = max(data.rfind(mark, self._words, position) for mark in (b" ", b"\t")) + 1
            end = min(found for mark in (b" ", b"\n") if (found := data.find(mark, position)) >= 0)
            entry = data[start:end].decode()
            if len(entry) == 3 and ord(entry[0]) > weight:
                best, weight = entry[1:], ord(entry[0])
            position = data.find(wanted, end, self._initials)
        return best

    def _lines(self, start: int, end: int, key: bytes) -> Iterator[tuple[str, str]]:
        position = self._first_not_below(start, end, key)
        while position < end:
            stop = self._data.find(b"\n", position)
            found, _, line = self._data[position:stop].decode().partition("\t")
            yield found, line
            position = stop + 1

    def _first_not_below(self, low: int, high: int, key: bytes) -> int:
        """Offset of the first line in [low, high), two line starts, whose key is not below `key`."""
        data = self._data
        while low < high:
            line = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            if data[line : data.find(b"\t", line)] < key:
                low = data.find(b"\n", line) + 1
            else:
                high = line
        return low


def _entries(key: str, line: str) -> Iterator[Entry]:
    for part in line.split(" "):
        yield Entry(key, part[1:], ord(part[0]) - WEIGHT_ZERO)
