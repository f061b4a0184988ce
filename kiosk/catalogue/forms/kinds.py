"""What stands at a property: one answer, a nested object, or a list of rows."""

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import Any

from kiosk.catalogue.forms.vocabulary import WORD

Schema = dict[str, Any]
Schemas = Sequence[Schema]  # every subschema that applies to one property, `allOf` laid flat


class Kind(Enum):
    ANSWER = auto()
    OBJECT = auto()
    ROWS = auto()


def first(schemas: Schemas, key: str) -> Any:
    return next((schema[key] for schema in schemas if key in schema), None)


def type_of(schemas: Schemas) -> str | None:
    """What the answer is, apart from nothing: `["string", "null"]` is a string that may stay away."""
    for schema in schemas:
        said = schema.get("type")
        kinds = [kind for kind in said if kind != "null"] if isinstance(said, list) else [said]
        if len(kinds) == 1 and isinstance(kinds[0], str):
            return kinds[0]
    return None


def wrapped(schema: Schema) -> Schema | None:
    """The one schema that `schema` offers beside nothing: `anyOf: [{…}, {"type": "null"}]`."""
    for key in ("anyOf", "oneOf"):
        branches = schema.get(key)
        if isinstance(branches, list) and len(branches) == 2 and _NOTHING in branches:
            other = branches[0] if branches[1] == _NOTHING else branches[1]
            return other if isinstance(other, dict) and other != _NOTHING else None
    return None


def says_nothing_will_do(schemas: Schemas) -> bool:
    """Whether the author writes that null is an answer."""
    return any(
        "null" in (schema.get("type") or ()) or None in schema.get("enum", ()) or wrapped(schema) is not None
        for schema in schemas
    )


_NOTHING = {"type": "null"}


def kind_of(schemas: Schemas) -> Kind:
    if any("widget" in schema.get(WORD, {}) for schema in schemas):
        return Kind.ANSWER  # its author knows how it is entered
    said = type_of(schemas)
    if said == "object" or (said is None and first(schemas, "properties") is not None):
        return Kind.OBJECT
    if said == "array" and not offers_choices(row_schemas(schemas)):
        return Kind.ROWS
    return Kind.ANSWER


def only_answer(schemas: Schemas) -> Any:
    """What is filed without being asked: a `const`, or a `default` that is `readOnly`; None when neither.

    A yes or no is always for the citizen to say: a declaration is no declaration when the terminal makes it.
    """
    value = first(schemas, "const")
    if value is None and first(schemas, "readOnly") is True:
        value = first(schemas, "default")
    return None if isinstance(value, bool) else value


def row_schemas(schemas: Schemas) -> tuple[Schema, ...]:
    """What applies to each row of a list."""
    return tuple(
        flat
        for schema in schemas
        if isinstance(schema.get("items"), dict)
        for flat in flatten(schema["items"])
    )


def offers_choices(schemas: Schemas) -> bool:
    return any(
        key in schema
        for schema in schemas
        for key in ("enum", "oneOf", "anyOf")
        if key == "enum" or wrapped(schema) is None
    )


def flatten(subschema: Schema) -> Iterator[Schema]:
    """`subschema`, its `allOf`, and what it offers beside nothing: all that is said of one property."""
    yield subschema
    for member in subschema.get("allOf", ()):
        yield from flatten(member)
    if (other := wrapped(subschema)) is not None:
        yield from flatten(other)


def inside(schemas: Schemas) -> Schema:
    """What applies to a nested object or a row as one schema, to be shown as a form is."""
    return {"allOf": [{key: schema[key] for key in schema if key != "allOf"} for schema in schemas]}


def is_one_of_several(branches: Any) -> bool:
    """Whether an `anyOf` says nothing but: one of these must be given (a telephone or an e-mail address)."""
    return isinstance(branches, list) and all(
        isinstance(branch, dict) and branch.keys() == {"required"} for branch in branches
    )
