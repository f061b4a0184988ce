"""The rows of a repeating group as cards, in words that say how many there may be. Pure."""

from collections.abc import Mapping

from kiosk.domain.answer_path import covers, look_up
from kiosk.domain.form import Answers, Field, FieldError, Row, Rows
from kiosk.domain.text import Language
from kiosk.ui.viewmodel import State
from kiosk.ui.viewmodels.bars import Say
from kiosk.ui.viewmodels.form_answers import shown_answer

_LINES_AT_MOST = 3  # the first in the card's title: enough to tell one person from another


class CardLine(State, frozen=True, kw_only=True):
    label: str
    answer: str


class RowCard(State, frozen=True, kw_only=True):
    name: str
    title: str
    lines: tuple[CardLine, ...] = ()
    error: str = ""


class GroupState(State, frozen=True, kw_only=True):
    """`add` is empty when there is room for no more; `limits` says how many there must and may be."""

    cards: tuple[RowCard, ...] = ()
    limits: str = ""
    empty: str = ""
    add: str = ""


def derive_group(
    group: Rows, answers: Answers, errors: Mapping[str, FieldError], language: Language, say: Say
) -> GroupState:
    full = group.at_most is not None and len(group.rows) >= group.at_most
    none = say("row-none-needed") if group.at_least else say("row-none")
    return GroupState(
        cards=tuple(
            _card(row, row_title(group, number, language, say), answers, errors, language)
            for number, row in enumerate(group.rows, start=1)
        ),
        limits=_limits(group, say, full=full),
        empty="" if group.rows else none,
        add="" if full else say("row-add", measure=group.measure, one=group.one.in_(language)),
    )


def _card(
    row: Row, title: str, answers: Answers, errors: Mapping[str, FieldError], language: Language
) -> RowCard:
    lines = row_lines(row, answers, language)
    return RowCard(
        name=row.name,
        title=full_title(title, lines, language),
        lines=lines[1:],
        error=next((e.message.in_(language) for n, e in errors.items() if covers(row.name, n)), ""),
    )


def full_title(title: str, lines: tuple[CardLine, ...], language: Language) -> str:
    """第2位家人：王测试"""
    colon = "：" if language is Language.ZH else ": "
    return f"{title}{colon}{lines[0].answer}" if lines else title


def row_title(group: Rows, number: int, language: Language, say: Say) -> str:
    """第2位家庭成员"""
    return say("row-title", number=number, measure=group.measure, one=group.one.in_(language))


def _limits(group: Rows, say: Say, *, full: bool) -> str:
    least, most, measure = group.at_least, group.at_most, group.measure
    if full:
        return say("row-full", most=most, measure=measure)
    if least and least == most:
        return say("row-exactly", most=most, measure=measure)
    if least and most is not None:
        return say("row-between", least=least, most=most, measure=measure)
    if most is not None:
        return say("row-most", most=most, measure=measure)
    return say("row-least", least=least, measure=measure) if least else ""


def row_lines(row: Row, answers: Answers, language: Language) -> tuple[CardLine, ...]:
    """The first answers that were given in this row, in words."""
    given = (
        CardLine(label=field.label.in_(language), answer=_summary(field, answers, language))
        for page in row.pages
        for field in page.fields
    )
    return tuple(line for line in given if line.answer)[:_LINES_AT_MOST]


def _summary(field: Field, answers: Answers, language: Language) -> str:
    if field.group is not None:
        return str(len(field.group.rows) or "")
    return shown_answer(field, look_up(answers, field.name), language)
