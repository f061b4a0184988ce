"""Cutting typed letters into syllables: zhongguo → zhong guo, xian → xian or xi an, zgr → z g r."""

from collections.abc import Set

import msgspec

_INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw")
# ü is typed as v; after l and n the spelling with u means the same.
_SPELLINGS = {"lue": "lve", "nue": "nve"}
_MAX_LETTERS_OF_SYLLABLE = 6  # zhuang, chuang, shuang
_WAYS = 4


class Part(msgspec.Struct, frozen=True):
    """One syllable as typed, spelled as in the table; an incomplete one matches what begins with it."""

    text: str
    letters: int  # how many typed characters it covers, a following apostrophe included
    complete: bool


Cut = tuple[Part, ...]


def cuts(typed: str, syllables: Set[str]) -> tuple[Cut, ...]:
    """The most plausible cuts of `typed` (a–z and apostrophes), best first; none when it cannot be cut.

    Fewer incomplete syllables are better, then fewer syllables; a cut with more incomplete ones than needed
    is dropped (yan is not y'an). An apostrophe always ends a syllable.
    """
    best: dict[int, list[Cut]] = {len(typed): [()]}
    for start in range(len(typed) - 1, -1, -1):
        found = [
            (part, *rest)
            for part in _parts_at(typed, start, syllables)
            for rest in best.get(start + part.letters, [])
        ]
        best[start] = sorted(found, key=_cost)[:_WAYS]
    needed = _cost(best[0][0])[0] if best[0] else 0
    return tuple(cut for cut in best[0] if cut and _cost(cut)[0] == needed)


def _cost(cut: Cut) -> tuple[int, int]:
    return sum(not part.complete for part in cut), len(cut)


def _parts_at(typed: str, start: int, syllables: Set[str]) -> list[Part]:
    parts = []
    end_of_run = typed.find("'", start)
    limit = min(len(typed) if end_of_run < 0 else end_of_run, start + _MAX_LETTERS_OF_SYLLABLE)
    for end in range(limit, start, -1):
        letters = typed[start:end]
        spelled = _SPELLINGS.get(letters, letters)
        closed = end < len(typed) and typed[end] == "'"
        length = end - start + closed
        if spelled in syllables:
            parts.append(Part(spelled, length, complete=True))
        elif letters in _INITIALS or (end == len(typed) and _begins_one(letters, syllables)):
            parts.append(Part(letters, length, complete=False))
    return parts


def _begins_one(letters: str, syllables: Set[str]) -> bool:
    return any(syllable.startswith(letters) for syllable in syllables)
