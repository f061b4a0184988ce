"""Every question that a form can come to ask, whatever is answered."""

from collections.abc import Iterator
from typing import Any

from kiosk.catalogue.forms.kinds import Schema, Schemas, flatten


def questions_of(schema: Schema) -> dict[str, Schemas]:
    """Name → the subschemas of all branches that speak of it."""
    found: dict[str, list[Schema]] = {}
    for branch in _branches(schema):
        for name, question in branch.get("properties", {}).items():
            found.setdefault(name, [])
            found[name] += flatten(question)
    return dict(found)


def _branches(node: Any) -> Iterator[Schema]:
    if not isinstance(node, dict):
        return
    yield node
    members = [*node.get("allOf", ()), node.get("then"), node.get("else")]
    for member in (*members, *node.get("dependentSchemas", {}).values()):
        yield from _branches(member)


def required_of(schema: Schema) -> frozenset[str]:
    """What must be answered whatever else is."""
    return frozenset(schema.get("required", ())).union(
        *(required_of(member) for member in schema.get("allOf", ()))
    )
