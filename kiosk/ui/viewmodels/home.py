"""Home: only what works now, in large words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from kiosk.domain.item import Item, ItemKind
from kiosk.domain.text import Language
from kiosk.ui.viewmodel import State, ViewModel

if TYPE_CHECKING:
    from kiosk.ui.ports import BooksAppointments, TakesRatings
    from kiosk.ui.shell import Shell

FREQUENT = 8
BUNDLES = 2  # 一件事, among the shortcuts


class HomeTile(State, frozen=True):
    name: str  # where it leads, and its object name
    character: str
    title: str
    detail: str
    chief: bool = False


class FrequentItem(State, frozen=True):
    id: str
    name: str


class HomeState(State, frozen=True):
    starting: bool
    tiles: tuple[HomeTile, ...] = ()
    more: tuple[HomeTile, ...] = ()  # smaller ones below
    frequent: tuple[FrequentItem, ...] = ()
    offline: str = ""


_TILES = (
    ("take-number", "take-number", "号"),
    ("apply", "items", "办"),
    ("progress", "progress", "查"),
    ("guide", "items", "指"),
    ("booking", "booking", "约"),
)
_MORE = (
    ("complaint", "complaint", "诉"),
    ("rate", "rate", "评"),
)


def derive_home(
    screens: frozenset[str],
    phrases: Mapping[str, str],
    items: tuple[Item, ...],
    language: Language,
    offline: str,
) -> HomeState:
    """`screens`: what can be gone to; other tiles do not appear. `items`: the shortcuts."""
    tiles = tuple(
        HomeTile(
            name=name, character=seal, title=phrases[name], detail=phrases[f"{name}-detail"], chief=index == 0
        )
        for index, (name, screen, seal) in enumerate(_TILES)
        if screen in screens
    )
    more = tuple(
        HomeTile(name=name, character=seal, title=phrases[name], detail="")
        for name, screen, seal in _MORE
        if screen in screens
    )
    frequent = tuple(FrequentItem(id=item.id, name=item.plain_name.in_(language)) for item in items)
    return HomeState(
        starting=not tiles,
        tiles=tiles,
        more=more,
        frequent=frequent if "item" in screens else (),
        offline=offline,
    )


class Home(ViewModel):
    """Stands before the services do: its tiles come when their screens are added to the shell."""

    screen: ClassVar[str] = "home"
    qml: ClassVar[str] = "Home"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, HomeState(starting=True))
        self._items: tuple[Item, ...] = ()
        self._ratings: TakesRatings | None = None
        self._ratable = False
        self._booking: BooksAppointments | None = None
        self._bookable = False

    def book(self, booking: BooksAppointments) -> None:
        """The tile 预约 appears while there is something to book here, or somebody to check in."""
        self._booking = booking

    def serve(self, ratings: TakesRatings) -> None:
        """The tile 评价 appears while something can be rated."""
        self._ratings = ratings

    def offer(self, items: tuple[Item, ...]) -> None:
        """The catalogue is loaded."""
        applications = sorted((i for i in items if i.kind is ItemKind.APPLICATION), key=lambda i: i.number)
        bundles = tuple(item for item in items if item.kind is ItemKind.BUNDLE)[:BUNDLES]
        self._items = (*bundles, *applications[: FREQUENT - len(bundles)])
        self.refresh()

    def open(self, arguments: Mapping[str, str]) -> None:
        del arguments
        self.reread()

    def reread(self) -> None:
        sound = self.shell.fault is None
        ratings = self._ratings if sound else None
        self._ratable = ratings is not None and ratings.anything(self.shell.session_id)
        booking = self._booking if sound else None
        self._bookable = booking is not None and booking.anything()
        self.refresh()

    def forget(self) -> None:
        self._ratable = False
        self.refresh()

    def refresh(self) -> None:
        screens = frozenset(name for _, name, _ in (*_TILES, *_MORE) if self.shell.has(name))
        if not self._ratable:
            screens -= {"rate"}
        if not self._bookable:
            screens -= {"booking"}
        if self.shell.has("item"):
            screens |= {"item"}
        status = self.shell.status
        offline = ""
        if status is not None and status.network not in ("online", "unknown"):
            count = status.waiting_cases
            offline = self.say("offline-waiting", count=count) if count else self.say("offline")
        self._show(derive_home(screens, self._words.all(self.language), self._items, self.language, offline))

    @Slot(str)
    def choose(self, name: str) -> None:
        screen = next(screen for tile, screen, _ in (*_TILES, *_MORE) if tile == name)
        self.shell.go(screen, purpose=name)

    @Slot(str)
    def chooseItem(self, item: str) -> None:  # noqa: N802
        self.shell.go("item", item=item)
