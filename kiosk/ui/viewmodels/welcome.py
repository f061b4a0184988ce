"""Somebody laid down a card: greeted by a masked name, and asked what it is to be used for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from kiosk.domain.item import Item, ItemKind
from kiosk.domain.text import Language
from kiosk.ui.viewmodel import State, ViewModel
from kiosk.ui.viewmodels.bars import Say

if TYPE_CHECKING:
    from kiosk.ui.shell import Shell

OFFERED = 8
_WAYS = ("take-number", "progress")


class Offer(State, frozen=True):
    id: str
    name: str
    department: str


class WelcomeState(State, frozen=True):
    title: str = ""
    items: tuple[Offer, ...] = ()
    ways: tuple[Offer, ...] = ()  # what a card is not needed for, in fewer words


def derive_welcome(
    greeting: str, items: tuple[Item, ...], ways: tuple[str, ...], language: Language, say: Say
) -> WelcomeState:
    """`items` in the order of the catalogue; `ways`: screens that can be gone to."""
    return WelcomeState(
        title=say("title", greeting=greeting),
        items=tuple(
            Offer(id=item.id, name=item.plain_name.in_(language), department=item.department.in_(language))
            for item in items
        ),
        ways=tuple(Offer(id=way, name=say(way), department="") for way in ways),
    )


class Welcome(ViewModel):
    screen: ClassVar[str] = "welcome"
    qml: ClassVar[str] = "Welcome"

    def __init__(self, shell: Shell, greeting: Callable[[], str], items: tuple[Item, ...]) -> None:
        """`greeting` is empty when nobody has laid down a card."""
        super().__init__(shell, WelcomeState())
        self._greeting = greeting
        fillable = (item for item in items if item.kind is ItemKind.APPLICATION and item.form)
        self._items = tuple(sorted(fillable, key=lambda item: item.number))[:OFFERED]

    def open(self, arguments: Mapping[str, str]) -> None:
        del arguments
        self.refresh()

    def refresh(self) -> None:
        ways = tuple(way for way in _WAYS if self.shell.has(way))
        self._show(derive_welcome(self._greeting(), self._items, ways, self.language, self.say))

    def forget(self) -> None:
        self.refresh()

    @Slot(str)
    def choose(self, item: str) -> None:
        self.shell.go("item", item=item)

    @Slot()
    def search(self) -> None:
        self.shell.go("items", purpose="apply")

    @Slot(str)
    def turnTo(self, way: str) -> None:  # noqa: N802
        self.shell.go(way, purpose=way)
