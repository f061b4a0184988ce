"""One act at a time that waits for the hall's ledger: its answer comes in another thread, and is taken up in
the screen's own, if whoever touched is still there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from kiosk.services.asking import Awaited
    from kiosk.ui.shell import Shell


Asked = TypeVar("Asked", bound="Awaited[Any]")


class _Errand(msgspec.Struct, frozen=True):
    name: str
    screen: str  # where it was touched
    go_on: Callable[[], object]
    drop: Callable[[], object]


class Errands(QObject):
    _answered = Signal(object)  # in the thread that asks

    def __init__(self, shell: Shell, screen: QObject) -> None:
        super().__init__(screen)
        self._shell = shell
        self._errand: _Errand | None = None
        self._answered.connect(self._take_up)

    @property
    def name(self) -> str:
        """Of the act that is waited for, or empty."""
        return "" if self._errand is None else self._errand.name

    def begin(
        self, name: str, asking: Awaited[Any], go_on: Callable[[], object], drop: Callable[[], object]
    ) -> None:
        """One of the two is called once, in this thread: `drop` for whoever has left meanwhile."""
        self.let_go()
        errand = self._errand = _Errand(name, self._shell.screen_shown, go_on, drop)
        asking.tell(lambda: self._answered.emit(errand))

    def run(
        self,
        name: str,
        asking: Asked | None,
        act: Callable[[Asked | None], object],
        drop: Callable[[Asked], object],
    ) -> bool:
        """Act when the hall has answered, or at once where nobody is asked. Whether it is waited for."""
        if asking is None:
            act(None)
            return False
        self.begin(name, asking, lambda: act(asking), lambda: drop(asking))
        return True

    def let_go(self) -> None:
        errand, self._errand = self._errand, None
        if errand is not None:
            errand.drop()

    @Slot(object)
    def _take_up(self, errand: _Errand) -> None:
        if self._errand is not errand:
            return  # let go of meanwhile
        if not self._shell.shows(errand.screen):
            self.let_go()
            return
        self._errand = None
        errand.go_on()
