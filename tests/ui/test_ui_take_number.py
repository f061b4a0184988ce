"""Two touches to a number; the slip's life beside it."""

from collections.abc import Callable
from pathlib import Path

import zxingcpp
from PIL import Image

from kiosk.devices.reader import CardSeen
from kiosk.domain.card import CardKind, IdCard
from kiosk.domain.printer import JobState, PrinterCondition
from kiosk.domain.ticket import TicketState
from kiosk.services.queue import CardNeeded
from tests.ui.fake_day import TOKEN
from tests.ui.stage import Stage


def _take(stage: Stage, series: str = "insurance") -> None:
    stage.serve()
    stage.begin()
    stage.touch.tap("home.take-number")
    stage.touch.tap(f"take-number.{series}")
    stage.touch.wait_for("number.label")


def _becomes(stage: Stage, state: JobState, reason: str = "") -> None:
    stage.services.printing.put("job-1", state, reason)
    stage.tick()


def test_two_touches_to_a_number(stage: Stage) -> None:
    _take(stage)
    assert stage.touch.text_of("number.label") == "B001"
    assert stage.touch.sees("前面还有 12 人")
    assert stage.touch.sees("正在打印")
    assert stage.services.queue.taken == [(stage.shell.session_id, "insurance", False)]


def test_the_screen_s_qr_holds_the_token_alone(stage: Stage, tmp_path: Path) -> None:
    _take(stage)
    read = zxingcpp.read_barcodes(Image.open(stage.touch.grab(tmp_path / "number.png")))
    assert [code.text for code in read] == [TOKEN]


def test_back_does_not_lead_to_taking_another(stage: Stage) -> None:
    _take(stage)
    stage.touch.tap("footer.back")
    stage.touch.wait_for("home.take-number")


def test_printed_is_said_only_when_the_printer_proved_it(stage: Stage) -> None:
    _take(stage)
    _becomes(stage, JobState.SENDING)
    assert stage.touch.find("slip.came") is None
    assert not stage.touch.sees("已打印")
    _becomes(stage, JobState.PRINTED)
    stage.touch.wait_text("小票已打印，请取走")


def test_a_silent_printer_makes_the_screen_ask(stage: Stage) -> None:
    _take(stage)
    _becomes(stage, JobState.SENT)
    stage.touch.tap("slip.missing")
    stage.touch.wait_text("正在打印小票")
    assert stage.services.printing.all["job-1-copy"].copy == 1


def test_out_of_paper_keeps_number_and_qr_and_goes_on_without(stage: Stage) -> None:
    _take(stage)
    _becomes(stage, JobState.BLOCKED, PrinterCondition.PAPER_OUT.value)
    stage.touch.wait_text("打印机没纸了")
    assert stage.touch.text_of("number.label") == "B001"
    assert stage.touch.find("number.qr") is not None
    stage.touch.tap("slip.without")
    stage.touch.wait_text("不用小票也可以")
    _becomes(stage, JobState.PRINTED)
    stage.touch.wait_text("小票已打印，请取走")


def test_a_printer_that_never_answers_is_said_after_a_while(stage: Stage) -> None:
    _take(stage)
    stage.tick(5)
    assert stage.touch.sees("正在打印小票")
    stage.tick(8)
    stage.touch.wait_text("打印机没有回应")


def test_exhausted_is_refused_with_what_to_do(stage: Stage) -> None:
    stage.serve()
    stage.begin()
    stage.touch.tap("home.take-number")
    stage.services.queue.exhaust()
    stage.touch.tap("take-number.general")
    stage.touch.wait_text("今天的号已全部取完")
    assert stage.touch.sees("12345")
    stage.touch.tap("no-number.other")
    stage.touch.wait_for("take-number.general")


def test_priority_goes_with_the_number(stage: Stage) -> None:
    stage.serve()
    stage.begin()
    stage.touch.tap("home.take-number")
    stage.touch.tap("take-number.priority")
    stage.touch.tap("priority.pregnant")
    stage.touch.wait_text("已选优先")
    stage.touch.tap("take-number.general")
    stage.touch.wait_text("优先")
    assert stage.services.queue.taken[0][2] is True


def test_without_a_trusted_clock_no_day_is_shown(stage: Stage) -> None:
    stage.services.queue.day_words = None
    _take(stage)
    assert not stage.touch.sees("今日")


