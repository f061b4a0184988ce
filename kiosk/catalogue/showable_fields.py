"""Which single questions the terminal can show."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from kiosk.catalogue.decoding import mistakes
from kiosk.catalogue.forms.bounds import is_bound
from kiosk.catalogue.forms.formats import NAMES
from kiosk.catalogue.forms.kinds import only_answer
from kiosk.catalogue.forms.prefill import CANONICAL
from kiosk.catalogue.forms.vocabulary import WORD, FieldWords, GroupWords, OptionWords
from kiosk.catalogue.problems import Severity
from kiosk.catalogue.references import ANNOTATIONS
from kiosk.catalogue.showable_signature import is_signature, signature_mistakes

Schema = dict[str, Any]
Path = tuple[str | int, ...]

_TYPES = ("string", "integer", "number", "boolean", "array")
_SHARED = ANNOTATIONS | {"type", "allOf", "readOnly"}
_LIST = _SHARED | {"items", "minItems", "maxItems", "uniqueItems"}
_KEYS = _LIST | {
    *("format", "minLength", "maxLength", "pattern", "enum", "const", "oneOf", "anyOf"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
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
    kind = field.get("type")
    if kind is not None and kind not in _TYPES:
        yield Refusal(
            node, (*at, "type"), f"type {kind!r} cannot be shown", f"use one of {', '.join(_TYPES)}"
        )
    for key in sorted(field.keys() - _KEYS):
        yield Refusal(node, (*at, key), f"“{key}” cannot be shown", "remove it or say it in another way")
    if field.get("format", "date") not in NAMES:
        yield Refusal(
            node,
            (*at, "format"),
            f"format {field['format']!r} is not known",
            f"use {', '.join(sorted(NAMES))}",
        )
    if "pattern" in field and not _compiles(field["pattern"]):
        yield Refusal(node, (*at, "pattern"), "is no regular expression", "correct it")
    if None in field.get("enum", ()) or field.get("const", 0) is None:
        yield Refusal(node, at, "nothing (null) is no choice", "leave the question out of “required”")
    if field.get("readOnly") is True and only_answer([field]) is None:
        yield Refusal(
            node, (*at, "readOnly"), "nobody could answer it", "give it a default, or remove readOnly"
        )
    yield from _choices(node, at, field, divisions)
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
    for key in sorted(field.keys() - _LIST):
        yield Refusal(node, (*at, key), f"“{key}” cannot be shown", "remove it or say it in another way")
    if field.get("type") == "array" and not isinstance(field.get("items"), dict):
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
            if not isinstance(option, dict) or not ("const" in option or option.get("format") == "division"):
                yield Refusal(node, here, "is no choice", "give each choice a const and a title")
            elif "const" in option:
                for path, what, remedy in mistakes(option.get(WORD, {}), OptionWords):
                    yield Refusal(node, (*here, WORD, *path), what, remedy)
            if isinstance(option, dict) and option.get("format") == "division":
                yield from _towns(node, here, option, divisions)
    if field.get("format") == "division":
        yield from _towns(node, at, field, divisions)


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
        yield Refusal(
            node, (*at, WORD, "canonical"), f"no fact {words['canonical']!r}", "use one of the README's list"
        )
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
