"""情形引导: the answers of an item's questionnaire into its exact, possibly empty, list of materials."""

from datetime import date
from typing import Any

import msgspec

from kiosk.catalogue.forms import derive, submission
from kiosk.catalogue.forms.validator import validator
from kiosk.domain.form import Answers
from kiosk.domain.item import Item, Material, MaterialNeed
from kiosk.domain.text import Language, Text

_ASKED = (MaterialNeed.BRING, MaterialNeed.PHOTOGRAPH, MaterialNeed.MAY_FOLLOW, MaterialNeed.HELD_BY_STATE)


class Told(msgspec.Struct, frozen=True):
    """One question of the questionnaire and what was answered, in words."""

    question: Text
    answer: Text


class Section(msgspec.Struct, frozen=True):
    """One item and what it asks of the citizen in this situation."""

    item: Item
    materials: tuple[Material, ...]


def nothing_to_prepare(materials: tuple[Material, ...]) -> bool:
    """零材料: whatever is left, the state looks it up for itself."""
    return all(material.need is MaterialNeed.HELD_BY_STATE for material in materials)


def materials_for(
    item: Item, questionnaire: dict[str, Any] | None, answers: Answers, today: date
) -> tuple[Material, ...]:
    """What this situation needs, what is asked of the citizen first. `questionnaire` is the item's, if any.

    An answer to a question that is hidden now decides nothing, as in every form.
    """
    given = {} if questionnaire is None else submission(questionnaire, answers, today)
    needed = [material for material in item.materials if holds(material.when, given, today)]
    return tuple(sorted(needed, key=lambda material: _ASKED.index(material.need)))


def situation_words(questionnaire: dict[str, Any], answers: Answers, today: date) -> tuple[Told, ...]:
    """What the list rests on. A questionnaire is answered by choosing, so nothing personal is among it."""
    given = submission(questionnaire, answers, today)
    fields = (field for page in derive(questionnaire, given, (), today).pages for field in page.fields)
    told = []
    for field in fields:
        value = given.get(field.name)
        chosen = [
            o.label
            for o in field.options
            if (o.value in value if isinstance(value, list) else o.value == value)
        ]
        if isinstance(value, bool) and not chosen:
            chosen = [YES if value else NO]
        if chosen:
            answer = Text(
                "、".join(label.zh for label in chosen), ", ".join(label.in_(Language.EN) for label in chosen)
            )
            told.append(Told(field.label, answer))
    return tuple(told)


YES, NO = Text("是", "Yes"), Text("否", "No")


def holds(condition: dict[str, Any] | None, answers: Answers, today: date) -> bool:
    return condition is None or validator(condition, today).is_valid(dict(answers))
