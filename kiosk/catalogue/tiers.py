"""四级四同: one 基本编码 means one name, one type and one legal basis, from the state down to the village.

A tier may split an item into 业务办理项 (the last two digits of a 33-character code). These have names of
their own, so names are compared within one such serial. English is a translation and is not compared.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kiosk.catalogue.problems import Problem
from kiosk.domain.item import Item

_SERIAL_AT = 31  # in a 业务办理项编码
_REMEDY = "correct the one that is not as in the 实施清单"


def tier_problems(found: Sequence[tuple[str, Item]]) -> Iterator[Problem]:
    """Every item that differs from the first one of its basic code, by file."""
    by_code: dict[str, list[tuple[str, Item]]] = defaultdict(list)
    for file, item in found:
        if item.basic_code:
            by_code[item.basic_code].append((file, item))
    for same in by_code.values():
        names: dict[str, tuple[str, Item]] = {}
        first_file, first = same[0]
        for file, item in same:
            named_file, named = names.setdefault(item.implementation_code[_SERIAL_AT:], (file, item))
            if item.name.zh != named.name.zh:
                yield _differs(item, file, "/name/zh", item.name.zh, named.name.zh, named_file)
            if item.type_code != first.type_code:
                yield _differs(item, file, "/type_code", item.type_code, first.type_code, first_file)
            if _basis(item) != _basis(first):
                ours, theirs = "、".join(sorted(_basis(item))), "、".join(sorted(_basis(first)))
                yield _differs(item, file, "/basis", ours or "无", theirs or "无", first_file)


def _basis(item: Item) -> frozenset[str]:
    return frozenset("".join(fact.text.zh.split()) for fact in item.basis)


def _differs(item: Item, file: str, at: str, ours: str, theirs: str, other: str) -> Problem:
    what = f"{ours!r} differs from {theirs!r} of {other} with the same basic code {item.basic_code}"
    return Problem(file, at, what, _REMEDY)
