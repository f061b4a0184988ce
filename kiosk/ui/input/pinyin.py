"""Candidates for typed pinyin. A pure function over the table: it learns nothing and keeps nothing.

Order: what covers everything typed (whole words, else a sentence put together from words), words that
cover its beginning, then every character of the first syllable: none with a reading is out of reach.
"""

from collections.abc import Iterable, Iterator

import msgspec

from kiosk.ui.input.pinyin_table import Entry, PinyinTable
from kiosk.ui.input.syllables import Cut, Part, cuts

MAX_LETTERS = 40
_SCANNED_COMPLETIONS = 600
_WORDS_PER_LENGTH = 40
_LONGEST_WORD = 8
_CHARACTERS_PER_SYLLABLE = 12  # when only the beginning of a syllable has been typed
_CHARACTERS_BEFORE_WORDS = 6
_STEP_COST = 96  # of each word in a sentence, so that few long words win over many short ones


class Candidate(msgspec.Struct, frozen=True):
    text: str
    letters: int  # how many of the typed characters choosing it uses up


def candidates(table: PinyinTable, typed: str) -> tuple[Candidate, ...]:
    """All candidates for `typed` (lower-case a–z and apostrophes, at most MAX_LETTERS), best first."""
    found: dict[Candidate, None] = {}
    ways = cuts(typed[:MAX_LETTERS], table.syllables)
    for candidate in _in_order(table, ways):
        found.setdefault(candidate)
    return tuple(found)


def _in_order(table: PinyinTable, ways: tuple[Cut, ...]) -> Iterator[Candidate]:
    if not ways:
        return
    longest = max(len(cut) for cut in ways)
    words = _merged((entry, _letters(cut)) for cut in ways if len(cut) > 1 for entry in _words(table, cut))
    if len(ways[0]) == 1:
        # xian is 先 or 现 before it is 西安.
        yield from _candidates(_characters(table, ways[0][0])[:_CHARACTERS_BEFORE_WORDS], ways[0][0])
    yield from words
    if not words and longest > 1:
        yield from _sentence(table, ways[0])
    yield from _merged(
        (entry, _letters(cut)) for cut in ways if len(cut) > 1 for entry in _longer(table, cut)
    )
    for length in range(min(longest - 1, _LONGEST_WORD), 1, -1):
        beginnings = {cut[:length] for cut in ways if len(cut) > length}
        yield from _merged(
            (entry, _letters(beginning)) for beginning in beginnings for entry in _words(table, beginning)
        )
    # Two cuts may share their first syllable (xi'an, xi'a'n): its characters come once.
    for part in dict.fromkeys(cut[0] for cut in ways):
        yield from _candidates(_characters(table, part), part)


def _candidates(entries: Iterable[Entry], part: Part) -> Iterator[Candidate]:
    return (Candidate(entry.text, part.letters) for entry in entries)


def _letters(cut: Cut) -> int:
    return sum(part.letters for part in cut)


def _merged(weighted: Iterable[tuple[Entry, int]]) -> list[Candidate]:
    ranked = sorted(weighted, key=lambda pair: -pair[0].weight)[:_WORDS_PER_LENGTH]
    return [Candidate(entry.text, letters) for entry, letters in ranked]


def _words(table: PinyinTable, cut: Cut) -> Iterator[Entry]:
    """Words of exactly as many syllables as `cut` has."""
    if all(part.complete for part in cut):
        yield from table.words("'".join(part.text for part in cut))
    elif all(part.complete for part in cut[:-1]) and len(cut[-1].text) > 1:
        yield from _longer(table, cut)
    else:
        for entry in table.words_of_initials("".join(part.text[0] for part in cut)):
            if all(_fits(part, syllable) for part, syllable in zip(cut, entry.key.split("'"), strict=True)):
                yield entry


def _longer(table: PinyinTable, cut: Cut) -> Iterator[Entry]:
    """Words whose last syllable only begins with the last one typed: zhonggu → 中国."""
    if not all(part.complete for part in cut[:-1]):
        return
    starting = table.words_starting("'".join(part.text for part in cut))
    for _, entry in zip(range(_SCANNED_COMPLETIONS), starting, strict=False):
        if entry.key.count("'") == len(cut) - 1:
            yield entry


def _fits(part: Part, syllable: str) -> bool:
    return syllable == part.text if part.complete else syllable.startswith(part.text)


def _characters(table: PinyinTable, part: Part) -> list[Entry]:
    if part.complete:
        return list(table.characters(part.text))
    begun = (syllable for syllable in table.syllables if syllable.startswith(part.text))
    found = [
        entry
        for syllable in begun
        for _, entry in zip(range(_CHARACTERS_PER_SYLLABLE), table.characters(syllable), strict=False)
    ]
    return sorted(found, key=lambda entry: (-entry.weight, entry.text))


def _sentence(table: PinyinTable, cut: Cut) -> Iterator[Candidate]:
    """The likeliest way to put `cut` together from words: fewest words first, then the most frequent ones."""
    if not all(part.complete for part in cut[:-1]):
        return
    best: list[tuple[int, str] | None] = [(0, ""), *([None] * len(cut))]
    for end in range(1, len(cut) + 1):
        for start in range(max(0, end - _LONGEST_WORD), end):
            before, entry = best[start], _best_entry(table, cut[start:end])
            if before is None or entry is None:
                continue
            cost, found = before[0] + _STEP_COST - entry.weight // 2, best[end]
            if found is None or cost < found[0]:
                best[end] = (cost, before[1] + entry.text)
    if (sentence := best[-1]) is not None:
        yield Candidate(sentence[1], _letters(cut))


def _best_entry(table: PinyinTable, cut: Cut) -> Entry | None:
    entries = _characters(table, cut[0]) if len(cut) == 1 else _words(table, cut)
    return max(entries, key=lambda entry: entry.weight, default=None)
