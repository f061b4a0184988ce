"""Towns and what lies in them: twelve digits name a village or community, the first nine its town."""

from collections.abc import Iterator, Sequence

from kiosk.domain.form import Option
from kiosk.domain.item import Division

TOWN, VILLAGE = 9, 12  # digits
KINDS = frozenset({"division", "village"})  # formats: a town; the smallest place that the package knows


def codes(kind: str, every: Sequence[str]) -> list[str]:
    """What a question of this format accepts. A town whose villages nobody has listed stands for itself."""
    if kind == "division":
        return [code for code in every if len(code) == TOWN]
    parted = {code[:TOWN] for code in every if len(code) == VILLAGE}
    return [code for code in every if code not in parted]


def offered(kind: str, divisions: Sequence[Division]) -> Iterator[Option]:
    named = {division.code: division.name for division in divisions}
    for code in codes(kind, list(named)):
        town = named.get(code[:TOWN]) if len(code) == VILLAGE else None
        yield Option(code, named[code], town)
