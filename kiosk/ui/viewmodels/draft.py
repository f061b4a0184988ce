"""One citizen's application while it is being filled in. In memory only: nothing of it touches the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from kiosk.catalogue import forms
from kiosk.domain.card import IdCard
from kiosk.domain.form import Answers, Field, FieldError, Form, Page
from kiosk.domain.item import Catalogue, Item


class Draft:
    """The item, its answers, and what the session knows of the person. Form and check-answers share one.

    `answers` keeps what was given to questions that are hidden now: going back and changing a mind again
    loses nothing. Only `submission` drops them.
    """

    def __init__(self, catalogue: Callable[[], Catalogue], today: Callable[[], date]) -> None:
        self._catalogue = catalogue
        self._today = today
        self._facts: dict[str, str] = {}
        self._card: dict[str, str] = {}
        self.end()

    def end(self) -> None:
        """The form is over, filed or given up. What the session knows of the person stays."""
        self.item: Item | None = None
        self.answers: dict[str, Any] = {}
        self.from_card: frozenset[str] = frozenset()
        self.errors: dict[str, FieldError] = {}
        self.consented = False
        self._derived: tuple[tuple[dict[str, Any], date], Form] | None = None
        self.page = ""  # id of the page last shown; empty: the privacy notice

    def forget(self) -> None:
        """The session is over."""
        self.end()
        self._facts = {}
        self._card = {}

    def begin(self, item_id: str) -> None:
        """Start on `item_id`, or go on if that is the one in hand. An unknown item or no form is a bug."""
        if self.item is not None and self.item.id == item_id:
            return
        item = self._catalogue().item(item_id)
        if item is None or not item.form:
            raise ValueError(f"{item_id} has no form")
        self.end()
        self.item = item
        self._fill(forms.prefill(self.schema, self._facts, self._today()))

    @property
    def schema(self) -> forms.Schema:
        if self.item is None:
            raise ValueError("no item is being applied for")
        return self._catalogue().forms[self.item.form]

    def form(self) -> Form:
        """The form as it is now. Several ask for it at every touch, so the last one is kept."""
        answers, today = dict(self.answers), self._today()
        if self._derived is None or self._derived[0] != (answers, today):
            form = forms.derive(self.schema, answers, self._catalogue().divisions, today)
            self._derived = ((answers, today), form)
        return self._derived[1]

    def answer(self, name: str, value: object) -> None:
        """None takes the answer back."""
        if value is None or value in ("", []):
            self.answers.pop(name, None)
        else:
            self.answers[name] = value
        self.errors.pop(name, None)

    def submission(self) -> dict[str, Any]:
        return forms.submission(self.schema, self.answers, self._today())

    def check(self, names: Iterable[str] | None = None) -> tuple[FieldError, ...]:
        """Judge the questions of `names`, or all, and keep the errors to be shown beside them."""
        found = forms.validate(self.schema, self.submission(), self._today())
        wanted = None if names is None else set(names)
        told = tuple(error for error in found if wanted is None or error.field in wanted)
        self.errors = {error.field: error for error in told}
        return told

    def remember(self) -> None:
        """Keep what was told once for the next form of this session (一表申请)."""
        self._facts |= forms.facts_of(self.schema, self.answers, self._today())

    # -- the card ----------------------------------------------------------------------------------------

    def is_other_person(self, card: IdCard) -> bool:
        return self.has_card and card.number != self._card["person.id_number"]

    def use_card(self, card: IdCard) -> None:
        """A card is the better witness: what it says replaces what was typed."""
        self._card = card_facts(card)
        self._facts |= self._card
        if self.item is not None:
            self._fill(forms.prefill(self.schema, self._facts, self._today()))

    @property
    def has_card(self) -> bool:
        return bool(self._card)

    def _fill(self, known: Answers) -> None:
        for name, value in known.items():
            self.answers.setdefault(name, value)
        if not self.has_card:
            return
        # What kind of document it is follows from the card's number (forms.prefill).
        told = {*self._card, "person.id_type"}
        asked = fields_of(self.form())
        self.from_card = frozenset(f.name for f in asked if f.canonical in told and f.name in known)
        for name in self.from_card:
            self.answers[name] = known[name]
            self.errors.pop(name, None)


def card_facts(card: IdCard) -> dict[str, str]:
    """Canonical names of what a card says; dates as YYYYMMDD, as on the chip."""
    facts = {
        "person.name": card.name,
        "person.id_number": card.number,
        "person.sex": card.sex,
        "person.birth": card.birth,
        "person.ethnicity": card.ethnicity,
        "person.address": card.address,
    }
    return {name: value for name, value in facts.items() if value}


def fields_of(form: Form) -> tuple[Field, ...]:
    return tuple(field for page in form.pages for field in page.fields)


def page_of(form: Form, name: str) -> Page | None:
    """The page that asks the question `name`."""
    return next((page for page in form.pages if any(field.name == name for field in page.fields)), None)
