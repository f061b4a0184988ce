"""Puts the staff's screens into the shell. Imported after the frame that shows the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.ui.input.for_screen import new_keyboard
from kiosk.ui.viewmodels.follow_ups import FollowUps
from kiosk.ui.viewmodels.self_check import SelfCheckScreen
from kiosk.ui.viewmodels.staff import StaffMenu
from kiosk.ui.viewmodels.staff_sign_in import StaffSignIn

if TYPE_CHECKING:
    from kiosk.ui.ports import (
        ChecksItself,
        ConfirmsClock,
        FollowsUp,
        KnowsStaff,
        NotesEvents,
        Power,
        Prints,
    )
    from kiosk.ui.shell import Shell


def add_staff_screens(
    shell: Shell,
    staffing: KnowsStaff,
    printing: Prints,
    self_check: ChecksItself,
    events: NotesEvents,
    clock: ConfirmsClock,
    power: Power,
    ratings: FollowsUp,
) -> None:
    menu = StaffMenu(shell, printing, events, clock, power)
    menu.serve(ratings)
    shell.add(menu)
    shell.add(FollowUps(shell, ratings))
    shell.add(SelfCheckScreen(shell, self_check))
    shell.add(StaffSignIn(shell, staffing, menu, new_keyboard(shell)))
