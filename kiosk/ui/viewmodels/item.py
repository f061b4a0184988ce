"""One item's guide: everything told at once (一次性告知), and the way into the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from kiosk.domain.item import Fact, Item, ItemKind, Material, MaterialNeed, Offline, TimeLimit, TimeUnit
from kiosk.ui.viewmodel import State, ViewModel
from kiosk.ui.viewmodels.bars import Say

if TYPE_CHECKING:
    from kiosk.domain.text import Language
    from kiosk.ui.shell import Shell


class Line(State, frozen=True):
    """`example` is 示例 when nobody has verified the fact, else empty."""

    text: str
    label: str = ""
    note: str = ""
    example: str = ""


class ItemState(State, frozen=True):
    id: str = ""
    title: str = ""
    official: str = ""
    notice: str = ""
    parts: tuple[Line, ...] = ()  # what a bundle is made of
    materials: tuple[Line, ...] = ()
    no_materials: str = ""
    conditions: tuple[Line, ...] = ()
    facts: tuple[Line, ...] = ()
    steps: tuple[Line, ...] = ()
    basis: tuple[Line, ...] = ()
    can_start: bool = False
    can_tell: bool = False
    can_queue: bool = False


def derive_item(
    item: Item,
    can_file: bool,
    can_queue: bool,
    offline: bool,
    language: Language,
    say: Say,
    can_tell: bool = False,
) -> ItemState:
    """`can_file`: the form screens are there and intake is open. `offline`: no network now."""
    plain, name = item.plain_name.in_(language), item.name.in_(language)
    return ItemState(
        id=item.id,
        title=plain,
        official=say("official", name=name) if name != plain else "",
        notice=_notice(item, offline, language, say),
        materials=tuple(
            Line(
                text=m.name.in_(language),
                label=say(f"need-{m.need.value}"),
                note=_note(m, language, say),
                example=_example(m.verified, say),
            )
            for m in sorted(item.materials, key=lambda m: m.need is MaterialNeed.HELD_BY_STATE)
        ),
        no_materials="" if item.materials else say("no-materials"),
        conditions=_lines(item.conditions, language, say),
        facts=_facts(item, language, say),
        parts=_lines(item.steps, language, say) if item.kind is ItemKind.BUNDLE else (),
        steps=() if item.kind is ItemKind.BUNDLE else _lines(item.steps, language, say),
        basis=_lines(item.basis, language, say),
        can_start=can_file and item.form != "",
        can_tell=can_tell,
        can_queue=can_queue,
    )


def _note(material: Material, language: Language, say: Say) -> str:
    note = material.note.in_(language)
    if material.when is None:
        return note
    return say("depends-why", why=note) if note else say("depends")


def _facts(item: Item, language: Language, say: Say) -> tuple[Line, ...]:
    facts = (
        Line(
            label=say("time-limit"),
            text=time_limit_words(item.time_limit, say),
            example=_example(item.time_limit_verified or item.time_limit.unit is TimeUnit.UNSTATED, say),
        ),
        _fact("fee", item.fee, language, say),
        Line(label=say("department"), text=item.department.in_(language)),
        Line(label=say("where"), text=item.accepted_at.in_(language)),
        _fact("telephone", item.telephone, language, say),
        _fact("supervision", item.supervision, language, say),
        Line(label=say("result"), text=item.result.in_(language)),
        _agent(item, language, say),
        Line(label=say("trips"), text="" if item.trips is None else say("trips-count", count=item.trips)),
    )
    return tuple(fact for fact in facts if fact.text)


def _agent(item: Item, language: Language, say: Say) -> Line:
    """代办: nothing for an item without a form, where nobody files anything."""
    note = item.by_agent_note.in_(language)
    words = note or (say("by-agent-allowed") if item.by_agent else say("by-agent-not"))
    return Line(label=say("by-agent"), text=words if item.form else "", example=_example(False, say))


def _fact(label: str, fact: Fact, language: Language, say: Say) -> Line:
    return Line(label=say(label), text=fact.text.in_(language), example=_example(fact.verified, say))


def _lines(facts: tuple[Fact, ...], language: Language, say: Say) -> tuple[Line, ...]:
    return tuple(Line(text=fact.text.in_(language), example=_example(fact.verified, say)) for fact in facts)


def _example(verified: bool, say: Say) -> str:
    return "" if verified else say("example")


def _notice(item: Item, offline: bool, language: Language, say: Say) -> str:
    note = item.offline_note.in_(language)
    if item.offline is Offline.REQUEST:
        return note or say("request-only")
    return note if offline else ""


def time_limit_words(limit: TimeLimit, say: Say) -> str:
    return say(f"limit-{limit.unit.value}", count=limit.value)


class ItemGuide(ViewModel):
    screen: ClassVar[str] = "item"
    qml: ClassVar[str] = "ItemGuide"

    def __init__(self, shell: Shell, item: Callable[[str], Item | None]) -> None:
        """`item` finds an item of the present catalogue by its id."""
        super().__init__(shell, ItemState())
        self._find = item
        self._item: Item | None = None

    def open(self, arguments: Mapping[str, str]) -> None:
        self._item = self._find(arguments["item"])
        self.refresh()

    def refresh(self) -> None:
        if self._item is None:
            self._show(ItemState())
            return
        status = self.shell.status
        offline = status is not None and status.network not in ("online", "unknown")
        can_file, can_queue = self.shell.has("form"), self.shell.has("take-number")
        can_tell = self.shell.has("told")
        self._show(derive_item(self._item, can_file, can_queue, offline, self.language, self.say, can_tell))

    def forget(self) -> None:
        self._item = None
        self.refresh()

    @Slot()
    def start(self) -> None:
        """What the form will need comes first, where it depends on the citizen's situation."""
        if self._item is not None and self._item.situation and self.shell.has("situation"):
            self.shell.go("situation", item=self._item.id)
        elif self._item is not None:
            self.shell.go("form", item=self._item.id)

    @Slot()
    def tell(self) -> None:
        """To the exact list, which can be printed."""
        if self._item is not None:
            self.shell.go("situation" if self._item.situation else "told", item=self._item.id)

    @Slot()
    def takeNumber(self) -> None:  # noqa: N802
        self.shell.go("take-number")
