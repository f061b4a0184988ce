"""A question and its answer so far as a screen shows it. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kiosk.domain.form import Answers, Field, FieldError, Widget
from kiosk.domain.text import Language, Text
from kiosk.ui.input.dates import Span
from kiosk.ui.viewmodel import State

# More than this as rows is a page that nobody reads: they become a grid that opens and closes.
_ROWS_AT_MOST = 8
_KEYBOARDS = {
    Widget.TEXT: "text",
    Widget.LONG_TEXT: "text",
    Widget.DIGITS: "digits",
    Widget.ID_NUMBER: "id-number",
    Widget.NUMBER: "number",
}
YES_NO = {True: Text("是", "Yes"), False: Text("否", "No")}
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class OptionState(State, frozen=True, kw_only=True):
    index: int
    label: str
    chosen: bool


class FieldState(State, frozen=True, kw_only=True):
    """`look` is which of qml/Fields draws it: text, long, rows, pair, grid, date, consent."""

    name: str
    label: str
    hint: str
    look: str
    text: str = ""
    keyboard: str = ""
    error: str = ""
    optional: bool = False
    locked: bool = False
    open: bool = False
    many: bool = False
    options: tuple[OptionState, ...] = ()


def derive_field(
    field: Field,
    answers: Answers,
    errors: Mapping[str, FieldError],
    from_card: frozenset[str],
    opened: str,
    language: Language,
) -> FieldState:
    answer = answers.get(field.name)
    error = errors.get(field.name)
    look = _look(field)
    locked = field.read_only_when_filled and field.name in from_card
    return FieldState(
        name=field.name,
        label=field.label.in_(language),
        hint=field.hint.in_(language),
        look=look,
        text=shown_answer(field, answer, language),
        keyboard=_KEYBOARDS.get(field.widget, ""),
        error="" if error is None else error.message.in_(language),
        # Of a question that the card has answered nobody needs to know that it might stay empty.
        optional=not (field.required or locked or field.widget is Widget.CONSENT),
        locked=locked,
        # A grid without an answer stands open; one with an answer opens when it is touched.
        open=opened == field.name or (look == "grid" and answer is None),
        many=field.widget is Widget.MULTI_CHOICE,
        options=_options(field, answer, language),
    )


def shown_answer(field: Field, answer: Any, language: Language) -> str:
    """The answer in words; empty when there is none."""
    if answer is None:
        return ""
    labels = [option.label.in_(language) for option in field.options if _is_chosen(option.value, answer)]
    if labels:
        return ("、" if language is Language.ZH else ", ").join(labels)
    match field.widget:
        case Widget.DATE:
            return _date_words(str(answer), language)
        case Widget.MONTH:
            return _month_words(str(answer), language)
        case Widget.YES_NO | Widget.CONSENT:
            return YES_NO[bool(answer)].in_(language) if isinstance(answer, bool) else str(answer)
        case _:
            return str(answer)


def typed_answer(field: Field, text: str) -> Any:
    """What typed text means as an answer; None when it is empty. A number that is none stays text."""
    if field.widget is not Widget.NUMBER:
        return (text.strip() and text) or None
    try:
        return int(text) if text.isdigit() else float(text)
    except ValueError:
        return text or None


def option_values(field: Field) -> tuple[Any, ...]:
    if field.widget in (Widget.YES_NO, Widget.CONSENT) and not field.options:
        return (True, False)
    return tuple(option.value for option in field.options)


def with_toggled(field: Field, answer: Any, value: Any) -> list[Any] | None:
    """The chosen values of a multiple choice after `value` was touched, in the order of the options."""
    chosen = list(answer) if isinstance(answer, list) else []
    chosen = [one for one in chosen if one != value] if value in chosen else [*chosen, value]
    return [option.value for option in field.options if option.value in chosen] or None


def span(field: Field, today: date) -> Span:
    """What a date chooser offers when the form says nothing: a long life back, a long lease ahead."""
    earliest = field.earliest or date(today.year - 110, 1, 1)
    latest = field.latest or date(today.year + 50, 12, 31)
    return Span(min(earliest, latest), latest, months=field.widget is Widget.MONTH)


def _look(field: Field) -> str:
    match field.widget:
        case Widget.TEXT | Widget.DIGITS | Widget.ID_NUMBER | Widget.NUMBER:
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
        case Widget.CHOICE:
            return "rows" if len(field.options) <= _ROWS_AT_MOST else "grid"


def _options(field: Field, answer: Any, language: Language) -> tuple[OptionState, ...]:
    if field.widget in (Widget.YES_NO, Widget.CONSENT) and not field.options:
        return tuple(
            OptionState(index=index, label=YES_NO[value].in_(language), chosen=answer is value)
            for index, value in enumerate((True, False))
        )
    return tuple(
        OptionState(index=index, label=option.label.in_(language), chosen=_is_chosen(option.value, answer))
        for index, option in enumerate(field.options)
    )


def _is_chosen(value: Any, answer: Any) -> bool:
    return value in answer if isinstance(answer, list) else value == answer


def _date_words(answer: str, language: Language) -> str:
    try:
        day = date.fromisoformat(answer)
    except ValueError:
        return answer
    if language is Language.EN:
        return f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def _month_words(answer: str, language: Language) -> str:
    year, _, month = answer.partition("-")
    if not month.isdigit():
        return answer
    return f"{_MONTHS_EN[int(month) - 1]} {year}" if language is Language.EN else f"{year}年{int(month)}月"
