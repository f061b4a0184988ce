"""Facts about a person into answers, and back: the canonical dictionary (README.md lists its names)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kiosk.catalogue.codes import is_foreigner_number
from kiosk.catalogue.forms.fields import first, words_of
from kiosk.catalogue.forms.shown import Schema, Shown, settle, shown
from kiosk.catalogue.forms.validator import validator
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
        *(f"agent.{name}" for name in ("name", "id_number", "phone")),
    }
)


def prefill(schema: Schema, facts: Mapping[str, str], today: date) -> dict[str, Any]:
    """Answers that are known before anybody was asked: the schema's defaults, then `facts` by canonical name.

    A fact that its question would refuse (a card's birth date that is none) is left out, so that the citizen
    is asked instead of being shown an error for something never typed.
    """
    known = _with_id_type(facts)
    answers: dict[str, Any] = {}
    while True:  # a filled answer can open a branch that holds the next question
        before = len(answers)
        now = shown(schema, answers, today)
        for name, schemas in now.properties.items():
            value = known.get(words_of(schemas).canonical, first(schemas, "default"))
            if name not in answers and value is not None and _accepts(schemas, value, today):
                answers[name] = value
        if len(answers) == before:
            return answers


def facts_of(schema: Schema, answers: Answers, today: date) -> dict[str, str]:
    """Canonical name → answer, for the next form of the same person and for the receipt's masks."""
    now, kept = settle(schema, answers, today)
    return {
        canonical: value
        for name, value in kept.items()
        if isinstance(value, str) and (canonical := _canonical(now, name))
    }


def _canonical(now: Shown, name: str) -> str:
    return words_of(now.properties[name]).canonical


def _accepts(schemas: tuple[Schema, ...], value: Any, today: date) -> bool:
    return all(validator(schema, today).is_valid(value) for schema in schemas)


def _with_id_type(facts: Mapping[str, str]) -> dict[str, str]:
    """A card says what it is by its number's form; a date of birth comes from the chip as YYYYMMDD."""
    known = {name: value for name, value in facts.items() if value}
    birth = known.get("person.birth", "")
    if len(birth) == 8 and birth.isdigit():
        known["person.birth"] = f"{birth[:4]}-{birth[4:6]}-{birth[6:]}"
    number = known.get("person.id_number", "")
    if number and "person.id_type" not in known:
        known["person.id_type"] = "foreigner-card" if is_foreigner_number(number) else _citizen_kind(number)
    return known


def _citizen_kind(number: str) -> str:
    return "hmt-residence-permit" if number[:2] in ("81", "82", "83") else "resident-card"
