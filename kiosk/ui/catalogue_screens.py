"""Puts the screens into the shell that show the catalogue. Imported once it has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.catalogue.complaint_form import FORM, complaint_catalogue, complaint_item
from kiosk.domain.time import local
from kiosk.ui.input.for_screen import new_keyboard
from kiosk.ui.viewmodels.bring import Bring
from kiosk.ui.viewmodels.check import CheckViewModel
from kiosk.ui.viewmodels.complaint import ComplaintCheck, ComplaintDone, ComplaintForm
from kiosk.ui.viewmodels.draft import Draft
from kiosk.ui.viewmodels.filed import FiledViewModel
from kiosk.ui.viewmodels.form import FormViewModel
from kiosk.ui.viewmodels.item import ItemGuide
from kiosk.ui.viewmodels.items import Items
from kiosk.ui.viewmodels.photos import PhotosViewModel
from kiosk.ui.viewmodels.rate_number import RateNumber
from kiosk.ui.viewmodels.rating import RatingScreen
from kiosk.ui.viewmodels.situation import SituationViewModel
from kiosk.ui.viewmodels.told import ToldViewModel
from kiosk.ui.viewmodels.welcome import Welcome

if TYPE_CHECKING:
    from kiosk.domain.item import Catalogue
    from kiosk.ui.devices.camera import Camera
    from kiosk.ui.ports import FindsItems, IssuesNumbers, Prints, TakesRatings, Tells
    from kiosk.ui.shell import Shell
    from kiosk.ui.viewmodels.cards import Cards
    from kiosk.ui.viewmodels.check import Submit
    from kiosk.ui.viewmodels.complaint import FileIt
    from kiosk.ui.viewmodels.home import Home


def add_item_screens(
    shell: Shell, home: Home, catalogue: Catalogue, index: FindsItems, guidance: Tells, printing: Prints
) -> None:
    questions = Draft(lambda: catalogue, lambda: local(shell.clock.now()).date(), lambda item: item.situation)
    shell.add(SituationViewModel(shell, questions))
    shell.add(ToldViewModel(shell, catalogue, questions, guidance, printing))
    shell.add(ItemGuide(shell, catalogue.item))
    shell.add(Bring(shell, catalogue.item))
    shell.add(Items(shell, index, new_keyboard(shell)))
    home.offer(catalogue.items)


def add_form_screens(
    shell: Shell, catalogue: Catalogue, submit: Submit, printing: Prints, camera: Camera | None = None
) -> FormViewModel:
    """The screens of an application. The form is returned because cards are brought to it."""
    draft = Draft(lambda: catalogue, lambda: local(shell.clock.now()).date())
    form = FormViewModel(shell, draft)
    filed = FiledViewModel(shell, printing, catalogue)
    told = shell.model("told")
    if isinstance(told, ToldViewModel):
        told.hand_to(draft)
    photos = PhotosViewModel(shell, draft, camera)
    for model in (form, photos, CheckViewModel(shell, draft, submit, filed), filed):
        shell.add(model)
    return form


def add_rating_screens(shell: Shell, home: Home, queue: IssuesNumbers, ratings: TakesRatings) -> None:
    rating = RatingScreen(shell, ratings, new_keyboard(shell))
    shell.add(rating)
    shell.add(RateNumber(shell, ratings, queue, rating))
    home.serve(ratings)


def add_complaint_screens(shell: Shell, catalogue: Catalogue, file_it: FileIt, printing: Prints) -> None:
    """None where the package does not offer it."""
    if complaint_item(catalogue) is None:
        return
    own = complaint_catalogue(catalogue)
    draft = Draft(lambda: own, lambda: local(shell.clock.now()).date(), lambda _: FORM)
    done = ComplaintDone(shell, printing)
    for model in (ComplaintForm(shell, draft), ComplaintCheck(shell, draft, file_it, done), done):
        shell.add(model)


def add_welcome(shell: Shell, cards: Cards, catalogue: Catalogue) -> None:
    """Where a card that is laid down leads: only when there are forms for it to fill."""
    shell.add(Welcome(shell, lambda: cards.greeting, catalogue.items))
