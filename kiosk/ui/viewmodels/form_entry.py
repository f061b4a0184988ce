"""What is typed into a question: kept clean, grouped for the eye, and read back below. Pure."""

from decimal import Decimal
from typing import Any

from kiosk.domain.form import Field, Widget
from kiosk.domain.text import Language
from kiosk.ui.input import amounts, plates
from kiosk.ui.viewmodels.bars import Say

GROUPED = frozenset({Widget.AMOUNT, Widget.BANK_CARD, Widget.PLATE})
_DOCUMENT_NUMBERS = frozenset({"person.id_number", "agent.id_number"})
_READ_FROM = 10_000  # from here on people miscount noughts
_CARD_LEAST, _CARD_MOST = 16, 19
_NUMBER_MOST = 40  # a key that is held down must not grow a number that Python refuses to read


def cleaned(field: Field, text: str) -> str:
    """`text` without what cannot belong to an answer of this kind, as the screen holds it."""
    match field.widget:
        case Widget.AMOUNT:
            return amounts.clean(text)
        case Widget.PLATE:
            return plates.clean(text)
        case Widget.BANK_CARD:
            return "".join(c for c in text if c.isascii() and c.isdigit())[:_CARD_MOST]
        case Widget.NUMBER:
            return text[:_NUMBER_MOST]
        case Widget.TEXT if field.canonical in _DOCUMENT_NUMBERS:
            return text.upper()  # the letters of a document are capitals, the keyboard's first ones are not
        case _:
            return text


def plain(field: Field, answer: Any) -> str:
    """An answer as it would be typed: a number without e+15 and without .0."""
    if isinstance(answer, float) and field.widget in (Widget.AMOUNT, Widget.NUMBER):
        return f"{Decimal(repr(answer)):f}".removesuffix(".0")
    return str(answer)


def grouped(field: Field, text: str) -> str:
    match field.widget:
        case Widget.AMOUNT:
            return amounts.grouped(text)
        case Widget.PLATE:
            return plates.grouped(text)
        case Widget.BANK_CARD:
            return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
        case _:
            return text


def read_back(field: Field, text: str, language: Language, say: Say) -> str:
    """What stands below the entry: how far it has come, or the number in words."""
    match field.widget:
        case _ if not text:
            return ""
        case Widget.BANK_CARD:
            return say("echo-card", count=len(text), least=_CARD_LEAST, most=_CARD_MOST)
        case Widget.PLATE:
            return _plate(len(text), say)
        case Widget.AMOUNT | Widget.NUMBER:
            return _number(field, text, language, say)
        case _:
            return ""


def _plate(count: int, say: Say) -> str:
    if count < plates.USUAL:
        return say("echo-plate", count=count, left=plates.USUAL - count)
    return say("echo-plate-full" if count == plates.USUAL else "echo-plate-green")


def _number(field: Field, text: str, language: Language, say: Say) -> str:
    if language is Language.EN:
        said = amounts.grouped(text.rstrip("."))
        large = said.partition(".")[0].count(",") > 0
    else:
        said = amounts.read_back(text.rstrip("."))
        large = text.partition(".")[0].isdecimal() and int(text.partition(".")[0]) >= _READ_FROM
    if not said or not (large or field.widget is Widget.AMOUNT):
        return ""
    return say("echo-number", said=said, unit=field.unit.in_(language)).rstrip()
