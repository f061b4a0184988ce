"""What every screen that stays with a slip hears about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from kiosk.ui.viewmodel import State, ViewModel
from kiosk.ui.viewmodels.slip import Slip

if TYPE_CHECKING:
    from kiosk.ui.ports import Prints
    from kiosk.ui.shell import Shell


class SlipScreen(ViewModel):
    """Follows the slip with `_slip` and shows its state; what SlipPanel.qml is answered comes here."""

    more_words: ClassVar[tuple[str, ...]] = ("slip",)

    def __init__(self, shell: Shell, initial: State, printing: Prints) -> None:
        super().__init__(shell, initial)
        self._slip = Slip(shell, printing)

    @Slot()
    def slipCame(self) -> None:  # noqa: N802
        self._slip.came()
        self.refresh()

    @Slot()
    def slipMissing(self) -> None:  # noqa: N802
        self._slip.missing()
        self.refresh()

    @Slot()
    def goWithoutSlip(self) -> None:  # noqa: N802
        self._slip.do_without()
        self.refresh()

    @Slot()
    def finish(self) -> None:
        self.shell.leave()

    @Slot()
    def another(self) -> None:
        """Something else for the same person."""
        self.shell.goHome()
