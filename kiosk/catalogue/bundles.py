"""一件事: one set of answers projected onto each child's own form, and a bundle as screens list it."""

from datetime import date
from typing import Any

import msgspec

from kiosk.catalogue.forms import Schema, submission
from kiosk.catalogue.guidance import Section, holds, materials_for
from kiosk.catalogue.questions import questions_of
from kiosk.domain.answer_path import join, look_up, split
from kiosk.domain.bundle import Bundle, Child
from kiosk.domain.form import Answers, FieldError
from kiosk.domain.item import Catalogue, Item


def children_for(bundle: Bundle, answers: Answers, today: date) -> tuple[Child, ...]:
    """The children that are filed with these answers of the bundle's form."""
    return tuple(child for child in bundle.children if holds(child.when, answers, today))


def projected(child: Child, schema: Schema, answers: Answers) -> dict[str, Any]:
    """What `answers` of the bundle say to the questions of the child's own `schema`."""
    found = {}
    for name in questions_of(schema):
        source = source_of(child, name)
        value = child.say[name] if name in child.say else look_up(answers, source) if source else None
        if value is not None:
            found[name] = value
    return found


def source_of(child: Child, name: str) -> str:
    """The bundle's answer that the child's question `name` takes; empty when it takes none."""
    return "" if name in child.say else child.take.get(name, name)


def taken(child: Child, schema: Schema) -> frozenset[str]:
    """The bundle's answers that the child takes; what no child takes belongs to the whole alone."""
    return frozenset(source_of(child, name) for name in questions_of(schema)) - {""}


class Part(msgspec.Struct, frozen=True):
    """One child that is filed, and what the bundle's answers say to its form."""

    child: Child
    item: Item
    answers: dict[str, Any]

    def __repr__(self) -> str:
        return f"Part({self.item.id})"


def parts_of(catalogue: Catalogue, bundle: Bundle, answers: Answers, today: date) -> tuple[Part, ...]:
    """The children that these answers of the bundle's form bring up. KeyError: no such item."""
    sent = submission(catalogue.forms[bundle.form], answers, today)
    parts = []
    for child in children_for(bundle, sent, today):
        item = catalogue.item(child.item)
        if item is None:
            raise KeyError(child.item)
        parts.append(Part(child, item, projected(child, catalogue.forms[item.form], sent)))
    return tuple(parts)


def of_the_whole(catalogue: Catalogue, bundle: Bundle, sent: Answers, today: date) -> dict[str, Any]:
    """The answers that belong to no single part: which parts there are, and why."""
    parts = parts_of(catalogue, bundle, sent, today)
    elsewhere = frozenset[str]().union(
        *(taken(part.child, catalogue.forms[part.item.form]) for part in parts)
    )
    return {name: value for name, value in sent.items() if name not in elsewhere}


def asked_as(child: Child, errors: tuple[FieldError, ...]) -> tuple[FieldError, ...]:
    """A child's errors at the bundle's questions; at none of them where the bundle itself gave the answer."""
    return tuple(FieldError(_asked_at(child, error.field), error.message) for error in errors)


def _asked_at(child: Child, path: str) -> str:
    first, *rest = split(path)
    source = source_of(child, first)
    return join((source, *rest)) if source else ""


def sections_for(catalogue: Catalogue, item: Item, answers: Answers, today: date) -> tuple[Section, ...]:
    """The exact list of an item, or one for each child of a bundle that its situation brings up."""
    questionnaire = catalogue.forms[item.situation] if item.situation else None
    bundle = catalogue.bundle(item.id)
    if bundle is None:
        return (Section(item, materials_for(item, questionnaire, answers, today)),)
    given = {} if questionnaire is None else submission(questionnaire, answers, today)
    sections = []
    for child in children_for(bundle, given, today):
        own = catalogue.item(child.item)
        if own is None:
            raise KeyError(child.item)
        schema = catalogue.forms[own.situation] if own.situation else None
        told = {} if schema is None else projected(child, schema, given)
        sections.append(Section(own, materials_for(own, schema, told, today)))
    return tuple(sections)
