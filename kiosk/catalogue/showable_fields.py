"""Which single questions the terminal can show."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any, NamedTuple

from kiosk.catalogue.decoding import mistakes
from kiosk.catalogue.forms.bounds import is_bound
from kiosk.catalogue.forms.formats import NAMES
from kiosk.catalogue.forms.kinds import type_of, wrapped
from kiosk.catalogue.forms.prefill import CANONICAL
from kiosk.catalogue.forms.vocabulary import WORD, FieldWords, GroupWords, OptionWords
from kiosk.catalogue.places import KINDS
from kiosk.catalogue.problems import Severity
from kiosk.catalogue.references import ANNOTATIONS
from kiosk.catalogue.showable_signature import is_signature, signature_mistakes

Schema = dict[str, Any]
Path = tuple[str | int, ...]

_TYPES = ("string", "integer", "number", "boolean", "array")
# Said beside anything: for people, or for whoever stores the answers.
SAID = ANNOTATIONS | {"deprecated", "writeOnly"}
_SHARED = SAID | {"type", "allOf", "readOnly"}
_LIST = _SHARED | {"items", "minItems", "maxItems", "uniqueItems"}
_KEYS = _LIST | {
    *("format", "minLength", "maxLength", "pattern", "enum", "const", "oneOf", "anyOf"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    "not",
}
# Every word that JSON Schema gives a meaning to, draft 6 to 2020-12.
_JSON_SCHEMA = _KEYS | {
    *("$id", "$schema", "$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveAnchor", "$recursiveRef"),
    *("$vocabulary", "properties", "patternProperties", "additionalProperties", "propertyNames", "required"),
    *("minProperties", "maxProperties", "unevaluatedProperties", "dependentRequired", "dependentSchemas"),
    *("dependencies", "prefixItems", "additionalItems", "unevaluatedItems", "contains", "minContains"),
    *("maxContains", "if", "then", "else"),
    *("contentEncoding", "contentMediaType", "contentSchema"),
}
_INSTEAD = {
    "dependencies": "write dependentRequired or dependentSchemas",
    "patternProperties": "make it a list whose rows hold the name and the value",
    "prefixItems": "make each place a property of its own",
    "additionalItems": "make each place a property of its own",
    "contentEncoding": "ask for a photo as a material of the item",
    "contentMediaType": "ask for a photo as a material of the item",
}
_MISSPELT = 0.84  # maxLenght, exclusiveMinimun
_MACHINE_NUMBERS = frozenset({"int32", "int64", "float", "double"})
_FORMAT_INSTEAD = {
    "date-time": "ask for a date, and for the hour with an enum",
    "time": "ask for the hour with an enum",
    "password": "nobody should have to enter a password on a public screen: remove the question",
    **dict.fromkeys(("data-url", "binary", "byte"), "ask for a photo as a material of the item"),
}


class Refusal(NamedTuple):
    """`node` has a place in a file, `below` leads on from there."""

    node: Schema
    below: Path
    what: str
    remedy: str
    severity: Severity = Severity.ERROR


def field_refusals(
    node: Schema, at: Path, field: Any, divisions: frozenset[str], in_rows: bool = False
) -> Iterator[Refusal]:
    """What keeps the question `field`, which stands at `at` below `node`, from being shown."""
    if not isinstance(field, dict):
        yield Refusal(node, at, "a question must be a schema object", "write type, title and what it accepts")
        return
    if is_signature(field):
        yield from _words(node, at, field, FieldWords, in_rows)
        for what, remedy in signature_mistakes(field):
            yield Refusal(node, at, what, remedy)
        return
    kind = type_of([field])
    if "type" in field and kind not in _TYPES:
        yield Refusal(
            node, (*at, "type"), f"type {field['type']!r} cannot be shown", f"use one of {', '.join(_TYPES)}"
        )
    yield from word_refusals(node, at, field.keys() - _KEYS, "remove it or say it in another way")
    yield from _format(node, at, field, kind)
    if "pattern" in field and not _compiles(field["pattern"]):
        yield Refusal(node, (*at, "pattern"), "is no regular expression", "correct it")
    if set(field.get("enum", [0])) == {None} or field.get("const", 0) is None:
        yield Refusal(node, at, "nothing (null) is no choice", "leave the question out of “required”")
    if (other := wrapped(field)) is None:
        yield from _choices(node, at, field, divisions)
    else:
        place = _place_of(field, other)
        yield from field_refusals(node, (*at, *place), other, divisions, in_rows)
    if kind == "array" and isinstance(field.get("items"), dict):
        yield from _choices(node, (*at, "items"), field["items"], divisions)
    yield from _words(node, at, field, FieldWords, in_rows)
    for position, member in enumerate(field.get("allOf", ())):
        yield from field_refusals(node, (*at, "allOf", position), member, divisions, in_rows)


def list_refusals(node: Schema, at: Path, field: Any) -> Iterator[Refusal]:
    """What keeps a repeating group from being shown; its rows are judged by showable."""
    if not isinstance(field, dict):
        yield Refusal(node, at, "a question must be a schema object", "write type, title and what it accepts")
        return
    known = _LIST if (other := wrapped(field)) is None else _LIST | {"anyOf", "oneOf"}
    yield from word_refusals(node, at, field.keys() - known, "remove it or say it in another way")
    if other is not None:
        yield from list_refusals(node, (*at, *_place_of(field, other)), other)
    if type_of([field]) == "array" and not isinstance(field.get("items"), dict):
        yield Refusal(node, (*at, "items"), "a list must say what it holds", "give its items a schema")
    if field.get("readOnly") is True:
        yield Refusal(node, (*at, "readOnly"), "a list is for the citizen to fill", "remove readOnly")
    yield from _words(node, at, field, GroupWords, in_rows=False)
    for key in ("pages", "compare"):
        if key in field.get(WORD, {}):
            yield Refusal(
                node, (*at, WORD, key), "belongs to the rows", "put it beside “properties” in items"
            )
    for position, member in enumerate(field.get("allOf", ())):
        yield from list_refusals(node, (*at, "allOf", position), member)


def _choices(node: Schema, at: Path, field: Schema, divisions: frozenset[str]) -> Iterator[Refusal]:
    for key in ("oneOf", "anyOf"):
        for position, option in enumerate(field.get(key, ())):
            here = (*at, key, position)
            if not _is_choice(option):
                yield Refusal(node, here, "is no choice", "give each choice a const and a title")
            elif WORD in option:
                for path, what, remedy in mistakes(option.get(WORD, {}), OptionWords):
                    yield Refusal(node, (*here, WORD, *path), what, remedy)
            if isinstance(option, dict) and option.get("format") in KINDS:
                yield from _towns(node, here, option, divisions)
    if field.get("format") in KINDS:
        yield from _towns(node, at, field, divisions)


def _is_choice(option: Any) -> bool:
    if not isinstance(option, dict):
        return False
    return "const" in option or len(option.get("enum", ())) == 1 or option.get("format") in KINDS


def _place_of(field: Schema, other: Schema) -> Path:
    return next((key, field[key].index(other)) for key in ("anyOf", "oneOf") if other in field.get(key, ()))


def word_refusals(node: Schema, at: Path, words: Iterable[str], remedy: str) -> Iterator[Refusal]:
    """Words that mean something and cannot be shown are mistakes; others count for nothing to anybody."""
    for word in sorted(words):
        if word in _JSON_SCHEMA:
            yield Refusal(node, (*at, word), f"“{word}” cannot be shown", _INSTEAD.get(word, remedy))
        elif meant := get_close_matches(word, _JSON_SCHEMA - SAID, n=1, cutoff=_MISSPELT):
            yield Refusal(node, (*at, word), f"“{word}” is no word of JSON Schema", f"write {meant[0]!r}")
        else:
            what = f"“{word}” is no word of JSON Schema and counts for nothing"
            yield Refusal(node, (*at, word), what, "correct its spelling, or remove it", Severity.WARNING)


def _format(node: Schema, at: Path, field: Schema, kind: str | None) -> Iterator[Refusal]:
    name = field.get("format", "date")
    if name in NAMES or (kind in ("integer", "number") and name in _MACHINE_NUMBERS):
        return
    remedy = _FORMAT_INSTEAD.get(name, f"use {', '.join(sorted(NAMES))}")
    yield Refusal(node, (*at, "format"), f"format {name!r} cannot be asked for", remedy)


def _towns(node: Schema, at: Path, field: Schema, divisions: frozenset[str]) -> Iterator[Refusal]:
    named = {value for key in ("const", "default") if isinstance(value := field.get(key), str)}
    for code in sorted((named | set(field.get("enum", ()))) - divisions):
        yield Refusal(node, at, f"{code!r} is no division of this package", "use a code of divisions.json")


def _words(
    node: Schema, at: Path, field: Schema, wanted: type[FieldWords], in_rows: bool
) -> Iterator[Refusal]:
    words = field.get(WORD, {})
    found = list(mistakes(words, wanted))
    for path, what, remedy in found:
        yield Refusal(node, (*at, WORD, *path), what, remedy)
    if found:
        return
    for key in ("earliest", "latest"):
        if key in words and not is_bound(words[key]):
            yield Refusal(
                node, (*at, WORD, key), f"{words[key]!r} is no bound", "write today, then nothing or ±P…Y|M|D"
            )
    if words.get("canonical") and words["canonical"] not in CANONICAL:
        what, remedy = f"no fact {words['canonical']!r}", f"use one of {', '.join(sorted(CANONICAL))}"
        yield Refusal(node, (*at, WORD, "canonical"), what, remedy)
    elif words.get("canonical") and in_rows:
        # A row is about somebody else: the applicant's facts must neither fill it nor be taken from it.
        yield Refusal(node, (*at, WORD, "canonical"), "a row is another person's", "remove it here")
    if "title" in field and "title" not in words.get("en", {}):
        yield Refusal(
            node, (*at, WORD, "en"), "has no English title", "add x-kiosk.en.title", Severity.WARNING
        )


def _compiles(pattern: Any) -> bool:
    try:
        re.compile(pattern)
    except (re.error, TypeError):
        return False
    return True
