"""A question and its answer so far as a screen shows it. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kiosk.domain.answer_path import look_up
from kiosk.domain.form import Answers, Field, FieldError, Widget
from kiosk.domain.text import Language, Text
from kiosk.ui.input.dates import Span
from kiosk.ui.viewmodel import State
from kiosk.ui.viewmodels.bars import Say
from kiosk.ui.viewmodels.form_answers import YES_NO, is_chosen, shown_answer, signature_picture
from kiosk.ui.viewmodels.form_entry import GROUPED, grouped, plain, read_back
from kiosk.ui.viewmodels.form_hand import Hand
from kiosk.ui.viewmodels.form_rows import GroupState, derive_group
from kiosk.ui.viewmodels.long_list import Listed, listed

# More than this as rows is a page that nobody reads: they become a grid that opens and closes.
_ROWS_AT_MOST = 8
_KEYBOARDS = {
    Widget.TEXT: "text",
    Widget.LONG_TEXT: "text",
    Widget.DIGITS: "digits",
    Widget.ID_NUMBER: "id-number",
    Widget.NUMBER: "number",
    Widget.AMOUNT: "number",
    Widget.BANK_CARD: "digits",
    Widget.PLATE: "plate",
}


class OptionState(State, frozen=True, kw_only=True):
    index: int
    label: str
    chosen: bool


class FieldState(State, frozen=True, kw_only=True):
    """`look` is which of qml/Fields draws it: text, long, rows, pair, grid, date, consent, list, sign."""

    name: str
    label: str
    hint: str
    look: str
    text: str = ""
    keyboard: str = ""
    grouped: bool = False  # blanks, commas and dots in `text` are for the eye alone
    unit: str = ""
    echo: str = ""  # what was typed, counted or read back
    error: str = ""
    optional: bool = False
    locked: bool = False
    open: bool = False
    many: bool = False
    months: bool = False  # a year and a month are chosen, no day
    options: tuple[OptionState, ...] = ()
    groups: tuple[str, ...] = ()  # of a long list: what is entered before there are options (a town)
    within: str = ""  # the one that was entered
    letters: tuple[str, ...] = ()  # first letters that narrow the list
    letters_typed: str = ""
    group: GroupState | None = None
    picture: str = ""  # of a signature, as a data: URL
    headed: bool = False  # the page's title already says what is asked


def derive_field(
    field: Field,
    answers: Answers,
    errors: Mapping[str, FieldError],
    from_card: frozenset[str],
    hand: Hand,
    language: Language,
    say: Say,
    page_title: Text,
) -> FieldState:
    answer = look_up(answers, field.name)
    if answer is None:
        answer = field.fixed
    error = errors.get(field.name)
    look = _look(field)
    typed = hand.typed if hand.typing == field.name else entered(field, answer)
    many = listed(field.name, field.options, hand.looking, language, hand.read) if look == "grid" else None
    locked = (field.read_only_when_filled and field.name in from_card) or field.fixed is not None
    return FieldState(
        name=field.name,
        label=field.label.in_(language),
        hint=field.hint.in_(language),
        look=look,
        text=grouped(field, typed) if look == "text" else shown_answer(field, answer, language),
        keyboard=keyboard_of(field),
        grouped=field.widget in GROUPED,
        unit=field.unit.in_(language),
        echo="" if locked else read_back(field, typed, language, say),
        picture=signature_picture(field, answer),
        error="" if error is None else error.message.in_(language),
        # Of a question that the card has answered nobody needs to know that it might stay empty.
        optional=not (field.required or locked or field.widget is Widget.CONSENT),
        locked=locked,
        # A grid without an answer stands open; one with an answer opens when it is touched.
        open=hand.opened == field.name or (look == "grid" and answer is None),
        many=field.widget is Widget.MULTI_CHOICE,
        months=field.widget is Widget.MONTH,
        options=_options(field, answer, language, many),
        groups=() if many is None else many.groups,
        within="" if many is None else many.within,
        letters=() if many is None else many.letters,
        letters_typed="" if many is None else many.typed,
        headed=field.label == page_title,
        group=None if field.group is None else derive_group(field.group, answers, errors, language, say),
    )


def keyboard_of(field: Field) -> str:
    return _KEYBOARDS.get(field.widget, "")


def entered(field: Field, answer: Any) -> str:
    """The text that an answer stands in the entry as."""
    return "" if answer is None else plain(field, answer)


def span(field: Field, today: date) -> Span:
    """What a date chooser offers when the form says nothing: a long life back, a long lease ahead."""
    earliest = field.earliest or date(today.year - 110, 1, 1)
    latest = field.latest or date(today.year + 50, 12, 31)
    return Span(min(earliest, latest), latest, months=field.widget is Widget.MONTH)


def _look(field: Field) -> str:
    match field.widget:
        case Widget.TEXT | Widget.DIGITS | Widget.ID_NUMBER | Widget.NUMBER:
            return "text"
        case Widget.AMOUNT | Widget.BANK_CARD | Widget.PLATE:
            return "text"
        case Widget.LONG_TEXT:
            return "long"
        case Widget.DATE | Widget.MONTH:
            return "date"
        case Widget.YES_NO:
            return "pair"
        case Widget.CONSENT:
            return "consent"
        case Widget.DIVISION:
            return "grid"
        case Widget.MULTI_CHOICE:
            return "rows"
        case Widget.SIGNATURE:
            return "sign"
        case Widget.ROWS:
            return "list"
        case Widget.CHOICE:
            return "rows" if len(field.options) <= _ROWS_AT_MOST else "grid"


def _options(field: Field, answer: Any, language: Language, many: Listed | None) -> tuple[OptionState, ...]:
    if field.widget in (Widget.YES_NO, Widget.CONSENT) and not field.options:
        return tuple(
            OptionState(index=index, label=YES_NO[value].in_(language), chosen=answer is value)
            for index, value in enumerate((True, False))
        )
    return tuple(
        OptionState(index=index, label=option.label.in_(language), chosen=is_chosen(option.value, answer))
        for index, option in enumerate(field.options)
        if many is None or index in many.indices
    )
