"""Which properties of a form apply to the answers so far.

A property applies when a branch that names it applies: the schema itself, every member of its `allOf`,
`then` or `else` by what `if` says of the answers, and a member of `dependentSchemas` whose property has an
answer. That is exactly what `unevaluatedProperties: false` lets through, so a form shows what JSON Schema
accepts, and nothing else. A nested object and each row of a list is such a form for itself.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from kiosk.catalogue.forms.kinds import (
    Kind,
    Schema,
    Schemas,
    flatten,
    inside,
    kind_of,
    only_answer,
    row_schemas,
    says_nothing_will_do,
    wrapped,
)
from kiosk.catalogue.forms.validator import validator
from kiosk.domain.form import Answers


class Shown(msgspec.Struct, frozen=True):
    """`properties` maps a name to every subschema that applies to it, in the order of the form."""

    branches: tuple[Schema, ...]
    properties: dict[str, tuple[Schema, ...]]
    required: frozenset[str]


def shown(schema: Schema, answers: Answers, today: date) -> Shown:
    branches = tuple(_branches(schema, dict(answers), today))
    properties: dict[str, tuple[Schema, ...]] = {}
    required: set[str] = set()
    for branch in branches:
        for name, subschema in branch.get("properties", {}).items():
            properties[name] = (*properties.get(name, ()), *flatten(subschema))
        required.update(branch.get("required", ()))
        for name, names in branch.get("dependentRequired", {}).items():
            if name in answers:
                required.update(names)
    return Shown(branches, properties, frozenset(required))


def settle(schema: Schema, answers: Answers, today: date) -> tuple[Shown, dict[str, Any]]:
    """What applies, and the answers that still count: an answer to a hidden question must decide nothing.

    Begins without any answer and lets in those whose question is shown, until nothing changes. A condition
    can be written so that this never settles (a question that hides itself); then the last round's
    hidden answers are dropped until the rest agrees.
    """
    kept: dict[str, Any] = {}
    for _ in range(_size(answers) + 2):
        now = shown(schema, kept, today)
        allowed = _allowed(now, answers, today, complete=True)
        if allowed == kept:
            return now, kept
        kept = allowed
    while True:
        now = shown(schema, kept, today)
        allowed = _allowed(now, kept, today, complete=False)
        if allowed == kept:
            return now, kept
        kept = allowed


def _allowed(now: Shown, given: Answers, today: date, *, complete: bool) -> dict[str, Any]:
    """What of `given` is asked for. `complete`: also what is required and needs nobody to say it.

    That is the only answer there can be, and an object or list that nobody touched, empty: so what is missing
    in it is told of the questions inside, which a citizen sees, and not of the object.
    """
    allowed: dict[str, Any] = {}
    for name, schemas in now.properties.items():
        value, needed = given.get(name), name in now.required
        kind = kind_of(schemas)
        if value is None and needed and (complete or name in given) and takes_nothing(schemas, today):
            allowed[name] = None
        elif kind is Kind.OBJECT and (isinstance(value, dict) or (value is None and needed and complete)):
            _, within = settle(inside(schemas), value or {}, today)
            if within or needed:
                allowed[name] = within
        elif kind is Kind.ROWS and (isinstance(value, list) or (value is None and needed and complete)):
            rows = [_settled_row(row_schemas(schemas), row, today) for row in value or ()]
            if rows or needed:
                allowed[name] = rows
        elif value is not None and value != "":
            allowed[name] = value
        elif needed and complete and (only := only_answer(schemas)) is not None:
            allowed[name] = only
    return allowed


def takes_nothing(schemas: Schemas, today: date) -> bool:
    """Whether null is an answer: what is required may then stay away, and is filed as null."""
    return says_nothing_will_do(schemas) and all(validator(s, today).is_valid(None) for s in _whole(schemas))


def _whole(schemas: Schemas) -> Schemas:
    """Without what stands inside an `anyOf` with nothing: there each alternative need not hold."""
    inner = {id(flat) for schema in schemas if (x := wrapped(schema)) is not None for flat in flatten(x)}
    return [schema for schema in schemas if id(schema) not in inner]


def _settled_row(schemas: tuple[Schema, ...], row: Any, today: date) -> Any:
    if isinstance(row, dict) and kind_of(schemas) is Kind.OBJECT:
        return settle(inside(schemas), row, today)[1]
    return row


def _size(value: Any) -> int:
    """How many answers there are, those inside counted."""
    if isinstance(value, dict):
        return sum(_size(below) for below in value.values())
    if isinstance(value, list):
        return 1 + sum(_size(below) for below in value)
    return 1


def _branches(schema: Schema, answers: dict[str, Any], today: date) -> Iterator[Schema]:
    yield schema
    for member in schema.get("allOf", ()):
        yield from _branches(member, answers, today)
    if "if" in schema:
        branch = schema.get("then" if validator(schema["if"], today).is_valid(answers) else "else")
        if isinstance(branch, dict):
            yield from _branches(branch, answers, today)
    for name, member in schema.get("dependentSchemas", {}).items():
        if name in answers:
            yield from _branches(member, answers, today)
