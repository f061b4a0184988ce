"""The staff's door: id, PIN, and how long it stays shut after wrong ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, assert_never

from PySide6.QtCore import Property, QObject, Slot

from kiosk.services.staffing import LockedOut, SignedIn, WrongPin
from kiosk.ui.viewmodel import State, ViewModel
from kiosk.ui.viewmodels.bars import Say

if TYPE_CHECKING:
    from kiosk.ui.input.keyboard import Keyboard
    from kiosk.ui.ports import KnowsStaff
    from kiosk.ui.shell import Shell
    from kiosk.ui.viewmodels.staff import StaffMenu

MAX_ID = 20
PIN_DIGITS = 6


class StaffSignInState(State, frozen=True):
    id: str = ""
    pin_typed: int = 0
    current: str = "id"
    message: str = ""
    can_sign_in: bool = False


def derive_staff_sign_in(
    staff_id: str, pin_typed: int, current: str, wrong: WrongPin | None, locked_s: int, say: Say
) -> StaffSignInState:
    """`locked_s`: seconds until the door opens again, 0 when it is not shut."""
    if locked_s > 0:
        message = say("locked", seconds=locked_s)
    elif wrong is not None:
        message = say("wrong", count=wrong.tries_left) if wrong.tries_left else say("wrong-last")
    else:
        message = ""
    ready = staff_id != "" and pin_typed == PIN_DIGITS and locked_s == 0
    return StaffSignInState(
        id=staff_id, pin_typed=pin_typed, current=current, message=message, can_sign_in=ready
    )


class StaffSignIn(ViewModel):
    screen: ClassVar[str] = "staff-sign-in"
    qml: ClassVar[str] = "StaffSignIn"

    def __init__(self, shell: Shell, staffing: KnowsStaff, menu: StaffMenu, keyboard: Keyboard) -> None:
        super().__init__(shell, StaffSignInState())
        self._staffing = staffing
        self._menu = menu
        self._keyboard = keyboard
        keyboard.setParent(self)
        keyboard.inserted.connect(self._insert)
        keyboard.erased.connect(self._erase)
        keyboard.done.connect(self._done)
        self._clear()

    def _clear(self) -> None:
        self._id = ""
        self._pin = ""
        self._current = "id"
        self._wrong: WrongPin | None = None
        self._locked_until_s = 0.0

    def open(self, arguments: Mapping[str, str]) -> None:
        del arguments
        self._clear()
        self.edit("id")

    def refresh(self) -> None:
        locked_s = max(0, round(self._locked_until_s - self.shell.clock.monotonic_s()))
        self._show(
            derive_staff_sign_in(self._id, len(self._pin), self._current, self._wrong, locked_s, self.say)
        )

    def retell(self) -> None:
        self._keyboard.retell()
        super().retell()

    def forget(self) -> None:
        self._clear()
        self._keyboard.forget()
        self.refresh()

    @Slot(str)
    def edit(self, field: str) -> None:
        self._current = field
        self._keyboard.show("digits")
        self.refresh()

    @Slot()
    def signIn(self) -> None:  # noqa: N802
        outcome = self._staffing.sign_in(self._id, self._pin)
        self._pin = ""
        match outcome:
            case SignedIn(staff):
                self._clear()
                self._keyboard.forget()
                self._menu.admit(staff)
                self.shell.go_instead("staff")
                return
            case WrongPin():
                self._wrong = outcome
            case LockedOut(seconds):
                self._wrong = None
                self._locked_until_s = self.shell.clock.monotonic_s() + seconds
            case _:
                assert_never(outcome)
        self.edit("pin")

    @Slot(str)
    def _insert(self, text: str) -> None:
        if self._current == "id":
            self._become((self._id + text)[:MAX_ID])
        else:
            self._pin = (self._pin + text)[:PIN_DIGITS]
        self.refresh()

    @Slot()
    def _erase(self) -> None:
        if self._current == "id":
            self._become(self._id[:-1])
        else:
            self._pin = self._pin[:-1]
        self.refresh()

    @Slot()
    def _done(self) -> None:
        if self._current == "id":
            self.edit("pin")
        elif len(self._pin) == PIN_DIGITS:
            self.signIn()

    def _become(self, staff_id: str) -> None:
        """The door is shut to one person: whoever else stands here may try, and the service judges."""
        self._id = staff_id
        self._wrong = None
        self._locked_until_s = 0.0

    def _board(self) -> QObject:
        return self._keyboard

    board = Property(QObject, _board, constant=True)
