"""Finding an item by what people call it: name, everyday name, synonym, department, pinyin, English."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

import msgspec

from kiosk.domain.item import Catalogue, Item

# What people say around the thing they want: 我要办社保 means 社保.
_FILLERS = ("我要", "我想", "怎么", "如何", "哪里", "办理", "申请", "一下", "办", "的", "吗", "？", "?")


class _Entry(msgspec.Struct, frozen=True, gc=False):
    """Everything one item can be found by, lower case, one phrase a line, best kind of phrase first.

    `ends` are the offsets where the kinds end: names, synonyms, initials, pinyin. One string and one search
    for each word is what lets 5,000 items be answered within a frame.
    """

    text: str
    ends: tuple[int, int, int, int]
    place: int


class Index:
    """Answers a keystroke over 5,000 items within one frame; built once for a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._items = catalogue.items
        self._entries = tuple(_entry(item, i, catalogue.pinyin) for i, item in enumerate(self._items))

    def find(self, text: str) -> list[Item]:
        """Items for what was typed, best first; every item in its own order when nothing was typed.

        Words separated by spaces must all be found. When nothing holds the words as typed, fillers such as
        我要办 are taken away, and at last the items that hold every character are offered.
        """
        words = text.lower().split()
        if not words:
            return list(self._items)
        return self._ranked(words) or self._ranked(_bare(words)) or self._by_characters(_bare(words))

    def _ranked(self, words: list[str]) -> list[Item]:
        if not words:
            return []
        found = []
        for entry in self._entries:
            rank = 0
            for word in words:
                of_word = _rank(entry, word)
                if of_word == _NOT_FOUND:
                    break
                rank += of_word
            else:
                found.append((rank, entry.place))
        found.sort()
        return [self._items[place] for _, place in found]

    def _by_characters(self, words: list[str]) -> list[Item]:
        wanted = "".join(words)
        if not wanted or wanted.isascii():
            return []  # single Latin letters occur everywhere
        return [
            self._items[entry.place]
            for entry in self._entries
            if all(character in entry.text for character in wanted)
        ]


_NOT_FOUND = 99


def _rank(entry: _Entry, word: str) -> int:
    """0 best. Within one kind, a phrase that begins with the word comes before one that only holds it."""
    anywhere = entry.text.find(word)
    if anywhere < 0:
        return _NOT_FOUND
    rank = 2 * _kind(entry, anywhere) + 1
    beginning = entry.text.find(f"\n{word}")
    return rank if beginning < 0 else min(rank, 2 * _kind(entry, beginning))


def _kind(entry: _Entry, offset: int) -> int:
    return bisect_right(entry.ends, offset)


def _bare(words: list[str]) -> list[str]:
    text = " ".join(words)
    for filler in _FILLERS:
        text = text.replace(filler, " ")
    return text.split()


def _entry(item: Item, place: int, pinyin: dict[str, str]) -> _Entry:
    spelt = [pinyin.get(phrase, "") for phrase in phrases(item)]
    kinds = (
        _lines((item.name.zh, item.plain_name.zh)),
        _lines(item.synonyms),
        _lines("".join(s[0] for s in syllables.split()) for syllables in spelt),
        _lines(syllables.replace(" ", "") for syllables in (*spelt, pinyin.get(item.department.zh, ""))),
        _lines((item.department.zh, item.name.en, item.plain_name.en, item.department.en)),
    )
    ends = tuple(accumulate(len(kind) for kind in kinds[:4]))
    return _Entry("".join(kinds), (ends[0], ends[1], ends[2], ends[3]), place)


def phrases(item: Item) -> tuple[str, ...]:
    """The Chinese phrases an item is found by; the package's pinyin must spell these and the department."""
    return (item.name.zh, item.plain_name.zh, *item.synonyms)


def _lines(texts: Iterable[str]) -> str:
    return "".join(f"\n{text.lower()}" for text in texts if text)
