"""A form as screens see it: derived from a JSON Schema by kiosk.catalogue, knowing nothing of Qt."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec

from kiosk.domain.text import Text

Answers = Mapping[str, Any]  # property name → JSON value; nothing for what was not answered


class Widget(StrEnum):
    """How a field is entered. Choosing beats typing wherever the values are known."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    DIGITS = "digits"
    ID_NUMBER = "id-number"
    NUMBER = "number"
    AMOUNT = "amount"  # money: thousands grouped, the unit beside it, read back in words
    BANK_CARD = "bank-card"
    PLATE = "plate"
    DATE = "date"
    MONTH = "month"
    CHOICE = "choice"
    MULTI_CHOICE = "multi-choice"
    YES_NO = "yes-no"
    DIVISION = "division"
    CONSENT = "consent"  # a boolean that must become true: a declaration to accept
    SIGNATURE = "signature"  # written with a finger: strokes, picture and hash as one object
    ROWS = "rows"  # a repeating group: rows that are added and removed, each filled on pages of its own


class Option(msgspec.Struct, frozen=True):
    value: Any
    label: Text
    within: Text | None = None  # what it belongs to and is looked for under: the town of a village


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One question. `canonical` is its name in the dictionary that fills the same fact once in a session."""

    name: str  # a path (domain.answer_path): the property, or where it stands in an object or a row
    label: Text
    hint: Text = Text("")
    widget: Widget
    options: tuple[Option, ...] = ()
    required: bool = False
    canonical: str = ""
    max_length: int | None = None
    read_only_when_filled: bool = False  # read from the card: shown, changed only by another card
    earliest: date | None = None  # what a date, month or year picker offers; the check says it again
    latest: date | None = None
    minimum: float | None = None
    maximum: float | None = None
    unit: Text = Text("")  # what a number counts: 元, 平方米
    fixed: Any = None  # the only answer there is: shown and filed, never asked
    group: "Rows | None" = None  # with Widget.ROWS


class Page(msgspec.Struct, frozen=True):
    title: Text
    fields: tuple[Field, ...]
    id: str = ""


class Row(msgspec.Struct, frozen=True):
    """One entry of a repeating group: its path (`members/0`), and the pages on which it is filled."""

    name: str
    pages: tuple[Page, ...]


class Rows(msgspec.Struct, frozen=True, kw_only=True):
    """A repeating group. `one` is what a row is called (家庭成员), `measure` how rows are counted (位)."""

    one: Text
    measure: str
    rows: tuple[Row, ...] = ()
    blank: Row  # what adding one would ask
    at_least: int = 0
    at_most: int | None = None


class Form(msgspec.Struct, frozen=True):
    """The pages that apply to the answers so far; a hidden field is neither shown nor submitted."""

    title: Text
    pages: tuple[Page, ...]


class FieldError(msgspec.Struct, frozen=True):
    field: str  # path of the question; empty when the error belongs to the whole form
    message: Text
