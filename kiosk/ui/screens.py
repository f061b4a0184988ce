"""Puts the screens into the shell once the services are there. Imported after the first frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.time import local
from kiosk.ui.input.keyboard import Keyboard
from kiosk.ui.viewmodels.check import CheckViewModel
from kiosk.ui.viewmodels.draft import Draft
from kiosk.ui.viewmodels.filed import FiledViewModel
from kiosk.ui.viewmodels.form import FormViewModel
from kiosk.ui.viewmodels.item import ItemGuide
from kiosk.ui.viewmodels.items import Items
from kiosk.ui.viewmodels.number import Number
from kiosk.ui.viewmodels.progress import ProgressQuery
from kiosk.ui.viewmodels.self_check import SelfCheckScreen
from kiosk.ui.viewmodels.staff import StaffMenu
from kiosk.ui.viewmodels.staff_sign_in import StaffSignIn
from kiosk.ui.viewmodels.take_number import TakeNumber

if TYPE_CHECKING:
    from kiosk.domain.item import Catalogue
    from kiosk.ui.ports import (
        ChecksItself,
        FindsCases,
        FindsItems,
        IssuesNumbers,
        KnowsStaff,
        NotesEvents,
        Power,
        Prints,
    )
    from kiosk.ui.shell import Shell
    from kiosk.ui.viewmodels.check import Submit
    from kiosk.ui.viewmodels.home import Home


def new_keyboard(shell: Shell) -> Keyboard:
    """Each screen that is typed into has its own, so that nothing is carried from one to another."""
    return Keyboard(language=lambda: shell.language, alive=shell.activity)


def add_number_screens(shell: Shell, queue: IssuesNumbers, printing: Prints) -> None:
    number = Number(shell, printing)
    shell.add(number)
    shell.add(TakeNumber(shell, queue, number))


def add_item_screens(shell: Shell, home: Home, catalogue: Catalogue, index: FindsItems) -> None:
    shell.add(ItemGuide(shell, catalogue.item))
    shell.add(Items(shell, index, new_keyboard(shell)))
    home.offer(catalogue.items)


def add_form_screens(shell: Shell, catalogue: Catalogue, submit: Submit, printing: Prints) -> FormViewModel:
    """The screens of an application. The form is returned because cards are brought to it."""
    draft = Draft(lambda: catalogue, lambda: local(shell.clock.now()).date())
    form = FormViewModel(shell, draft)
    filed = FiledViewModel(shell, printing)
    for model in (form, CheckViewModel(shell, draft, submit, filed), filed):
        shell.add(model)
    return form


def add_progress_screen(shell: Shell, progress: FindsCases) -> None:
    shell.add(ProgressQuery(shell, progress))


def add_staff_screens(
    shell: Shell,
    staffing: KnowsStaff,
    printing: Prints,
    self_check: ChecksItself,
    events: NotesEvents,
    power: Power,
) -> None:
    menu = StaffMenu(shell, printing, events, power)
    shell.add(menu)
    shell.add(SelfCheckScreen(shell, self_check))
    shell.add(StaffSignIn(shell, staffing, menu, new_keyboard(shell)))
