"""The confirmation: number, code, what happens next, and the truth about the slip."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pytestqt.qtbot import QtBot

from kiosk.domain.printer import JobState
from kiosk.ui.viewmodels.filed import FiledState
from tests.ui.form_stage import FormStage
from tests.ui.stage import LANDSCAPE, PORTRAIT


@pytest.fixture(params=[PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def filed(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[FormStage]:
    del qtbot
    stage = FormStage(request.param)
    stage.start(page="more")
    stage.answer_all()
    stage.shell.go("check")
    stage.touch.tap("check.submit")
    stage.touch.wait_for("filed.number")
    yield stage
    stage.close()


def test_the_number_is_whole_and_the_code_can_be_read(filed: FormStage, tmp_path: Path) -> None:
    number = filed.touch.wait_for("filed.number")
    assert number.property("paintedWidth") <= number.width()

    def code() -> list[str]:
        picture = Image.open(filed.touch.grab(tmp_path / "filed.png"))
        return [found.text for found in zxingcpp.read_barcodes(picture)]

    filed.touch.wait_until(lambda: code() == ["sAmPlEtOkEn-of-22-chars"], "readable QR code")


def test_offline_is_said_in_words(filed: FormStage) -> None:
    filed.touch.wait_text("网络恢复后自动上传")
    filed.touch.wait_text("受理后 15 个工作日内办结")
    filed.touch.tap("footer.language")
    filed.touch.wait_text("sent when the network is back")


@pytest.mark.parametrize("state", JobState)
def test_the_slip_is_told_as_it_is(filed: FormStage, state: JobState) -> None:
    filed.paper.state = state
    filed.paper.reason = "paper-out" if state is JobState.BLOCKED else ""
    filed.tick()
    expected = {
        JobState.PRINTED: "小票已打印", JobState.SENT: "小票出来了吗", JobState.UNKNOWN: "小票出来了吗",
        JobState.BLOCKED: "打印机没纸了", JobState.GIVEN_UP: "小票没有打印",
    }  # fmt: skip
    filed.touch.wait_until(
        lambda: expected.get(state, "正在打印") in filed.touch.text_of("slip.headline"), f"words for {state}"
    )


def test_who_leaves_without_a_slip_hears_how_to_get_it_later(filed: FormStage) -> None:
    """The session's end gives the slip up: it must not come out in front of the next citizen."""
    filed.touch.wait_text("带好您的证件和小票")
    filed.paper.state, filed.paper.reason = JobState.BLOCKED, "paper-out"
    filed.tick()
    filed.touch.wait_text("可以在首页“查进度”里补打")
    filed.touch.wait_text("请记下申请编号，带好您的证件")


def test_a_missing_slip_is_printed_again_as_a_copy(filed: FormStage) -> None:
    filed.paper.state = JobState.UNKNOWN
    filed.tick()
    filed.touch.tap("slip.missing")
    assert filed.paper.reprints == 1
    filed.touch.wait_until(lambda: "正在打印" in filed.touch.text_of("slip.headline"), "printing again")


def test_finishing_wipes_everything(filed: FormStage) -> None:
    filed.touch.tap("filed.finish")
    filed.touch.wait_for("attract.start")
    assert filed.filed._state == FiledState()
    assert filed.filed._filed is None
