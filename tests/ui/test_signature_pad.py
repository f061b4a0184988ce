"""Signing with a finger: from the question to the pad, and into the case."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain.form import FieldError
from kiosk.records.signature import evidence_hash
from tests.ui.form_filling import TEN, Finger
from tests.ui.form_scenes import CATALOGUE
from tests.ui.form_stage import FormStage
from tests.ui.stage import LANDSCAPE, PORTRAIT
from tests.unit.catalogue_samples import SAMPLES

ITEM = "unemployment-registration"


@pytest.fixture
def stage(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[FormStage]:
    del qtbot
    stage = FormStage(getattr(request, "param", PORTRAIT), CATALOGUE)
    stage.start(ITEM)
    stage.draft.answers |= {key: value for key, value in SAMPLES[ITEM].items() if key != "signature"}
    stage.start_page("declaration")
    yield stage
    stage.close()


@pytest.mark.parametrize("stage", [PORTRAIT, LANDSCAPE], indirect=True, ids=["portrait", "landscape"])
def test_what_the_finger_wrote_is_kept_with_its_times(stage: FormStage) -> None:
    touch = stage.touch
    touch.tap("form.field.signature")
    touch.stroke("form.sign.pad", TEN[0])
    stage.clock.pass_s(0.5)
    touch.stroke("form.sign.pad", TEN[1])
    touch.tap("form.sign.done")
    touch.wait_until(lambda: touch.find("form.sign.pad") is None, "the pad put away")
    answer = stage.draft.answers["signature"]
    across, down = answer["strokes"]
    assert across[0] == pytest.approx([200, 250, 0], abs=2)
    assert across[-1] == pytest.approx([800, 250, 0], abs=2)
    assert down[0] == pytest.approx([500, 50, 500], abs=2)
    assert answer["sha256"] == evidence_hash(answer)
    assert stage.draft.check(["signature"]) == ()
    touch.tap("form.next")
    touch.wait_for("check.picture.signature")


def test_nothing_is_taken_for_a_signature_that_is_none(stage: FormStage) -> None:
    touch = stage.touch
    touch.tap("form.field.signature")
    touch.tap("form.sign.done")
    assert "还没有签名" in touch.text_of("form.sign.said")
    assert "窗口" in touch.text_of("form.sign.said")  # who cannot write is not left alone
    touch.stroke("form.sign.pad", [(0.5, 0.5), (0.55, 0.5)])
    touch.tap("form.sign.done")
    assert "写得太少" in touch.text_of("form.sign.said")
    assert "signature" not in stage.draft.answers


def test_clear_begins_again(stage: FormStage) -> None:
    touch = stage.touch
    touch.tap("form.field.signature")
    touch.stroke("form.sign.pad", [(0.1, 0.1), (0.9, 0.9)])
    touch.tap("form.sign.clear")
    touch.wait_until(lambda: stage.form._pad.drawn() == [], "an empty pad")
    touch.stroke("form.sign.pad", TEN[0])
    touch.stroke("form.sign.pad", TEN[1])
    touch.tap("form.sign.done")
    assert len(stage.draft.answers["signature"]["strokes"]) == 2


def test_back_closes_the_pad_and_nothing_else(stage: FormStage) -> None:
    touch = stage.touch
    touch.tap("form.field.signature")
    touch.stroke("form.sign.pad", TEN[0])
    touch.tap("footer.back")
    touch.wait_until(lambda: touch.find("form.sign.pad") is None, "the pad put away")
    assert stage.draft.page == "declaration"
    assert stage.form._pad.drawn() == []


def test_without_a_signature_the_form_says_so(stage: FormStage) -> None:
    stage.touch.tap("form.next")
    assert stage.touch.text_of("form.error.signature") == "请用手指签名：承诺人签名"
    assert stage.state("screen") == "form"


def test_a_damaged_signature_is_told_and_can_be_given_again(stage: FormStage) -> None:
    stage.draft.answer("signature", {"strokes": [], "png": "", "sha256": "x"})
    (error,) = stage.draft.check(["signature"])
    assert isinstance(error, FieldError)
    assert error.message.zh == "签名没有保存好，请重新签一次"
    Finger(stage, {}).sign("signature")
    assert stage.draft.check(["signature"]) == ()


def test_a_wipe_leaves_no_stroke(stage: FormStage) -> None:
    touch = stage.touch
    touch.tap("form.field.signature")
    touch.stroke("form.sign.pad", TEN[0])
    stage.shell.leave()
    assert stage.form._pad.drawn() == []
    assert stage.draft.answers == {}


def test_writing_is_a_sign_of_life(stage: FormStage) -> None:
    touch = stage.touch
    touch.tap("form.field.signature")
    stage.clock.pass_s(50)
    touch.stroke("form.sign.pad", TEN[0])
    stage.tick(50)
    assert stage.state("session") == "active"


def test_why_it_cannot_be_taken_is_said_in_the_other_language_too(stage: FormStage) -> None:
    touch = stage.touch
    touch.tap("form.field.signature")
    touch.tap("form.sign.done")
    touch.wait_text("还没有签名")
    touch.tap("footer.language")
    touch.wait_text("Nothing is written yet")
    touch.stroke("form.sign.pad", TEN[0])
    touch.wait_until(lambda: not touch.sees("Nothing is written yet"), "the trouble gone")
    touch.tap("footer.language")
    touch.wait_text("用手指在框里写上姓名")
