"""What to bring for a business: its items, each of which leads to its own list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from kiosk.domain.item import Item
from kiosk.ui.viewmodel import State, ViewModel
from kiosk.ui.viewmodels.items import ItemRow

if TYPE_CHECKING:
    from kiosk.domain.ticket import SeriesView
    from kiosk.ui.shell import Shell


class BringState(State, frozen=True):
    lead: str = ""
    rows: tuple[ItemRow, ...] = ()


class Bring(ViewModel):
    screen: ClassVar[str] = "bring"
    qml: ClassVar[str] = "Bring"

    def __init__(self, shell: Shell, item: Callable[[str], Item | None]) -> None:
        super().__init__(shell, BringState())
        self._item = item
        self._series: SeriesView | None = None

    def present(self, series: SeriesView) -> None:
        self._series = series
        self.refresh()

    def refresh(self) -> None:
        if self._series is None:
            self._show(BringState())
            return
        # An item that hall.toml names and this catalogue does not have is no row: the self-check tells staff.
        items = [item for name in self._series.items if (item := self._item(name)) is not None]
        self._show(
            BringState(
                lead=self.say("lead", business=self._series.name.in_(self.language)),
                rows=tuple(
                    ItemRow(
                        id=item.id,
                        title=item.plain_name.in_(self.language),
                        detail=item.department.in_(self.language),
                        tag="",
                    )
                    for item in items
                ),
            )
        )

    def forget(self) -> None:
        self._series = None
        self.refresh()

    @Slot(str)
    def choose(self, item: str) -> None:
        self.shell.go("item", item=item)
