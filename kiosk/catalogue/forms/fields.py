"""One property's subschemas into one question: what it is called, how it is entered, what can be chosen."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec

from kiosk.catalogue.forms.bounds import resolve
from kiosk.catalogue.forms.kinds import (
    Kind,
    Schema,
    Schemas,
    first,
    kind_of,
    only_answer,
    row_schemas,
    type_of,
)
from kiosk.catalogue.forms.vocabulary import WORD, GroupWords, option_words
from kiosk.catalogue.places import KINDS, offered
from kiosk.domain.form import Field, Option, Rows, Widget
from kiosk.domain.item import Division
from kiosk.domain.text import Text

_LONG = 60  # characters from which a text gets more than one line
_FORMAT_WIDGETS = {
    "date": Widget.DATE,
    "year-month": Widget.MONTH,
    "division": Widget.DIVISION,
    "citizen-number": Widget.ID_NUMBER,
    "mobile": Widget.DIGITS,
    "bank-card": Widget.BANK_CARD,
    "plate": Widget.PLATE,
    "village": Widget.DIVISION,
    "taiwan-permit": Widget.DIGITS,
    "disability-card": Widget.ID_NUMBER,
    "year": Widget.DIGITS,
}
_LONGEST = {
    "citizen-number": 18,
    "foreigner-number": 18,
    "mobile": 11,
    "bank-card": 19,
    "year": 4,
    "uscc": 18,
    "plate": 8,
    "disability-card": 20,
}


_SEAM = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_\-.:\s]+")  # firstName, first_name
_IDENTIFIER = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)+|[a-z][a-z0-9]*([_-][a-z0-9]+|[A-Z][a-z0-9]+)+")


def words_of(schemas: Schemas) -> GroupWords:
    """The words of all branches together; where two say something, the first one wins, as with titles.

    A form comes before the shared definitions in its `allOf`, so it may say in its own way what they ask.
    """
    merged: dict[str, Any] = {}
    for schema in reversed(schemas):
        words = schema.get(WORD, {})
        merged |= words | {"en": merged.get("en", {}) | words.get("en", {})}
    return msgspec.convert(merged, GroupWords)


def label(name: str, schemas: Schemas) -> Text:
    return Text(str(first(schemas, "title") or spoken(name)), words_of(schemas).en.title)


def whose(name: str, schemas: Schemas, others: Iterable[Schemas]) -> Text:
    """What the page of an object is called: a definition used twice (person) is told apart by name."""
    title = label(name, schemas)
    if sum(first(other, "title") == title.zh for other in others) < 2:
        return title
    return Text(f"{spoken(name)}（{title.zh}）", f"{spoken(name)} ({title.en or title.zh})")


def spoken(name: str) -> str:
    """A property's name as words, for schemas that give no title: firstName → First name."""
    if not name.isascii():
        return name
    words = [word for word in _SEAM.split(name.lstrip("@$#")) if word]
    bare = " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in words)
    return bare[:1].upper() + bare[1:]


def hint(schemas: Schemas) -> Text:
    return Text(str(first(schemas, "description") or ""), words_of(schemas).en.description)


def field(
    path: str,
    name: str,
    schemas: Schemas,
    required: bool,
    divisions: Sequence[Division],
    today: date,
    group: Rows | None = None,
) -> Field:
    """The question at `path`, called `name` where it has no title. `group` holds the rows of a list."""
    words = words_of(schemas)
    options = choices(schemas, divisions)
    return Field(
        name=path,
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
        unit=words.unit or Text(""),
        fixed=only_answer(schemas),
        group=group,
    )


def called(name: str, schemas: Schemas) -> Text:
    """What one row of a list is called."""
    words, items = words_of(schemas), row_schemas(schemas)
    if words.row is not None:
        return words.row
    return label(name, items) if first(items, "title") else label(name, schemas)


def widget(schemas: Schemas, choosable: bool) -> Widget:
    """How a value is entered when the schema does not say."""
    kind, form = type_of(schemas), _format(schemas)
    if kind == "array":
        return Widget.ROWS if kind_of(schemas) is Kind.ROWS else Widget.MULTI_CHOICE
    if kind == "boolean":
        return Widget.CONSENT if first(schemas, "const") is True else Widget.YES_NO
    if form in KINDS:
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
    if kind_of(schemas) is not Kind.ANSWER:
        return ()
    yes_or_no = type_of(schemas) == "boolean"
    for schema in row_schemas(schemas) or schemas:
        # A yes or no has keys of its own, unless its author gives both another name.
        found = () if yes_or_no and "oneOf" not in schema else _choices(schema, divisions)
        if found:
            return found
    return ()


def _choices(schema: Schema, divisions: Sequence[Division], *, titled: bool = False) -> tuple[Option, ...]:
    """`titled`: one choice of several, whose title is its own and not the question's."""
    for key in ("oneOf", "anyOf"):
        if key in schema:
            return tuple(o for branch in schema[key] for o in _choices(branch, divisions, titled=True))
    if schema.get("format") in KINDS:
        allowed = schema.get("enum")
        places = offered(schema["format"], divisions)
        return tuple(place for place in places if allowed is None or place.value in allowed)
    values = [schema["const"]] if "const" in schema else schema.get("enum", ())
    values = [value for value in values if value is not None]  # nothing is chosen by choosing nothing
    if titled and len(values) == 1 and "title" in schema:
        return (Option(values[0], Text(str(schema["title"]), option_words(schema).en.title)),)
    return tuple(Option(value, _called(value)) for value in values)


def _called(value: Any) -> Text:
    """A value without a title: self_employed → self employed."""
    if isinstance(value, bool):
        return Text("是", "Yes") if value else Text("否", "No")
    text = str(value)
    if not _IDENTIFIER.fullmatch(text):
        return Text(text)
    return Text(" ".join(word if text.isupper() else word.lower() for word in _SEAM.split(text)))


def _format(schemas: Schemas) -> str | None:
    for schema in schemas:
        for branch in (schema, *schema.get("anyOf", ())):
            if "format" in branch:
                return str(branch["format"])
    return None


def _max_length(schemas: Schemas) -> int | None:
    return first(schemas, "maxLength") or _LONGEST.get(_format(schemas) or "")
