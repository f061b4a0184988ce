"""The exact list for one situation, and the ways on: print it, apply, or take a number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from kiosk.catalogue.bundles import sections_for
from kiosk.catalogue.guidance import Section, Told, nothing_to_prepare, situation_words
from kiosk.catalogue.workdays import promised_day
from kiosk.domain.item import Catalogue, Item, ItemKind, TimeUnit
from kiosk.domain.time import local
from kiosk.ui.viewmodel import State
from kiosk.ui.viewmodels.bars import Say, day_words_of
from kiosk.ui.viewmodels.item import Line
from kiosk.ui.viewmodels.slip import SlipState
from kiosk.ui.viewmodels.slip_screen import SlipScreen

if TYPE_CHECKING:
    from datetime import date

    from kiosk.domain.bundle import AtWindow
    from kiosk.domain.text import Language
    from kiosk.ui.ports import Prints, Tells
    from kiosk.ui.shell import Shell
    from kiosk.ui.viewmodels.draft import Draft


class Group(State, frozen=True, kw_only=True):
    """What one item asks for: the only one there is, or a part of a bundle."""

    title: str
    materials: tuple[Line, ...]
    no_materials: str
    facts: tuple[Line, ...]


class ToldState(State, frozen=True, kw_only=True):
    title: str = ""
    item: str = ""
    situation: tuple[Line, ...] = ()
    groups: tuple[Group, ...] = ()
    at_window: tuple[Line, ...] = ()
    slip: SlipState | None = None
    can_start: bool = False
    can_queue: bool = False


def derive_told(
    item: Item,
    told: tuple[Told, ...],
    sections: tuple[Section, ...],
    at_window: tuple[AtWindow, ...],
    promised: Callable[[Item], date | None],
    slip: SlipState | None,
    can_start: bool,
    can_queue: bool,
    language: Language,
    say: Say,
) -> ToldState:
    """`promised`: by when an item is done if it is accepted today; None when no day may be said."""
    nothing = all(nothing_to_prepare(section.materials) for section in sections)
    return ToldState(
        title=say("title-none" if nothing else "title"),
        item=item.plain_name.in_(language),
        situation=tuple(
            Line(label=one.question.in_(language), text=one.answer.in_(language)) for one in told
        ),
        groups=tuple(
            _group(section, promised(section.item), item.kind is ItemKind.BUNDLE, language, say)
            for section in sections
        ),
        at_window=tuple(
            Line(
                text=part.name.in_(language),
                label=part.department.in_(language),
                note=part.note.in_(language),
                example="" if part.verified else say("example"),
            )
            for part in at_window
        ),
        slip=slip,
        can_start=can_start,
        can_queue=can_queue,
    )


def _group(section: Section, promised: date | None, named: bool, language: Language, say: Say) -> Group:
    item = section.item
    limit = say(f"limit-{item.time_limit.unit.value}", count=item.time_limit.value)
    if promised is not None:
        limit = say("promise", limit=limit, day=day_words_of(promised, language))
    sure = item.time_limit_verified or item.time_limit.unit is TimeUnit.UNSTATED
    return Group(
        title=item.plain_name.in_(language) if named else say("materials"),
        materials=tuple(
            Line(
                text=material.name.in_(language),
                label=say(f"need-{material.need.value}"),
                note=material.note.in_(language),
                example="" if material.verified else say("example"),
            )
            for material in section.materials
        ),
        no_materials=say("no-materials") if nothing_to_prepare(section.materials) else "",
        facts=(
            Line(label=say("where"), text=item.accepted_at.in_(language)),
            Line(label=say("time-limit"), text=limit, example="" if sure else say("example")),
        ),
    )


class ToldViewModel(SlipScreen):
    screen: ClassVar[str] = "told"
    qml: ClassVar[str] = "Told"

    def __init__(
        self, shell: Shell, catalogue: Catalogue, questions: Draft, guidance: Tells, printing: Prints
    ) -> None:
        """`questions` holds what the item's situation questionnaire was answered."""
        super().__init__(shell, ToldState(), printing)
        self._catalogue = catalogue
        self._questions = questions
        self._guidance = guidance
        self._item: Item | None = None
        self._printed = ""  # what the slip that was printed says: item and answers
        self._form: Draft | None = None

    def hand_to(self, form: Draft) -> None:
        """The application that 开始申办 begins: what was answered here is not asked there again."""
        self._form = form

    def open(self, arguments: Mapping[str, str]) -> None:
        self._item = self._catalogue.item(arguments["item"])
        if self._printed != self._asked_for():
            self._slip.forget()
        self.refresh()

    def refresh(self) -> None:
        item = self._item
        if item is None:
            self._show(ToldState())
            return
        schema, answers, today = self._schema(item), self._answers(item), self._today()
        status = self.shell.status
        bundle = self._catalogue.bundle(item.id)
        sure_of_day = status is None or status.clock_fault is None
        self._show(
            derive_told(
                item,
                () if schema is None else situation_words(schema, answers, today),
                sections_for(self._catalogue, item, answers, today),
                () if bundle is None else bundle.at_window,
                lambda part: (
                    promised_day(self._catalogue.calendar, part.time_limit, today) if sure_of_day else None
                ),
                self._slip.look(),
                self.shell.has("form") and item.form != "",
                self.shell.has("take-number"),
                self.language,
                self.say,
            )
        )

    def forget(self) -> None:
        self._item = None
        self._printed = ""
        self._slip.forget()
        self.refresh()

    def _today(self) -> date:
        return local(self.shell.clock.now()).date()

    def _schema(self, item: Item) -> dict[str, object] | None:
        return self._catalogue.forms[item.situation] if item.situation else None

    def _answers(self, item: Item) -> dict[str, object]:
        """Of this item's questionnaire; another item's answers say nothing here."""
        same = self._questions.item is not None and self._questions.item.id == item.id
        return self._questions.submission() if item.situation and same else {}

    def _asked_for(self) -> str:
        return "" if self._item is None else f"{self._item.id} {sorted(self._answers(self._item).items())}"

    @Slot()
    def change(self) -> None:
        """Another answer: back to the first question."""
        if self._item is not None:
            self._questions.page = ""
            self.shell.go("situation", item=self._item.id)

    @Slot()
    def print(self) -> None:
        """One notice for one list: a second touch on the key prints no second one."""
        if self._item is None or self._printed == self._asked_for():
            return
        job = self._guidance.tell(self.shell.session_id, self._item.id, self._answers(self._item))
        self._printed = self._asked_for()
        self._slip.follow(job)
        self.refresh()

    @Slot()
    def start(self) -> None:
        if self._item is None or self._form is None:
            return
        self._form.begin(self._item.id)
        self._form.take(self._answers(self._item))
        self.shell.go("form", item=self._item.id)

    @Slot()
    def takeNumber(self) -> None:  # noqa: N802
        self.shell.go("take-number")
