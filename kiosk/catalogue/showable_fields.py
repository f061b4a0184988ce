"""Which single questions the terminal can show."""

import re
from collections.abc import Iterator
from typing import Any

from kiosk.catalogue.decoding import mistakes
from kiosk.catalogue.forms.bounds import is_bound
from kiosk.catalogue.forms.formats import NAMES
from kiosk.catalogue.forms.prefill import CANONICAL
from kiosk.catalogue.forms.vocabulary import WORD, FieldWords, OptionWords
from kiosk.catalogue.references import ANNOTATIONS

Schema = dict[str, Any]
Refusal = tuple[
    Schema, tuple[str | int, ...], str, str
]  # (node with a known origin, path below it, what, remedy)

_TYPES = ("string", "integer", "number", "boolean", "array")
_KEYS = ANNOTATIONS | {
    *("type", "format", "minLength", "maxLength", "pattern", "enum", "const", "oneOf", "anyOf", "allOf"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    *("items", "minItems", "maxItems", "uniqueItems"),
}


def field_refusals(branch: Schema, name: str, field: Any, divisions: frozenset[str]) -> Iterator[Refusal]:
    """What keeps the property `name` of `branch` from being shown."""
    yield from _field(branch, ("properties", name), field, divisions)


def _field(
    branch: Schema, at: tuple[str | int, ...], field: Any, divisions: frozenset[str]
) -> Iterator[Refusal]:
    if not isinstance(field, dict):
        yield branch, at, "a question must be a schema object", "write type, title and what it accepts"
        return
    kind = field.get("type")
    if kind == "object":
        yield (
            branch,
            (*at, "type"),
            "a nested object cannot be shown",
            "ask its parts as questions of their own",
        )
        return
    if kind is not None and kind not in _TYPES:
        yield branch, (*at, "type"), f"type {kind!r} cannot be shown", f"use one of {', '.join(_TYPES)}"
    for key in sorted(field.keys() - _KEYS):
        yield branch, (*at, key), f"“{key}” cannot be shown", "remove it or say it in another way"
    if field.get("format", "date") not in NAMES:
        yield (
            branch,
            (*at, "format"),
            f"format {field['format']!r} is not known",
            f"use {', '.join(sorted(NAMES))}",
        )
    if "pattern" in field and not _compiles(field["pattern"]):
        yield branch, (*at, "pattern"), "is no regular expression", "correct it"
    if kind == "array":
        yield from _array(branch, at, field, divisions)
    yield from _choices(branch, at, field, divisions)
    yield from _words(branch, at, field)
    for position, member in enumerate(field.get("allOf", ())):
        yield from _field(branch, (*at, "allOf", position), member, divisions)


def _array(
    branch: Schema, at: tuple[str | int, ...], field: Schema, divisions: frozenset[str]
) -> Iterator[Refusal]:
    items = field.get("items")
    if not isinstance(items, dict) or items.keys().isdisjoint({"enum", "oneOf", "anyOf"}):
        yield branch, (*at, "items"), "a repeating group cannot be shown", "offer choices by enum or oneOf"
    else:
        yield from _choices(branch, (*at, "items"), items, divisions)


def _choices(
    branch: Schema, at: tuple[str | int, ...], field: Schema, divisions: frozenset[str]
) -> Iterator[Refusal]:
    for key in ("oneOf", "anyOf"):
        for position, option in enumerate(field.get(key, ())):
            here = (*at, key, position)
            if not isinstance(option, dict) or not ("const" in option or option.get("format") == "division"):
                yield branch, here, "is no choice", "give each choice a const and a title"
            elif "const" in option:
                for path, what, remedy in mistakes(option.get(WORD, {}), OptionWords):
                    yield branch, (*here, WORD, *path), what, remedy
            if isinstance(option, dict) and option.get("format") == "division":
                yield from _towns(branch, here, option, divisions)
    if field.get("format") == "division":
        yield from _towns(branch, at, field, divisions)


def _towns(
    branch: Schema, at: tuple[str | int, ...], field: Schema, divisions: frozenset[str]
) -> Iterator[Refusal]:
    named = {value for key in ("const", "default") if isinstance(value := field.get(key), str)}
    for code in sorted((named | set(field.get("enum", ()))) - divisions):
        yield branch, at, f"{code!r} is no division of this package", "use a code of divisions.json"


def _words(branch: Schema, at: tuple[str | int, ...], field: Schema) -> Iterator[Refusal]:
    words = field.get(WORD, {})
    found = list(mistakes(words, FieldWords))
    for path, what, remedy in found:
        yield branch, (*at, WORD, *path), what, remedy
    if found:
        return
    for key in ("earliest", "latest"):
        if key in words and not is_bound(words[key]):
            yield (
                branch,
                (*at, WORD, key),
                f"{words[key]!r} is no bound",
                "write today, then nothing or ±P…Y|M|D",
            )
    if words.get("canonical") and words["canonical"] not in CANONICAL:
        yield (
            branch,
            (*at, WORD, "canonical"),
            f"no fact {words['canonical']!r}",
            "use one of the README's list",
        )
    if "title" in field and "title" not in words.get("en", {}):
        yield branch, (*at, WORD, "en"), "has no English title", "add x-kiosk.en.title"


def _compiles(pattern: Any) -> bool:
    try:
        re.compile(pattern)
    except (re.error, TypeError):
        return False
    return True
