"""咨询投诉 by touch: its own form, clear errors, a number with a code, and nothing left behind."""

from pathlib import Path

import zxingcpp
from msgspec.structs import replace
from PIL import Image

from kiosk.domain.item import Catalogue, ItemKind
from kiosk.services.filing import IntakeStopped, StopReason
from kiosk.ui.viewmodels.complaint import ComplaintDone, ComplaintDoneState, ComplaintForm
from tests.ui.stage import Stage
from tests.ui.statement_scenes import (
    SAID,
    complaint_check,
    complaint_content,
    complaint_filed,
    complaint_kind,
    complaint_who,
    home_all,
    said_answered,
    said_waiting,
)


def form(stage: Stage) -> ComplaintForm:
    found = stage.shell.model("complaint")
    assert isinstance(found, ComplaintForm)
    return found


def test_anonymous_and_without_a_call_asks_for_nobody(stage: Stage) -> None:
    complaint_filed(stage)
    assert stage.services.complaints.said == [
        {
            "kind": "complaint",
            "unit": "not-sure",
            "content": SAID,
            "named": "anonymous",
            "answer_wanted": False,
        }
    ]


def test_name_and_telephone_are_asked_only_of_who_wants_it(stage: Stage) -> None:
    complaint_who(stage)
    stage.touch.tap("form.next")
    stage.touch.wait_for("form.error.name")
    stage.touch.tap("form.option.named.0")
    stage.touch.wait_until(lambda: stage.touch.find("form.field.name") is None, "no name is asked")
    stage.touch.tap("form.next")
    assert stage.touch.find("form.field.phone") is None
    stage.touch.tap("form.option.answer_wanted.0")
    stage.touch.tap("form.field.phone")
    stage.touch.type("key", "123")
    stage.touch.tap("key.done")
    stage.touch.tap("form.next")
    stage.touch.wait_text("11 位手机号")


def test_every_department_and_town_of_the_catalogue_can_be_meant(stage: Stage) -> None:
    complaint_kind(stage)
    catalogue = stage.catalogue
    page = form(stage)._draft.form().pages[1]
    offered = {option.label.zh for option in page.fields[0].options}
    assert {item.department.zh for item in catalogue.items if item.kind is not ItemKind.BUNDLE} <= offered
    assert {town.name.zh for town in catalogue.divisions if len(town.code) == 9} <= offered


def test_nothing_written_is_said_in_words(stage: Stage) -> None:
    complaint_content(stage)
    stage.touch.tap("form.next")
    stage.touch.wait_for("form.error.content")


def test_the_number_the_code_and_the_slips_code_are_on_the_screen(stage: Stage, tmp_path: Path) -> None:
    complaint_filed(stage)
    assert stage.touch.text_of("complaint-filed.number") == "DZ-0001-20261123-000002-3"
    assert stage.touch.text_of("complaint-filed.code") == "407 193"

    def code() -> list[str]:
        picture = Image.open(stage.touch.grab(tmp_path / "filed.png"))
        return [found.text for found in zxingcpp.read_barcodes(picture)]

    stage.touch.wait_until(lambda: code() != [], "readable QR code")


def test_what_was_checked_can_be_changed(stage: Stage) -> None:
    complaint_check(stage)
    stage.touch.tap("check.change.kind")
    stage.touch.tap("form.option.kind.2")
    stage.touch.tap("form.next")
    stage.touch.tap("check.submit")
    stage.touch.wait_for("complaint-filed.number")
    assert stage.services.complaints.said[0]["kind"] == "suggestion"


def test_a_terminal_that_cannot_take_it_says_so_and_loses_nothing(stage: Stage) -> None:
    complaint_check(stage)
    stage.services.complaints.answer = IntakeStopped(StopReason.NO_RECIPIENT_KEY)
    stage.touch.tap("check.submit")
    stage.touch.wait_text("暂时不能收")
    assert form(stage)._draft.answers["content"] == SAID


def test_the_next_citizen_finds_nothing(stage: Stage) -> None:
    complaint_check(stage)
    stage.tick(61)
    stage.tick(21)
    stage.touch.wait_for("attract.start")
    assert form(stage)._draft.answers == {}
    complaint_filed(stage)
    stage.touch.tap("complaint-filed.finish")
    stage.touch.wait_for("attract.start")
    done = stage.shell.model("complaint-filed")
    assert isinstance(done, ComplaintDone)
    assert done._state == ComplaintDoneState()
    assert done._filed is None


def test_where_it_stands_is_shown_under_its_number(stage: Stage) -> None:
    said_waiting(stage)
    stage.touch.wait_text("待上传")


def test_the_answer_is_shown_under_its_number(stage: Stage) -> None:
    said_answered(stage)
    stage.touch.wait_text("三号窗口当天系统故障")


def test_without_the_item_in_the_package_there_is_no_tile(stage: Stage) -> None:
    stage.catalogue = _without(stage.catalogue)
    home_all(stage)
    assert stage.touch.find("home.complaint") is None


def _without(catalogue: Catalogue) -> Catalogue:
    return replace(catalogue, items=tuple(i for i in catalogue.items if i.id != "enquiry-complaint"))
