"""From the guide to the exact list: the questions, the list, the empty list, and its slip."""

from collections.abc import Callable

from kiosk.domain.case import CaseStage
from kiosk.domain.printer import JobState
from kiosk.domain.record import DeliveryState
from kiosk.domain.text import Text
from kiosk.services.progress import ProgressView
from tests.ui.scenes import progress
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


def bundle_guide(stage: Stage) -> None:
    stage.serve()
    stage.begin()
    stage.touch.tap("home.apply")
    stage.touch.tap("items.newborn")
    stage.touch.wait_for("item.tell")


def bundle_told(stage: Stage) -> None:
    bundle_guide(stage)
    stage.touch.tap("item.tell")
    answer(stage, "marital_status", 0)
    answer(stage, "baby_registered", 0)
    answer(stage, "household_kind", 1)
    stage.touch.wait_for("told.print")


def progress_parts(stage: Stage) -> None:
    stage.services.progress.parts = (
        _part("000002", Text("生育登记", "Register a birth or pregnancy"), CaseStage.DONE),
        _part("000003", Text("居民医保参保", "Enrol in resident medical insurance"), CaseStage.RECEIVED),
    )
    progress(stage)
    stage.touch.tap("progress.key.X")
    stage.touch.tap("progress.ask")


def _part(count: str, name: Text, reached: CaseStage) -> ProgressView:
    return ProgressView(
        local_number=f"DZ-0001-20261123-{count}-5",
        official_number=None,
        item=name.zh,
        item_name=name,
        applicant_masked="张*试",
        stage=reached,
        delivery=DeliveryState.DELIVERED,
        supplement=None,
        filed_ms=0,
        token="t",
    )


GUIDE_SCENES: dict[str, GuideScene] = {
    "situation": situation,
    "situation-wrong": situation_wrong,
    "told": told,
    "told-nothing": told_nothing,
    "told-printing": told_printing,
    "told-trouble": told_trouble,
    "bundle-guide": bundle_guide,
    "bundle-told": bundle_told,
    "bundle-progress": progress_parts,
}
