"""Facts about a person into answers, and back: the canonical dictionary (README.md lists its names)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kiosk.catalogue.codes import is_foreigner_number
from kiosk.catalogue.forms.fields import words_of
from kiosk.catalogue.forms.kinds import Kind, Schema, Schemas, first, inside, kind_of, row_schemas
from kiosk.catalogue.forms.level import Level
from kiosk.catalogue.forms.shown import Shown, settle, shown
from kiosk.catalogue.forms.validator import validator
from kiosk.domain.answer_path import split
from kiosk.domain.form import Answers

CANONICAL = frozenset(
    {
        *(
            f"person.{name}"
            for name in ("name", "id_type", "id_number", "sex", "birth", "ethnicity", "address")
        ),
        *(
            f"person.{name}"
            for name in ("phone", "town", "community", "address_detail", "bank_account", "bank")
        ),
        *(f"agent.{name}" for name in ("name", "id_type", "id_number", "phone")),
        "filing.by",
    }
)
# Who files: one question of a form, by which the terminal tells the agent's facts from the applicant's.
FILED_BY, BY_AGENT = "filing.by", "agent"


def prefill(
    schema: Schema, facts: Mapping[str, str], today: date, given: Answers | None = None
) -> dict[str, Any]:
    """`given` and what is known without being asked: the schema's defaults and `facts`.

    Facts come by canonical name. One that its question would refuse (a card's birth date that is none) is
    left out, so that the citizen is asked instead of being shown an error for something never typed. Rows of
    a list and nested objects that may stay away are left alone: filling a part makes the rest compulsory.
    """
    known = _with_id_type(facts)
    answers = dict(given or {})
    while True:  # a filled answer can open a branch that holds the next question
        before = answers
        answers = _filled(schema, answers, known, today)
        if answers == before:
            return answers


def _filled(schema: Schema, answers: Answers, known: Mapping[str, str], today: date) -> dict[str, Any]:
    filled = dict(answers)
    now, _ = settle(schema, answers, today)
    for name, schemas in now.properties.items():
        if kind_of(schemas) is Kind.OBJECT:
            within = filled.get(name) or {}
            if isinstance(within, dict) and name in now.required:
                within = _filled(inside(schemas), within, known, today)
                filled |= {name: within} if within else {}
        elif name not in filled:
            value = known.get(words_of(schemas).canonical, first(schemas, "default"))
            if value is not None and _accepts(schemas, value, today):
                filled[name] = value
    return filled


def facts_of(schema: Schema, answers: Answers, today: date) -> dict[str, str]:
    """Canonical name → answer, for the next form of the same person and for the receipt's masks."""
    now, kept = settle(schema, answers, today)
    return dict(_facts(now, kept, today))


def _facts(now: Shown, kept: Answers, today: date) -> Iterator[tuple[str, str]]:
    for name, value in kept.items():
        schemas = now.properties[name]
        if kind_of(schemas) is Kind.OBJECT and isinstance(value, dict):
            yield from _facts(shown(inside(schemas), value, today), value, today)
        elif isinstance(value, str) and (canonical := words_of(schemas).canonical):
            yield canonical, value


def new_row(schema: Schema, answers: Answers, name: str, today: date) -> Any:
    """What a row just added to the list `name` holds: its defaults; None where there are none."""
    given = dict(answers)
    _, schemas = Level(shown(schema, given, today), given, today).question(split(name))
    items = row_schemas(schemas)
    return prefill(inside(items), {}, today) if kind_of(items) is Kind.OBJECT else first(items, "default")


def _accepts(schemas: Schemas, value: Any, today: date) -> bool:
    return all(validator(schema, today).is_valid(value) for schema in schemas)


def _with_id_type(facts: Mapping[str, str]) -> dict[str, str]:
    """A card says what it is by its number's form; a date of birth comes from the chip as YYYYMMDD."""
    known = {name: value for name, value in facts.items() if value}
    birth = known.get("person.birth", "")
    if len(birth) == 8 and birth.isdigit():
        known["person.birth"] = f"{birth[:4]}-{birth[4:6]}-{birth[6:]}"
    for who in ("person", "agent"):
        number = known.get(f"{who}.id_number", "")
        if number and f"{who}.id_type" not in known:
            kind = "foreigner-card" if is_foreigner_number(number) else _citizen_kind(number)
            known[f"{who}.id_type"] = kind
    return known


def _citizen_kind(number: str) -> str:
    return "hmt-residence-permit" if number[:2] in ("81", "82", "83") else "resident-card"
