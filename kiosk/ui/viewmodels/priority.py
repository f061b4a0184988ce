"""需要优先吗？ Asked kindly, answered freely: who says so is believed, and why is neither kept nor told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from kiosk.ui.viewmodel import State, ViewModel

if TYPE_CHECKING:
    from kiosk.ui.shell import Shell

GROUPS = ("senior", "pregnant", "disabled", "military", "other")


class PriorityState(State, frozen=True):
    groups: tuple[str, ...] = GROUPS


class Priority(ViewModel):
    screen: ClassVar[str] = "priority"
    qml: ClassVar[str] = "Priority"

    def __init__(self, shell: Shell, answered: Callable[[bool], None]) -> None:
        """`answered` hears whether, and never why."""
        super().__init__(shell, PriorityState())
        self._answered = answered

    def open(self, arguments: Mapping[str, str]) -> None:
        del arguments
        self.refresh()

    @Slot()
    def yes(self) -> None:
        self._answered(True)
        self.shell.goBack()

    @Slot()
    def no(self) -> None:
        self._answered(False)
        self.shell.goBack()
