"""The words of `x-kiosk`: what a form needs and JSON Schema cannot say (table: README.md of the room)."""

from typing import Any

import msgspec

from kiosk.domain.form import Widget
from kiosk.domain.privacy import Sensitive
from kiosk.domain.text import Text

WORD = "x-kiosk"


class _Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="camel"):
    pass


class English(_Words, frozen=True):
    """The English of what `title` and `description` say in Chinese."""

    title: str = ""
    description: str = ""


class FieldWords(_Words, frozen=True):
    """Beside a property. `earliest` and `latest` are bounds in the grammar of bounds.py."""

    en: English = English()
    page: str = ""
    order: int = 0
    widget: Widget | None = None
    canonical: str = ""
    error: Text | None = None
    unit: Text | None = None  # what a number counts
    read_only_when_filled: bool = False
    only_when_filled: bool = False  # known from the card or not asked at all
    earliest: str = ""
    latest: str = ""
    min_age: int | None = None  # years, of the person whose citizen number this is
    max_age: int | None = None
    sensitive: Sensitive | None = None  # wants a consent of its own before the form begins


class PageWords(_Words, frozen=True, kw_only=True):
    """A page in its place; the title may stand in a shared definition instead."""

    id: str
    title: Text | None = None


class Compare(_Words, frozen=True, kw_only=True):
    """`field` must lie between two bounds that may name other fields."""

    field: str
    earliest: str = ""
    latest: str = ""
    error: Text


class FormWords(_Words, frozen=True):
    """Beside the properties of a form or of a branch of it."""

    en: English = English()
    pages: tuple[PageWords, ...] = ()
    compare: tuple[Compare, ...] = ()


class GroupWords(FieldWords, frozen=True):
    """Beside a nested object or a list: also what its own questions need.

    `row` is what one row of a list is called (家庭成员), `measure` how rows are counted (位). `pages` and
    `compare` of a list stand beside its `items`.
    """

    pages: tuple[PageWords, ...] = ()
    compare: tuple[Compare, ...] = ()
    row: Text | None = None
    measure: str = ""


class OptionWords(_Words, frozen=True):
    """Beside a `const` that can be chosen. `code` is what outside systems call it, for adapters alone."""

    en: English = English()
    code: str = ""


def field_words(schema: dict[str, Any]) -> FieldWords:
    return msgspec.convert(schema.get(WORD, {}), FieldWords)


def form_words(schema: dict[str, Any]) -> GroupWords:
    """Of a form, a branch of it, or a nested object, whose words stand together with a question's."""
    return msgspec.convert(schema.get(WORD, {}), GroupWords)


def option_words(schema: dict[str, Any]) -> OptionWords:
    return msgspec.convert(schema.get(WORD, {}), OptionWords)
