"""Answers judged by the jsonschema library, its errors told to a citizen."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from jsonschema import ValidationError

from kiosk.catalogue.forms import messages
from kiosk.catalogue.forms.derive import in_order
from kiosk.catalogue.forms.shown import Schema, Shown, settle, shown
from kiosk.catalogue.forms.validator import validator
from kiosk.domain.form import Answers, FieldError
from kiosk.domain.text import Text


def validate(schema: Schema, answers: Answers, today: date) -> tuple[FieldError, ...]:
    """What keeps `answers` from being accepted, one error for a question, in the order of the form.

    Empty exactly when JSON Schema accepts them (a property test holds us to it). Answers are judged as given:
    `submission` first removes what is hidden or empty.
    """
    given = dict(answers)
    now = shown(schema, given, today)
    found: dict[str, tuple[int, Text]] = {}
    for name in sorted(_refused(schema, given, now, today)):
        found[name] = (0, messages.not_asked(name, ()))
    for error in _errors(given, now, today):
        for name, rank, message in _told(error, given, now):
            if name not in found or rank < found[name][0]:
                found[name] = (rank, message)
    places = {name: place for place, name in enumerate(in_order(now))}
    last = len(places)
    return tuple(
        FieldError(name, found[name][1]) for name in sorted(found, key=lambda name: places.get(name, last))
    )


def submission(schema: Schema, answers: Answers, today: date) -> dict[str, Any]:
    """The answers that are filed: those of shown questions, without empty ones, written in one way."""
    now, kept = settle(schema, answers, today)
    return {name: _normal(value, now.properties[name]) for name, value in kept.items()}


def _errors(given: dict[str, Any], now: Shown, today: date) -> Iterator[ValidationError]:
    """The library's errors, branch by branch.

    Which branches apply is known already. Asked for the whole schema, the library finds it out three times
    over for `unevaluatedProperties` alone, which is most of the time it takes.
    """
    for branch in now.branches:
        own = {key: value for key, value in branch.items() if key not in _DECIDED}
        yield from validator(own, today).iter_errors(given)


_DECIDED = frozenset({"allOf", "if", "then", "else", "unevaluatedProperties", "additionalProperties"})


def _refused(schema: Schema, given: dict[str, Any], now: Shown, today: date) -> set[str]:
    """Answers that no question asks for, where the schema is closed to them."""
    strangers = given.keys() - now.properties.keys()
    if not strangers or schema.get("additionalProperties") is False:
        return strangers
    if schema.get("unevaluatedProperties") is not False:
        return set()
    # A condition that holds has evaluated what it names (JSON Schema 2020-12 Core, 11.3), asked for or not.
    return strangers.difference(
        *(
            branch["if"].get("properties", {})
            for branch in now.branches
            if "if" in branch and validator(branch["if"], today).is_valid(given)
        )
    )


def _told(error: ValidationError, given: dict[str, Any], now: Shown) -> Iterator[tuple[str, int, Text]]:
    """(question, rank, message); of several errors in one question the lowest rank is told."""
    match error.validator:
        case "required" if not error.absolute_path:
            for name in now.required - given.keys():
                yield name, 0, messages.missing(name, now.properties.get(name, ()))
        case _ if error.absolute_path:
            name = str(error.absolute_path[0])
            rank = 1 if error.validator == "type" else 2
            yield name, rank, messages.wrong(name, now.properties.get(name, ()), error)
        case _:
            yield (
                "",
                3,
                Text(
                    "有内容不符合要求，请逐页核对后再提交", "Something does not fit. Check every page again"
                ),
            )


def _normal(value: Any, schemas: tuple[Schema, ...]) -> Any:
    """Spaces and dashes that people put between digits, and a small x, mean the same as without."""
    if not isinstance(value, str):
        return value
    formats = {schema["format"] for schema in schemas if "format" in schema}
    if "mobile" in formats:
        bare = value.translate(_SEPARATORS)
        return bare.removeprefix("+86") if len(bare) == len("+86") + 11 else bare
    if "bank-card" in formats:
        return value.translate(_SEPARATORS)
    if formats & {"citizen-number", "foreigner-number", "uscc"}:
        return value.translate(_SEPARATORS).upper()
    return value


_SEPARATORS = str.maketrans("", "", " -")
