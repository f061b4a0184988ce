"""Long lists narrowed by first letters (LG → 龙岗街道), so that nobody has to read 56 keys or type. Pure.

A character with several readings answers to each that is common: 重 to C and to Z.
"""

from collections.abc import Iterable, Mapping, Sequence

from kiosk.ui.input.pinyin_table import PinyinTable

LONG = 12  # options from which letters help
_RARE = 12  # quarters of a bit: a reading eight times rarer than the usual one is left out

Letters = Sequence[frozenset[str]]  # for each character of a label the letters it answers to


def readings(labels: Iterable[str], table: PinyinTable | None) -> Mapping[str, frozenset[str]]:
    """Each Han character of `labels` → first letters of its readings, capital. One walk over the table."""
    wanted = {character for label in labels for character in label if not character.isascii()}
    found: dict[str, dict[str, int]] = {character: {} for character in wanted}
    if table is None or not wanted:
        return {}
    for syllable in table.syllables:
        for entry in table.characters(syllable):
            if entry.text in wanted:
                of = found[entry.text]
                of[syllable[0].upper()] = max(of.get(syllable[0].upper(), 0), entry.weight)
    return {
        character: frozenset(letter for letter, weight in of.items() if weight >= max(of.values()) - _RARE)
        for character, of in found.items()
        if of
    }


def letters_of(label: str, read: Mapping[str, frozenset[str]]) -> Letters:
    """English by the first letters of its words, Chinese by those of its characters."""
    if label.isascii():
        return [frozenset(word[0].upper()) for word in label.split() if word[0].isalpha()]
    return [read[character] for character in label if read.get(character)]


def matches(letters: Letters, typed: str) -> bool:
    return len(letters) >= len(typed) and all(c in at for c, at in zip(typed, letters, strict=False))


def next_letters(labels: Iterable[Letters], typed: str) -> tuple[str, ...]:
    """What can be touched next so that something is left."""
    place = len(typed)
    following = {c for at in labels if matches(at, typed) and len(at) > place for c in at[place]}
    return tuple(sorted(following))
