"""Finding a character by its parts and strokes: 钅 and 12 strokes → 𬭎. Pure: (Search, touch) → Search.

Only what leads to a character is ever offered, so no choice ends in nothing.
"""

from enum import StrEnum

import msgspec

from kiosk.ui.input.parts_table import PartsTable

_LISTED_PARTS = 120  # more than these are asked for by their strokes first


class Asking(StrEnum):
    """What the keys on the grid are."""

    PART_STROKES = "part-strokes"
    PART = "part"
    STROKES = "strokes"  # of the whole character
    CHARACTER = "character"


class Search(msgspec.Struct, frozen=True):
    """`parts` and `strokes` (0: any) have been chosen; `part_strokes` narrows the parts on offer."""

    parts: tuple[str, ...] = ()
    strokes: int = 0
    asking: Asking = Asking.PART_STROKES
    part_strokes: int = 0


class Offer(msgspec.Struct, frozen=True):
    """A key of the grid: a part or character, or a number of strokes."""

    text: str = ""
    strokes: int = 0


def characters(table: PartsTable, search: Search) -> str:
    """Every character that fits, fewest strokes first; all of the table's when nothing was chosen."""
    lines = [table.holding(part) for part in search.parts]
    if search.strokes:
        lines.append(table.of_strokes(search.strokes))
    if not lines:
        return "".join(table.of_strokes(strokes) for strokes in table.strokes)
    first, *others = sorted(lines, key=len)
    sets = [frozenset(line) for line in others]
    return "".join(character for character in first if all(character in fits for fits in sets))


def offers(table: PartsTable, search: Search) -> tuple[Offer, ...]:
    """The grid's keys for what is being asked."""
    if search.asking is Asking.CHARACTER:
        return tuple(Offer(text=character) for character in characters(table, search))
    if search.asking is Asking.STROKES:
        free = msgspec.structs.replace(search, strokes=0)
        found = frozenset(characters(table, free))
        counts = (count for count in table.strokes if not found.isdisjoint(table.of_strokes(count)))
        return tuple(Offer(strokes=count) for count in counts)
    open_parts = _open_parts(table, search)
    if search.asking is Asking.PART_STROKES:
        return tuple(Offer(strokes=count) for count in sorted({count for _, count in open_parts}))
    wanted = search.part_strokes
    return tuple(Offer(text=part) for part, count in open_parts if wanted in (0, count))


def choose(search: Search, offer: Offer) -> Search:
    """A key of the grid was touched. Characters are not chosen here: they go into the field."""
    match search.asking:
        case Asking.PART_STROKES:
            return msgspec.structs.replace(search, asking=Asking.PART, part_strokes=offer.strokes)
        case Asking.STROKES:
            return msgspec.structs.replace(search, asking=Asking.CHARACTER, strokes=offer.strokes)
        case Asking.PART | Asking.CHARACTER:
            parts = (*search.parts, offer.text)
            return msgspec.structs.replace(search, parts=parts, asking=Asking.CHARACTER, part_strokes=0)


def ask_part(table: PartsTable, search: Search) -> Search:
    """The key 部件: one part more; by its strokes first where there are many."""
    asking = Asking.PART if len(_open_parts(table, search)) <= _LISTED_PARTS else Asking.PART_STROKES
    return msgspec.structs.replace(search, asking=asking, part_strokes=0)


def ask_strokes(search: Search) -> Search:
    """The key 笔画: how many strokes the whole character has."""
    return msgspec.structs.replace(search, asking=Asking.STROKES)


def step_back(search: Search) -> Search | None:
    """Undo the last choice; None when nothing has been chosen."""
    chosen = bool(search.parts or search.strokes)
    match search.asking:
        case Asking.PART if search.part_strokes:
            return msgspec.structs.replace(search, asking=Asking.PART_STROKES, part_strokes=0)
        case Asking.PART | Asking.PART_STROKES | Asking.STROKES if chosen:
            return msgspec.structs.replace(search, asking=Asking.CHARACTER, part_strokes=0)
        case Asking.STROKES:
            return Search()
        case Asking.CHARACTER if search.strokes:
            asking = Asking.CHARACTER if search.parts else Asking.STROKES
            return msgspec.structs.replace(search, strokes=0, asking=asking)
        case Asking.CHARACTER if len(search.parts) > 1:
            return msgspec.structs.replace(search, parts=search.parts[:-1])
        case Asking.CHARACTER:
            return Search()
        case _:
            return None


def _open_parts(table: PartsTable, search: Search) -> list[tuple[str, int]]:
    """Parts that would narrow the search and still leave something."""
    if not search.parts and not search.strokes:
        return [(part.text, part.strokes) for part in table.parts]
    found = frozenset(characters(table, search))
    return [
        (part.text, part.strokes)
        for part in table.parts
        if part.text not in search.parts and not found.isdisjoint(table.holding(part.text))
    ]
