"""From the guide to the exact list: the questions, the list, the empty list, and its slip."""

from collections.abc import Callable

from kiosk.domain.printer import JobState
from tests.ui.stage import Stage

GuideScene = Callable[[Stage], None]
MEDICAL, BIRTH = "resident-medical-insurance", "birth-registration"


def situation(stage: Stage, item: str = MEDICAL) -> None:
    stage.serve()
    stage.begin()
    stage.touch.tap("home.guide")
    stage.touch.tap(f"items.{item}")
    stage.touch.tap("item.tell")
    stage.touch.wait_for("form.next")


def situation_wrong(stage: Stage) -> None:
    situation(stage)
    stage.touch.tap("form.next")


def answer(stage: Stage, name: str, option: int) -> None:
    stage.touch.tap(f"form.option.{name}.{option}")
    stage.touch.tap("form.next")


def told(stage: Stage) -> None:
    situation(stage)
    answer(stage, "household_kind", 1)
    answer(stage, "category", 3)
    stage.touch.wait_for("told.print")


def told_nothing(stage: Stage) -> None:
    situation(stage, BIRTH)
    answer(stage, "marital_status", 2)
    stage.touch.wait_for("told.print")


def told_printing(stage: Stage) -> None:
    told(stage)
    stage.touch.tap("told.print")


def told_trouble(stage: Stage) -> None:
    told_printing(stage)
    stage.services.printing.put("notice-1", JobState.BLOCKED, reason="paper-out", kind="guide")
    stage.tick()


GUIDE_SCENES: dict[str, GuideScene] = {
    "situation": situation,
    "situation-wrong": situation_wrong,
    "told": told,
    "told-nothing": told_nothing,
    "told-printing": told_printing,
    "told-trouble": told_trouble,
}
