"""Finding an item by what people call it: name, everyday name, synonym, department, pinyin, English."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from kiosk.domain.item import Catalogue, Item

# What people say around the thing they want: 我要办社保 means 社保.
_FILLERS = ("我要", "我想", "怎么", "如何", "哪里", "办理", "申请", "一下", "办", "的", "吗", "？", "?")
_LATIN = re.compile(r"([a-z]+)")


class Index:
    """Answers a keystroke over 5,000 items within one frame; built once for a catalogue.

    Everything an item can be found by stands in one text, lower case, one phrase a line, best kind of phrase
    first: names, synonyms, initials, full pinyin, the rest. `_ends` are the offsets where the kinds end. One
    text and one search for each word is what makes it fast.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._items = catalogue.items
        kinds = [_kinds(item, catalogue.pinyin) for item in self._items]
        self._texts = ["".join(each) for each in kinds]
        self._ends = [tuple(accumulate(map(len, each[:-1]))) for each in kinds]

    def find(self, text: str) -> list[Item]:
        """Items for what was typed, best first; every item in its own order when nothing was typed.

        Words separated by spaces must all be found. When nothing holds the words as typed, Chinese and Latin
        letters are taken apart (社保zm), then fillers such as 我要办 away, and at last the items that hold
        every character are offered.
        """
        words = text.lower().split()
        if not words:
            return list(self._items)
        apart = [part for word in words for part in _LATIN.split(word) if part]
        places = self._ranked(words)
        if not places and apart != words:
            places = self._ranked(apart)
        if not places and (bare := _bare(apart)) != apart:
            places = self._ranked(bare)
        if not places:
            places = self._holding("".join(_bare(words)))
        items = self._items
        return [items[place] for place in places]

    def _ranked(self, words: list[str]) -> list[int]:
        """Places of the items that hold every word, best first."""
        if not words:
            return []
        ranks = self._ranks(words[0], range(len(self._texts)))
        for word in words[1:]:
            more = self._ranks(word, ranks)
            ranks = {place: ranks[place] + rank for place, rank in more.items()}
        return sorted(ranks, key=ranks.__getitem__)  # stable: equal ranks stay in the catalogue's order

    def _ranks(self, word: str, places: Iterable[int]) -> dict[int, int]:
        """Place → 0 for the best. Within one kind, a phrase that begins with the word comes before one that
        only holds it."""
        texts, ends, begins = self._texts, self._ends, f"\n{word}"
        ranks = {}
        for place in places:
            text = texts[place]
            anywhere = text.find(word)
            if anywhere < 0:
                continue
            rank = 2 * bisect_right(ends[place], anywhere) + 1
            beginning = text.find(begins)
            if beginning >= 0:
                rank = min(rank, 2 * bisect_right(ends[place], beginning))
            ranks[place] = rank
        return ranks

    def _holding(self, characters: str) -> list[int]:
        """Places of the items that hold every character. Single Latin letters occur everywhere."""
        if not characters or characters.isascii():
            return []
        places: Iterable[int] = range(len(self._texts))
        for character in characters:
            places = [place for place in places if character in self._texts[place]]
        return list(places)


def _bare(words: list[str]) -> list[str]:
    text = " ".join(words)
    for filler in _FILLERS:
        text = text.replace(filler, " ")
    return text.split()


def _kinds(item: Item, pinyin: dict[str, str]) -> tuple[str, ...]:
    spelt = [pinyin.get(phrase, "") for phrase in phrases(item)]
    department = pinyin.get(item.department.zh, "")
    return (
        _lines((item.name.zh, item.plain_name.zh)),
        _lines(item.synonyms),
        _lines(map(_initials, spelt)),
        _lines(syllables.replace(" ", "") for syllables in (*spelt, department)),
        _lines((item.department.zh, item.name.en, item.plain_name.en, item.department.en)),
        _lines((_initials(department),)),
    )


def _initials(syllables: str) -> str:
    return "".join(syllable[0] for syllable in syllables.split())


def phrases(item: Item) -> tuple[str, ...]:
    """The Chinese phrases an item is found by; the package's pinyin must spell these and the department."""
    return (item.name.zh, item.plain_name.zh, *item.synonyms)


def _lines(texts: Iterable[str]) -> str:
    return "".join(f"\n{text.lower()}" for text in texts if text)
