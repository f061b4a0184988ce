"""Moments with a card on the reader."""

from collections.abc import Callable

from kiosk.devices.reader import CardGone, CardSeen, ReadFailed
from kiosk.domain.card import ReadFault
from tests.ui.form_stage import CARD, ITEM, OTHER_CARD, FormStage


def welcome(stage: FormStage) -> None:
    stage.serve()
    stage.cards.take(CardSeen(CARD))


def read_elsewhere(stage: FormStage) -> None:
    stage.serve()
    stage.begin()
    stage.touch.tap("home.take-number")
    stage.cards.take(CardSeen(CARD))


def unreadable(stage: FormStage) -> None:
    stage.serve()
    stage.cards.take(ReadFailed(ReadFault.UNREADABLE))


def other(stage: FormStage) -> None:
    welcome(stage)
    stage.shell.go("form", item=ITEM.id)
    stage.start_page("who")
    stage.cards.take(CardSeen(OTHER_CARD))


def not_yours(stage: FormStage) -> None:
    other(stage)
    stage.touch.tap("card.other.keep")


def lifted(stage: FormStage) -> None:
    welcome(stage)
    stage.cards.take(CardGone())


def filed(stage: FormStage) -> None:
    welcome(stage)
    stage.shell.go("form", item=ITEM.id)
    stage.answer_all()
    stage.start_page("more")
    stage.shell.go("check")
    stage.touch.tap("check.submit")


def forgotten(stage: FormStage) -> None:
    welcome(stage)
    stage.shell.leave()


CARD_SCENES: dict[str, Callable[[FormStage], None]] = {
    "card-welcome": welcome,
    "card-read": read_elsewhere,
    "card-unreadable": unreadable,
    "card-other": other,
    "card-not-yours": not_yours,
    "card-lifted": lifted,
    "card-filed": filed,
    "card-forgotten": forgotten,
}
