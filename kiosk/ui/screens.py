"""Puts the screens into the shell that need the services but no catalogue. Imported once the store is open.

What it imports keeps the first citizen waiting; the keyboard comes with the staff (staff_screens.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.ui.viewmodels.booked import BookedScreen
from kiosk.ui.viewmodels.booking import BookingScreen
from kiosk.ui.viewmodels.change_number import ChangeNumber
from kiosk.ui.viewmodels.home import Home
from kiosk.ui.viewmodels.my_appointment import MyAppointment
from kiosk.ui.viewmodels.no_number import NoNumber
from kiosk.ui.viewmodels.number import Number
from kiosk.ui.viewmodels.priority import Priority
from kiosk.ui.viewmodels.progress import ProgressQuery
from kiosk.ui.viewmodels.take_number import TakeNumber

if TYPE_CHECKING:
    from kiosk.ui.ports import (
        BooksAppointments,
        ChecksIn,
        FindsCases,
        GivesBack,
        IssuesNumbers,
        Prints,
    )
    from kiosk.ui.shell import Shell
    from kiosk.ui.viewmodels.who import SessionCard


def add_number_screens(shell: Shell, queue: IssuesNumbers, printing: Prints, giving_back: GivesBack) -> None:
    number = Number(shell, printing)
    no_number = NoNumber(shell)
    shell.add(number)
    shell.add(no_number)
    take = TakeNumber(shell, queue, number, no_number)
    changing = ChangeNumber(shell, queue, giving_back, number, no_number)
    number.hand_to(changing)
    no_number.hand_to(take.choose)
    for model in (take, Priority(shell, take.favour), changing):
        shell.add(model)


def add_appointment_screens(
    shell: Shell,
    booking: BooksAppointments,
    checks_in: ChecksIn,
    queue: IssuesNumbers,
    printing: Prints,
    card: SessionCard,
) -> None:
    """Nothing where no series takes appointments: a tile that leads to nothing does not appear."""
    number = shell.model("number")
    if not booking.in_use() or not isinstance(number, Number):
        return
    booked = BookedScreen(shell, printing)
    shell.add(booked)
    shell.add(MyAppointment(shell, booking, checks_in, queue, number, card))
    shell.add(BookingScreen(shell, booking, booked, card))
    home = shell.model("home")
    if isinstance(home, Home):
        home.book(booking)


def add_progress_screen(shell: Shell, progress: FindsCases, queue: IssuesNumbers, printing: Prints) -> None:
    shell.add(ProgressQuery(shell, progress, queue, printing))
