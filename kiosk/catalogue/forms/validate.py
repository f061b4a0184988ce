"""Answers judged by the jsonschema library, its errors told to a citizen."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from jsonschema import ValidationError

from kiosk.catalogue.forms import messages
from kiosk.catalogue.forms.kinds import Kind, Schema, Schemas, inside, kind_of, row_schemas
from kiosk.catalogue.forms.level import Level, Path
from kiosk.catalogue.forms.shown import Shown, settle, shown
from kiosk.catalogue.forms.telling import told
from kiosk.catalogue.forms.validator import validator
from kiosk.domain.answer_path import join
from kiosk.domain.form import Answers, FieldError
from kiosk.domain.text import Text


def validate(schema: Schema, answers: Answers, today: date) -> tuple[FieldError, ...]:
    """What keeps `answers` from being accepted, one error for a question, in the order of the form.

    Empty exactly when JSON Schema accepts them (a property test holds us to it). Answers are judged as given:
    `submission` first removes what is hidden or empty.
    """
    given = dict(answers)
    now = shown(schema, given, today)
    form = Level(now, given, today)
    found: dict[Path, tuple[int, Text]] = {}
    for name in sorted(_refused(schema, given, now, today)):
        found[(name,)] = (0, messages.not_asked(name, ()))
    accepted = not found
    for error in _errors(given, now, today):
        accepted = False
        for path, rank, message in told(error, form):
            if path not in found or rank < found[path][0]:
                found[path] = (rank, message)
    if not (found or accepted):
        return (FieldError("", messages.SOMETHING),)
    return tuple(FieldError(join(path), found[path][1]) for path in sorted(found, key=_order(form)))


def _order(form: Level) -> Callable[[Path], tuple[tuple[int, ...], str]]:
    return lambda path: (form.place(path), join(path))


def submission(schema: Schema, answers: Answers, today: date) -> dict[str, Any]:
    """The answers that are filed: those of shown questions, without empty ones, written in one way."""
    return _written(*settle(schema, answers, today), today)


def _written(now: Shown, kept: Answers, today: date) -> dict[str, Any]:
    return {name: _normal(value, now.properties[name], today) for name, value in kept.items()}


def _errors(given: dict[str, Any], now: Shown, today: date) -> Iterator[ValidationError]:
    """The library's errors, branch by branch.

    Which branches apply is known already. Asked for the whole schema, the library finds it out three times
    over for `unevaluatedProperties` alone, which is most of the time it takes.
    """
    for branch in now.branches:
        own = {key: value for key, value in branch.items() if key not in _DECIDED}
        yield from validator(own, today).iter_errors(given)


_DECIDED = frozenset(
    {"allOf", "if", "then", "else", "dependentSchemas", "unevaluatedProperties", "additionalProperties"}
)


def _refused(schema: Schema, given: dict[str, Any], now: Shown, today: date) -> set[str]:
    """Answers that no question asks for, where the schema is closed to them."""
    strangers = given.keys() - now.properties.keys()
    if not strangers or schema.get("additionalProperties") is False:
        return strangers
    if schema.get("unevaluatedProperties") is not False:
        return set()
    return strangers.difference(*(_evaluated(branch.get("if"), given, today) for branch in now.branches))


def _evaluated(schema: Any, given: dict[str, Any], today: date) -> set[str]:
    """Properties that a condition has looked at. When it holds, they count as evaluated (Core, 11.3)."""
    if not isinstance(schema, dict) or not validator(schema, today).is_valid(given):
        return set()
    members = [schema.get(key) for key in ("then", "if", "else")]
    for key in ("allOf", "anyOf", "oneOf"):
        members += schema.get(key, ())
    members += [member for name, member in schema.get("dependentSchemas", {}).items() if name in given]
    return set(schema.get("properties", ())).union(*(_evaluated(m, given, today) for m in members))


def _normal(value: Any, schemas: Schemas, today: date) -> Any:
    """Spaces and dashes that people put between digits, and a small x, mean the same as without."""
    if isinstance(value, dict) and kind_of(schemas) is Kind.OBJECT:
        return _written(shown(inside(schemas), value, today), value, today)
    if isinstance(value, list) and kind_of(schemas) is Kind.ROWS:
        return [_normal(row, row_schemas(schemas), today) for row in value]
    if not isinstance(value, str):
        return value
    formats = {schema["format"] for schema in schemas if "format" in schema}
    if "mobile" in formats:
        return _COUNTRY.sub("", value.translate(_SEPARATORS))
    if "bank-card" in formats:
        return value.translate(_SEPARATORS)
    if formats & {"citizen-number", "foreigner-number", "uscc", "disability-card"}:
        return value.translate(_SEPARATORS).upper()
    return value


_COUNTRY = re.compile(r"^(\+|00)?86(?=1\d{10}$)", re.ASCII)
_SEPARATORS = str.maketrans("", "", " -")
