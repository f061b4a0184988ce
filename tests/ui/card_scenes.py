"""Moments with a card on the reader."""

from collections.abc import Callable

from kiosk.devices.code_scanner import CodeScanned
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


def agent(stage: FormStage) -> None:
    _who_files(stage)
    stage.touch.tap("form.option.filed_by.1")


def _who_files(stage: FormStage) -> None:
    stage.serve()
    stage.begin()
    stage.shell.go("form", item="old-age-allowance")
    stage.start_page("who")


def agent_card(stage: FormStage) -> None:
    agent(stage)
    stage.start_page("agent")
    stage.cards.take(CardSeen(OTHER_CARD))


def applicant_awaited(stage: FormStage) -> None:
    agent_card(stage)
    stage.start_page("identity")


def scanned_number(stage: FormStage) -> None:
    stage.serve()
    stage.scans.take(CodeScanned(stage.services.scanned_numbers.token))


def scanned_other(stage: FormStage) -> None:
    stage.serve()
    stage.begin()
    stage.scans.take(CodeScanned("AAAAAAAAAAAAAAAAAAAAAA"))


CARD_SCENES: dict[str, Callable[[FormStage], None]] = {
    "card-welcome": welcome,
    "card-read": read_elsewhere,
    "card-unreadable": unreadable,
    "card-other": other,
    "card-not-yours": not_yours,
    "card-lifted": lifted,
    "card-filed": filed,
    "card-forgotten": forgotten,
    "agent-who": agent,
    "agent-card": agent_card,
    "agent-applicant": applicant_awaited,
    "scan-number": scanned_number,
    "scan-other": scanned_other,
}