def test_done_wipes_the_number_and_gives_up_what_was_not_printed(stage: Stage) -> None:
    _take(stage)
    session = stage.shell.session_id
    stage.touch.tap("number.finish")
    stage.touch.wait_for("attract.start")
    assert stage.services.printing.given_up == [session]
    number = stage.shell.model("number")
    assert number is not None
    assert "B001" not in str(number.property("state"))


def test_landscape_offers_the_same(make_stage: Callable[..., Stage], qtbot: object) -> None:
    del qtbot
    stage = make_stage((1920, 1080))
    _take(stage)
    _becomes(stage, JobState.SENT)
    stage.touch.tap("slip.came")
    stage.touch.wait_text("请收好小票")


def test_priority_is_asked_and_can_be_declined(stage: Stage) -> None:
    stage.serve()
    stage.begin()
    stage.touch.tap("home.take-number")
    stage.touch.tap("take-number.priority")
    stage.touch.wait_text("原因不保存")
    stage.touch.tap("priority.no")
    stage.touch.tap("take-number.general")
    stage.touch.wait_for("number.label")
    assert stage.services.queue.taken[0][2] is False


def test_the_card_of_the_session_goes_with_the_number(stage: Stage) -> None:
    stage.serve()
    stage.begin()
    card = IdCard(kind=CardKind.RESIDENT, name="张测试", number="11010519491231002X", birth="19491231")
    stage.cards.take(CardSeen(card, lies=True))
    stage.shell.go("take-number")
    stage.touch.tap("take-number.general")
    stage.touch.wait_for("number.label")
    assert stage.services.queue.with_card == [True]


def test_a_business_that_wants_a_card_says_so_and_tries_again(stage: Stage) -> None:
    stage.serve()
    stage.begin()
    stage.touch.tap("home.take-number")
    stage.services.queue.answer = CardNeeded("general")
    stage.touch.tap("take-number.general")
    stage.touch.wait_text("请先放身份证")
    stage.services.queue.answer = None
    stage.touch.tap("no-number.retry")
    assert stage.touch.text_of("number.label") == "A001"


def test_the_range_of_waiting_is_shown_or_its_absence(stage: Stage) -> None:
    _take(stage)
    assert stage.touch.text_of("number.wait") == "预计等候：大约 10–25 分钟"


def test_a_number_for_tomorrow_sends_nobody_to_a_closed_window(stage: Stage) -> None:
    stage.services.queue.close_for_today()
    _take(stage)
    assert stage.touch.text_of("number.day") == "明日 11月24日 周二 上午9:00 起"
    assert "11月24日" in stage.touch.text_of("number.where")


def test_giving_back_wants_a_second_touch_and_ends_the_number(stage: Stage) -> None:
    _take(stage)
    stage.touch.tap("number.change")
    stage.touch.tap("change-number.back")
    stage.touch.wait_text("确定退号吗")
    assert stage.services.giving_back.asked == []
    stage.touch.tap("change-number.no")
    stage.touch.tap("change-number.back")
    stage.touch.tap("change-number.yes")
    stage.touch.wait_text("这个号已退")
    assert stage.services.giving_back.asked == [(TOKEN, "")]
    assert stage.touch.find("number.qr") is None
    assert stage.touch.find("number.change") is None


def test_changing_gives_a_number_of_the_other_business(stage: Stage) -> None:
    _take(stage)
    stage.touch.tap("number.change")
    stage.touch.tap("change-number.household")
    stage.touch.tap("change-number.yes")
    stage.touch.wait_text("原来的 B001 号作废")
    assert stage.touch.text_of("number.label") == "C002"


def test_called_while_somebody_hesitates_is_said_and_not_given_back(stage: Stage) -> None:
    _take(stage)
    stage.touch.tap("number.change")
    stage.touch.tap("change-number.back")
    stage.services.giving_back.state = TicketState.CALLED
    stage.touch.tap("change-number.yes")
    stage.touch.wait_text("正在叫这个号")


def test_what_to_bring_leads_from_the_number_to_the_item(stage: Stage) -> None:
    _take(stage)
    stage.touch.tap("number.bring")
    stage.touch.tap("bring.resident-medical-insurance")
    stage.touch.wait_until(lambda: stage.state("screen") == "item", "the item's guide")
