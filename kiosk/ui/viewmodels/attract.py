"""Nobody is there: who we are, and how to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from kiosk.ui.viewmodel import State, ViewModel

if TYPE_CHECKING:
    from kiosk.ui.shell import Shell


class AttractState(State, frozen=True):
    place: str
    ready: bool


def derive_attract(place: str, ready: bool) -> AttractState:
    return AttractState(place=place, ready=ready)


class Attract(ViewModel):
    screen: ClassVar[str] = "attract"
    qml: ClassVar[str] = "Attract"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, derive_attract("", False))
        self.refresh()

    def refresh(self) -> None:
        place = self.read(self.shell.settings.terminal.site)
        self._show(derive_attract(place, self.shell.has("home")))

    @Slot()
    def begin(self) -> None:
        self.shell.begin()
