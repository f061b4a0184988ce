"""Errors of the jsonschema library as what a citizen is told: at which question, and in which words."""

from collections.abc import Iterator
from typing import Any

from jsonschema import ValidationError

from kiosk.catalogue.forms import messages
from kiosk.catalogue.forms.kinds import is_one_of_several, wrapped
from kiosk.catalogue.forms.level import Level, Path
from kiosk.domain.text import Text

Told = tuple[Path, int, Text]  # of several errors at one question the lowest rank is told


def told(error: ValidationError, form: Level) -> Iterator[Told]:
    """What to say of one error; nothing when no question is to blame, or when another error explains it."""
    path: Path = tuple(error.absolute_path)
    level = form.at(path)
    match error.validator:
        case "required" | "dependentRequired" if level is not None:
            for name in _missing_names(error):
                for inner, schemas in level.missing(name):
                    yield (*path, *inner), 0, messages.missing(str(inner[-1]), schemas)
        case "additionalProperties" | "unevaluatedProperties":
            # The library also calls a property unevaluated when its value is wrong.
            for stranger in sorted(level.strangers()) if level is not None else ():
                yield (*path, stranger), 0, messages.not_asked(stranger, ())
        case "anyOf" | "oneOf" if isinstance(error.schema, dict) and (other := wrapped(error.schema)):
            branches: Any = error.validator_value
            for cause in error.context or ():
                if cause.schema_path[0] == branches.index(other):
                    yield from told(cause, form)
        case "anyOf" if level is not None and is_one_of_several(error.validator_value):
            names = _one_of_several(error)
            if level.now.properties.keys() >= set(names):
                several = {name: level.now.properties[name] for name in names}
                yield (*path, names[0]), 3, messages.one_of(several)
        case kind if path:
            at, found = form.question(path)
            yield at, 1 if kind == "type" else 2, messages.wrong(str(at[-1]), found, error)


def _one_of_several(error: ValidationError) -> list[str]:
    branches: Any = error.validator_value
    return [name for branch in branches for name in branch["required"]]


def _missing_names(error: ValidationError) -> list[str]:
    """The library tells one name at a time; which one stands in no field of the error."""
    wanted: Any = error.validator_value
    given: Any = error.instance
    if isinstance(wanted, dict):
        wanted = [name for trigger, names in wanted.items() if trigger in given for name in names]
    return [name for name in wanted if name not in given]
