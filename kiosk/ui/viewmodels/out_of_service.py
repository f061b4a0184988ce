"""The terminal cannot serve: which of the named faults, in words, and who can help."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kiosk.ui.viewmodel import State, ViewModel
from kiosk.ui.viewmodels.bars import Say

if TYPE_CHECKING:
    from kiosk.ui.shell import Fault, Shell


class OutOfServiceState(State, frozen=True):
    reason: str = ""
    staff: str = ""
    phone: str = ""


def derive_out_of_service(fault: Fault | None, phone: str, say: Say) -> OutOfServiceState:
    if fault is None:
        return OutOfServiceState(phone=phone)
    return OutOfServiceState(
        reason=say(fault.value), staff=say(f"{fault.value}-staff", code=fault.value), phone=phone
    )


class OutOfService(ViewModel):
    screen: ClassVar[str] = "out-of-service"
    qml: ClassVar[str] = "OutOfService"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, OutOfServiceState())
        self.refresh()

    def refresh(self) -> None:
        phone = self.shell.settings.terminal.helper_phone
        self._show(derive_out_of_service(self.shell.fault, phone, self.say))
