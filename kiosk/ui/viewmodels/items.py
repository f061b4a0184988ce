"""All items in everyday words, found by name, pinyin or initials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Property, QObject, Slot

from kiosk.domain.item import Item, ItemKind, TimeUnit
from kiosk.ui.viewmodel import State, ViewModel
from kiosk.ui.viewmodels.bars import Say

if TYPE_CHECKING:
    from kiosk.domain.text import Language
    from kiosk.ui.input.keyboard import Keyboard
    from kiosk.ui.ports import FindsItems
    from kiosk.ui.shell import Shell

MAX_SHOWN = 30
MAX_TYPED = 30
_APPLIED_FOR = frozenset({ItemKind.BUNDLE, ItemKind.APPLICATION})
_GUIDED = frozenset({ItemKind.BUNDLE, ItemKind.APPLICATION, ItemKind.GUIDE})


class ItemRow(State, frozen=True):
    id: str
    title: str
    detail: str
    tag: str


class ItemsState(State, frozen=True):
    title: str
    typed: str = ""
    rows: tuple[ItemRow, ...] = ()
    nothing: str = ""
    more: str = ""


def derive_items(found: Sequence[Item], purpose: str, typed: str, language: Language, say: Say) -> ItemsState:
    """`purpose` is apply or guide."""
    hidden = len(found) - MAX_SHOWN
    return ItemsState(
        title=say(f"title-{purpose}"),
        typed=typed,
        rows=tuple(_row(item, language, say) for item in found[:MAX_SHOWN]),
        nothing=say("nothing", typed=typed) if not found else "",
        more=say("more", count=hidden) if hidden > 0 else "",
    )


def _row(item: Item, language: Language, say: Say) -> ItemRow:
    name, plain = item.name.in_(language), item.plain_name.in_(language)
    department = item.department.in_(language)
    return ItemRow(
        id=item.id,
        title=plain,
        detail=department if name == plain else f"{name} · {department}",
        tag=_tag(item, say),
    )


def _tag(item: Item, say: Say) -> str:
    if item.kind is ItemKind.BUNDLE:
        return say("bundle")
    return say("instant") if item.time_limit.unit is TimeUnit.INSTANT else ""


class Items(ViewModel):
    screen: ClassVar[str] = "items"
    qml: ClassVar[str] = "Items"

    def __init__(self, shell: Shell, index: FindsItems, keyboard: Keyboard) -> None:
        super().__init__(shell, ItemsState(title=""))
        self._index = index
        self._keyboard = keyboard
        keyboard.setParent(self)
        keyboard.inserted.connect(self._insert)
        keyboard.erased.connect(self._erase)
        keyboard.done.connect(keyboard.hide)
        self._found: list[Item] = []
        self._clear()

    def _clear(self) -> None:
        self._purpose = "apply"
        self._typed = ""

    def open(self, arguments: Mapping[str, str]) -> None:
        self._clear()
        self._purpose = arguments.get("purpose", "apply")
        self._keyboard.hide()
        self._search()

    def refresh(self) -> None:
        self._show(derive_items(self._found, self._purpose, self._typed, self.language, self.say))

    def retell(self) -> None:
        self._keyboard.retell()
        super().retell()

    def forget(self) -> None:
        self._clear()
        self._keyboard.forget()
        self._found = []
        self.refresh()

    def back(self) -> bool:
        """返回 puts the keyboard away first."""
        shown = bool(self._keyboard.property("state")["shown"])
        self._keyboard.hide()
        return shown

    @Slot()
    def search(self) -> None:
        self._keyboard.show("text")

    @Slot()
    def clear(self) -> None:
        self._typed = ""
        self._search()

    @Slot(str)
    def choose(self, item: str) -> None:
        self._keyboard.hide()
        self.shell.go("item", item=item)

    @Slot(str)
    def _insert(self, text: str) -> None:
        self._typed = (self._typed + text)[:MAX_TYPED]
        self._search()

    @Slot()
    def _erase(self) -> None:
        self._typed = self._typed[:-1]
        self._search()

    def _search(self) -> None:
        wanted = _GUIDED if self._purpose == "guide" else _APPLIED_FOR
        found = [item for item in self._index.find(self._typed) if item.kind in wanted]
        # Whole things first, as long as nobody searches for a part; the order among the others stays.
        self._found = (
            found if self._typed else sorted(found, key=lambda item: item.kind is not ItemKind.BUNDLE)
        )
        self.refresh()

    def _board(self) -> QObject:
        return self._keyboard

    board = Property(QObject, _board, constant=True)
