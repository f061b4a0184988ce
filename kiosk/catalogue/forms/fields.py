"""One property's subschemas into one question: what it is called, how it is entered, what can be chosen."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from kiosk.catalogue.forms.bounds import resolve
from kiosk.catalogue.forms.vocabulary import WORD, FieldWords, option_words
from kiosk.domain.form import Field, Option, Widget
from kiosk.domain.item import Division
from kiosk.domain.text import Text

Schemas = Sequence[dict[str, Any]]

_LONG = 60  # characters from which a text gets more than one line
_FORMAT_WIDGETS = {
    "date": Widget.DATE,
    "year-month": Widget.MONTH,
    "division": Widget.DIVISION,
    "citizen-number": Widget.ID_NUMBER,
    "mobile": Widget.DIGITS,
    "bank-card": Widget.DIGITS,
    "taiwan-permit": Widget.DIGITS,
    "year": Widget.DIGITS,
}
_LONGEST = {
    "citizen-number": 18,
    "foreigner-number": 18,
    "mobile": 11,
    "bank-card": 19,
    "year": 4,
    "uscc": 18,
}


def first(schemas: Schemas, key: str) -> Any:
    return next((schema[key] for schema in schemas if key in schema), None)


def words_of(schemas: Schemas) -> FieldWords:
    """The words of all branches together; where two say something, the first one wins, as with titles.

    A form comes before the shared definitions in its `allOf`, so it may say in its own way what they ask.
    """
    merged: dict[str, Any] = {}
    for schema in reversed(schemas):
        words = schema.get(WORD, {})
        merged |= words | {"en": merged.get("en", {}) | words.get("en", {})}
    return msgspec.convert(merged, FieldWords)


def label(name: str, schemas: Schemas) -> Text:
    return Text(str(first(schemas, "title") or name), words_of(schemas).en.title)


def hint(schemas: Schemas) -> Text:
    return Text(str(first(schemas, "description") or ""), words_of(schemas).en.description)


def field(name: str, schemas: Schemas, required: bool, divisions: Sequence[Division], today: date) -> Field:
    words = words_of(schemas)
    options = choices(schemas, divisions)
    return Field(
        name=name,
        label=label(name, schemas),
        hint=hint(schemas),
        widget=words.widget or widget(schemas, bool(options)),
        options=options,
        required=required,
        canonical=words.canonical,
        max_length=_max_length(schemas),
        read_only_when_filled=words.read_only_when_filled,
        earliest=resolve(words.earliest, today),
        latest=resolve(words.latest, today),
        minimum=first(schemas, "minimum"),
        maximum=first(schemas, "maximum"),
    )


def widget(schemas: Schemas, choosable: bool) -> Widget:
    """How a value is entered when the schema does not say."""
    kind, form = first(schemas, "type"), _format(schemas)
    if kind == "array":
        return Widget.MULTI_CHOICE
    if kind == "boolean":
        return Widget.CONSENT if first(schemas, "const") is True else Widget.YES_NO
    if form == "division":
        return Widget.DIVISION
    if choosable:
        return Widget.CHOICE
    if kind in ("integer", "number"):
        return Widget.NUMBER
    if form in _FORMAT_WIDGETS:
        return _FORMAT_WIDGETS[form]
    return Widget.LONG_TEXT if (_max_length(schemas) or 0) > _LONG else Widget.TEXT


def choices(schemas: Schemas, divisions: Sequence[Division]) -> tuple[Option, ...]:
    """What can be chosen; empty when the answer is free."""
    if first(schemas, "type") == "boolean":
        return ()
    items = first(schemas, "items")
    for schema in [items] if isinstance(items, dict) else schemas:
        found = _choices(schema, divisions)
        if found:
            return found
    return ()


def _choices(schema: dict[str, Any], divisions: Sequence[Division]) -> tuple[Option, ...]:
    for key in ("oneOf", "anyOf"):
        if key in schema:
            return tuple(option for branch in schema[key] for option in _choices(branch, divisions))
    if schema.get("format") == "division":
        allowed = schema.get("enum")
        return tuple(Option(d.code, d.name) for d in divisions if allowed is None or d.code in allowed)
    if "const" in schema:
        title = str(schema.get("title", schema["const"]))
        return (Option(schema["const"], Text(title, option_words(schema).en.title)),)
    return tuple(Option(value, Text(str(value))) for value in schema.get("enum", ()))


def _format(schemas: Schemas) -> str | None:
    for schema in schemas:
        for branch in (schema, *schema.get("anyOf", ())):
            if "format" in branch:
                return str(branch["format"])
    return None


def _max_length(schemas: Schemas) -> int | None:
    return first(schemas, "maxLength") or _LONGEST.get(_format(schemas) or "")
