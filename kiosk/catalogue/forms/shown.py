"""Which properties of a form apply to the answers so far.

A property applies when a branch that names it applies: the schema itself, every member of its `allOf`, and
`then` or `else` by what `if` says of the answers. That is exactly what `unevaluatedProperties: false` lets
through, so a form shows what JSON Schema accepts, and nothing else.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from kiosk.catalogue.forms.validator import validator
from kiosk.domain.form import Answers

Schema = dict[str, Any]


class Shown(msgspec.Struct, frozen=True):
    """`properties` maps a name to every subschema that applies to it, in the order of the form."""

    branches: tuple[Schema, ...]
    properties: dict[str, tuple[Schema, ...]]
    required: frozenset[str]


def shown(schema: Schema, answers: Answers, today: date) -> Shown:
    branches = tuple(_branches(schema, dict(answers), today))
    properties: dict[str, tuple[Schema, ...]] = {}
    for branch in branches:
        for name, subschema in branch.get("properties", {}).items():
            properties[name] = (*properties.get(name, ()), *_flat(subschema))
    required = frozenset(name for branch in branches for name in branch.get("required", ()))
    return Shown(branches, properties, required)


def settle(schema: Schema, answers: Answers, today: date) -> tuple[Shown, dict[str, Any]]:
    """What applies, and the answers that still count: an answer to a hidden question must decide nothing.

    Begins without any answer and lets in those whose question is shown, until nothing changes. A condition
    can be written so that this never settles (a question that hides itself); then the last round's
    hidden answers are dropped until the rest agrees.
    """
    given = {name: value for name, value in answers.items() if value is not None and value != ""}
    kept: dict[str, Any] = {}
    for _ in range(len(given) + 2):
        now = shown(schema, kept, today)
        allowed = {name: value for name, value in given.items() if name in now.properties}
        if allowed.keys() == kept.keys():
            return now, kept
        kept = allowed
    while True:
        now = shown(schema, kept, today)
        allowed = {name: value for name, value in kept.items() if name in now.properties}
        if len(allowed) == len(kept):
            return now, kept
        kept = allowed


def _branches(schema: Schema, answers: dict[str, Any], today: date) -> Iterator[Schema]:
    yield schema
    for member in schema.get("allOf", ()):
        yield from _branches(member, answers, today)
    if "if" in schema:
        branch = schema.get("then" if validator(schema["if"], today).is_valid(answers) else "else")
        if isinstance(branch, dict):
            yield from _branches(branch, answers, today)


def _flat(subschema: Schema) -> Iterator[Schema]:
    yield subschema
    for member in subschema.get("allOf", ()):
        yield from _flat(member)
