"""Answers in words, and what fingers and keys mean as answers. Pure."""

import re
from datetime import date
from typing import Any

from kiosk.domain.form import Field, Option, Widget
from kiosk.domain.text import Language, Text
from kiosk.ui.viewmodels.form_entry import cleaned, grouped, plain

YES_NO = {True: Text("是", "Yes"), False: Text("否", "No")}
SIGNED = Text("已签名", "Signed")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONGEST_NUMBER = 20
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def shown_answer(field: Field, answer: Any, language: Language) -> str:
    """The answer in words; empty when there is none."""
    if answer is None:
        return ""
    labels = [_option_words(option, language) for option in field.options if is_chosen(option.value, answer)]
    if labels:
        return ("、" if language is Language.ZH else ", ").join(labels)
    match field.widget:
        case Widget.DATE:
            return _date_words(str(answer), language)
        case Widget.MONTH:
            return _month_words(str(answer), language)
        case Widget.YES_NO | Widget.CONSENT:
            return YES_NO[bool(answer)].in_(language) if isinstance(answer, bool) else str(answer)
        case Widget.SIGNATURE:
            return SIGNED.in_(language)
        case Widget.AMOUNT | Widget.NUMBER:
            return f"{grouped(field, plain(field, answer))} {field.unit.in_(language)}".rstrip()
        case _:
            return grouped(field, str(answer))


def _option_words(option: Option, language: Language) -> str:
    if option.within is None:
        return option.label.in_(language)
    joint = "" if language is Language.ZH else ", "
    return option.within.in_(language) + joint + option.label.in_(language)


def signature_picture(field: Field, answer: Any) -> str:
    """A data: URL of the signature's own PNG; empty for other questions and before it is signed."""
    if field.widget is not Widget.SIGNATURE or not isinstance(answer, dict):
        return ""
    return f"data:image/png;base64,{answer['png']}" if answer.get("png") else ""


def typed_answer(field: Field, text: str) -> Any:
    """What typed text means as an answer; None when it is empty. A number that is none stays text."""
    text = cleaned(field, text)
    if field.widget not in (Widget.NUMBER, Widget.AMOUNT):
        return (text.strip() and text) or None
    text = text.removesuffix(".")  # the point is typed before what follows it
    if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
        return text or None  # neither nan nor 1e999 is what anybody means
    return float(text) if "." in text else int(text)


def option_values(field: Field) -> tuple[Any, ...]:
    if field.widget in (Widget.YES_NO, Widget.CONSENT) and not field.options:
        return (True, False)
    return tuple(option.value for option in field.options)


def with_toggled(field: Field, answer: Any, value: Any) -> list[Any] | None:
    """The chosen values of a multiple choice after `value` was touched, in the order of the options."""
    chosen = list(answer) if isinstance(answer, list) else []
    chosen = [one for one in chosen if one != value] if value in chosen else [*chosen, value]
    return [option.value for option in field.options if option.value in chosen] or None


def is_chosen(value: Any, answer: Any) -> bool:
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
