"""One citizen's application while it is being filled in. In memory only: nothing of it touches the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from kiosk.catalogue import forms
from kiosk.catalogue.bundles import sections_for
from kiosk.domain.answer_path import changed, covers, join, look_up, split, without_row
from kiosk.domain.attachment import Attachment
from kiosk.domain.card import IdCard
from kiosk.domain.form import FieldError, Form
from kiosk.domain.item import Catalogue, Item, Material, MaterialNeed
from kiosk.domain.privacy import Consent, Sensitive
from kiosk.domain.text import Text
from kiosk.ui.viewmodels.journey import fields_of, place_of
from kiosk.ui.viewmodels.people import AGENT, APPLICANT, People, Side, asks_for_card, is_about_people

_SAME_PERSON = Text(
    "这是代办人自己的号码，请填要办事的人的；给自己办，请返回第一页改选“给自己办”",
    "This is the agent's own number. Enter the person's, or go back and choose 'For myself'",
)


class Draft:
    """The item, its answers, and what the session knows of the person. Form and check-answers share one.

    `answers` keeps what was given to questions that are hidden now: going back and changing a mind again
    loses nothing. Only `submission` drops them. `schema_of` says which of an item's schemas is filled in:
    its form, or its situation questionnaire.
    """

    def __init__(
        self,
        catalogue: Callable[[], Catalogue],
        today: Callable[[], date],
        schema_of: Callable[[Item], str] = lambda item: item.form,
    ) -> None:
        self._catalogue = catalogue
        self._today = today
        self._schema_of = schema_of
        self.people = People()
        self.end()

    def end(self) -> None:
        """The form is over, filed or given up. What the session knows of the person stays."""
        self.item: Item | None = None
        self.answers: dict[str, Any] = {}
        self.from_card: frozenset[str] = frozenset()
        self._told: frozenset[str] = frozenset()  # answered by the situation questionnaire already
        self.errors: dict[str, FieldError] = {}
        self.consented = False
        self.consented_sensitive = False
        self.consent = Consent()  # what was agreed to when the form began
        self.photos: tuple[Attachment, ...] = ()
        self.photos_offered = False
        self.by_agent = False  # 代办: who stands here files for somebody else
        self._derived: tuple[tuple[dict[str, Any], date], Form] | None = None
        self.page = ""  # id of the page last shown; empty: the privacy notice

    def forget(self) -> None:
        """The session is over."""
        self.end()
        self.people.forget()

    def begin(self, item_id: str) -> None:
        """Start on `item_id`, or go on if that is the one in hand. An unknown item or no form is a bug."""
        if self.item is not None and self.item.id == item_id:
            return
        item = self._catalogue().item(item_id)
        if item is None or not self._schema_of(item):
            raise ValueError(f"{item_id} has no form")
        self.end()
        self.item = item
        self._fill()

    @property
    def schema(self) -> forms.Schema:
        if self.item is None:
            raise ValueError("no item is being applied for")
        return self._catalogue().forms[self._schema_of(self.item)]

    @property
    def photographed(self) -> tuple[Material, ...]:
        """The materials of this situation that a photo may stand for, each once."""
        if self.item is None:
            return ()
        sections = sections_for(self._catalogue(), self.item, self.answers, self._today())
        wanted = (m for section in sections for m in section.materials if m.need is MaterialNeed.PHOTOGRAPH)
        return tuple({material.name.zh: material for material in wanted}.values())

    @property
    def may_photograph(self) -> bool:
        """Whether any paper of this item may be photographed, whatever is answered."""
        return self.item is not None and any(
            one.need is MaterialNeed.PHOTOGRAPH for one in self.item.materials
        )

    @property
    def sensitive(self) -> tuple[Sensitive, ...]:
        """What the form can come to ask that wants a consent of its own."""
        return () if self.item is None else forms.sensitive_kinds(self.schema)

    @property
    def has_agreed(self) -> bool:
        return self.consented and (self.consented_sensitive or not self.sensitive)

    def attachments(self) -> tuple[Attachment, ...]:
        """The photos to file: another answer may have made a paper needless that was photographed already."""
        wanted = {material.name.zh for material in self.photographed}
        return tuple(photo for photo in self.photos if photo.material in wanted)

    def form(self) -> Form:
        """The form as it is now. Several ask for it at every touch, so the last one is kept."""
        answers, today = dict(self.answers), self._today()
        if self._derived is None or self._derived[0] != (answers, today):
            form = self._form_with(answers)
            self._derived = ((answers, today), form)
        return self._derived[1]

    def asked(self) -> Form:
        """The form without what the situation questionnaire has asked: its pages, as they are walked."""
        form = self.form()
        pages = []
        for page in form.pages:
            fields = tuple(field for field in page.fields if not self._is_told(field.name))
            if fields:
                pages.append(msgspec.structs.replace(page, fields=fields))
        return msgspec.structs.replace(form, pages=tuple(pages))

    def take(self, told: Mapping[str, Any]) -> None:
        """Answers of the situation questionnaire: those that this form asks too need no second asking."""
        before = self.answers
        for name in self._told - told.keys():
            self.answers = changed(self.answers, name, None)
        for name, value in told.items():
            self.answers = changed(self.answers, name, value)
        self._fill()
        self._see_who_files(before)
        refused = {error.field for error in forms.validate(self.schema, self.submission(), self._today())}
        self._told = frozenset(told) - refused

    def ask(self, name: str) -> None:
        """Ask this again: its answer is to be changed."""
        self._told -= {name}

    def _is_told(self, name: str) -> bool:
        return name in self._told and look_up(self.answers, name) is not None

    def answer(self, name: str, value: object) -> None:
        """Put `value` at the path `name`; None takes the answer back. What opens is filled if it is known."""
        before = self.answers
        known = {field.name: field.canonical for field in fields_of(self.form())}
        empty = value is None or value in ("", [])
        self.answers = changed(self.answers, name, None if empty else value)
        self.errors.pop(name, None)
        opened = [field.name for field in fields_of(self.form()) if field.name not in known]
        if opened:
            filled = self._filled(self.answers)
            for path in opened:
                if look_up(self.answers, path) is None and (fact := look_up(filled, path)) is not None:
                    self.answers = changed(self.answers, path, fact)
        if known.get(name) == forms.FILED_BY:
            self._see_who_files(before)

    def add_row(self, name: str) -> str:
        """A row more in the list `name`; gives the new row's path."""
        rows = look_up(self.answers, name) or []
        row = forms.new_row(self.schema, self.answers, name, self._today())
        self.answers = changed(self.answers, name, [*rows, row])
        self._drop_errors(name)
        return join((*split(name), len(rows)))

    def remove_row(self, row: str) -> None:
        self.answers = without_row(self.answers, row)
        self._drop_errors(row.rpartition("/")[0])

    def is_untouched(self, row: str) -> bool:
        """Whether nobody has answered anything in this row."""
        name = row.rpartition("/")[0]
        return bool(
            look_up(self.answers, row) == forms.new_row(self.schema, self.answers, name, self._today())
        )

    def _drop_errors(self, name: str) -> None:
        """Rows have moved: what was said of them may stand beside another one now."""
        self.errors = {path: error for path, error in self.errors.items() if not covers(name, path)}

    def submission(self) -> dict[str, Any]:
        return forms.submission(self.schema, self.answers, self._today())

    def check(self, names: Iterable[str] | None = None) -> tuple[FieldError, ...]:
        """Judge the questions of `names`, or all, and keep the errors to be shown beside them."""
        found = (*forms.validate(self.schema, self.submission(), self._today()), *self._one_person_twice())
        wanted = None if names is None else tuple(names)
        told = tuple(e for e in found if wanted is None or any(covers(name, e.field) for name in wanted))
        self.errors = {error.field: error for error in told}
        return told

    def _one_person_twice(self) -> Iterator[FieldError]:
        """代办 takes two people; the schema cannot compare two questions."""
        facts = forms.facts_of(self.schema, self.submission(), self._today()) if self.by_agent else {}
        number = facts.get(f"{AGENT}id_number")
        if number and number == facts.get(f"{APPLICANT}id_number"):
            asked = (f.name for f in fields_of(self.form()) if f.canonical == f"{APPLICANT}id_number")
            yield from (FieldError(name, _SAME_PERSON) for name in asked)

    def remember(self) -> None:
        """Keep what was told once for the next form of this session (一表申请)."""
        self._learn(self.answers)

    # -- people and their cards --------------------------------------------------------------------------

    def side_of(self, card: IdCard) -> Side | None:
        """Whose card this is taken for on the page that is shown; None: it has no place in this session."""
        sides = [Side.HERE]
        if self.by_agent:
            sides = [Side.HERE, Side.AWAY] if self.asks_for(AGENT) else [Side.AWAY, Side.HERE]
        known = next((side for side in sides if self.people.is_card_of(card, side)), None)
        return known or next((side for side in sides if not self.people.has_card(side)), None)

    def asks_for(self, prefix: str) -> bool:
        """Whether the page that is shown asks for what a card of that person (AGENT, APPLICANT) says."""
        place = place_of(self.asked(), self.page) if self.item is not None else None
        return place is not None and asks_for_card((field.canonical for field in place.page.fields), prefix)

    def awaits_card_of(self) -> Side | None:
        """Whose card the page asks for that has not been laid down yet."""
        if self.asks_for(AGENT) and not self.people.has_card(Side.HERE):
            return Side.HERE
        asked = Side.AWAY if self.by_agent else Side.HERE
        return asked if self.asks_for(APPLICANT) and not self.people.has_card(asked) else None

    def use_card(self, card: IdCard) -> None:
        """What a card says replaces what was typed. `side_of` must know a place for it."""
        side = self.side_of(card)
        if side is None:
            raise ValueError("another person's card")
        self.people.lay(card, side)
        if self.item is not None:
            self._fill()

    def swap_people(self) -> None:
        """The card that was laid first is not of who stands here but of whom they file for."""
        self.people.swap()
        self._fill_anew(self.answers)

    @property
    def has_card(self) -> bool:
        return self.people.has_card(Side.HERE)

    def _learn(self, answers: dict[str, Any]) -> None:
        self.people.learn(forms.facts_of(self.schema, answers, self._today()), self.by_agent)

    def _see_who_files(self, before: dict[str, Any]) -> None:
        """After another answer to 给自己办/替别人办 each fact goes with its human to the other question."""
        asked = (field.name for field in fields_of(self.form()) if field.canonical == forms.FILED_BY)
        by_agent = any(look_up(self.answers, name) == forms.BY_AGENT for name in asked)
        if by_agent != self.by_agent:
            self._learn(before)
            self.by_agent = by_agent
            self._fill_anew(before)

    def _fill_anew(self, before: dict[str, Any]) -> None:
        """Take every answer about people back, and fill in what is known of who they are now."""
        asked = [*fields_of(self._form_with(before)), *fields_of(self.form())]
        for field in asked:
            if is_about_people(field.canonical):
                self.answers = changed(self.answers, field.name, None)
                self.errors.pop(field.name, None)
        self._fill()

    def _form_with(self, answers: dict[str, Any]) -> Form:
        return forms.derive(self.schema, answers, self._catalogue().divisions, self._today())

    def _fill(self) -> None:
        """Answer what is known and was not asked yet; what a card says replaces what was typed."""
        self.answers = self._filled(self.answers)
        told = self.people.card_facts(self.by_agent)
        asked = [field.name for field in fields_of(self.form()) if field.canonical in told]
        bare = self.answers
        for name in asked:
            bare = changed(bare, name, None)
        filled = self._filled(bare)
        self.from_card = frozenset(name for name in asked if look_up(filled, name) is not None)
        for name in self.from_card:
            self.answers = changed(self.answers, name, look_up(filled, name))
            self.errors.pop(name, None)
        self.answers = self._filled(self.answers)

    def _filled(self, answers: dict[str, Any]) -> dict[str, Any]:
        return forms.prefill(self.schema, self.people.facts(self.by_agent), self._today(), answers)
