"""预约 on the screen: from the tile to the slip, and what becomes of an appointment."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import zxingcpp
from PIL import Image

from kiosk.devices.code_scanner import CodeScanned
from kiosk.devices.reader import CardSeen
from kiosk.domain.appointment import AppointmentState, ByCard, ByPhone, Slot
from kiosk.domain.card import CardKind, IdCard
from kiosk.services.appointment_outcomes import ClockSuspect, Missed, SlotFull, TooManyBookings
from kiosk.services.number_outcomes import NumbersExhausted
from kiosk.services.slots import Arrival
from tests.ui import booking_scenes as scenes
from tests.ui.fake_booking import DAYS, PHONE
from tests.ui.stage import LANDSCAPE, Stage

CARD = IdCard(kind=CardKind.RESIDENT, name="张测试", number="500111189912310015")


def _model_state(stage: Stage, screen: str) -> str:
    model = stage.shell.model(screen)
    assert model is not None
    return str(model.property("state"))


def _states(stage: Stage) -> list[AppointmentState]:
    return [view.appointment.state for view in stage.services.booking.views]


def test_from_the_tile_to_the_slip_by_telephone(stage: Stage, tmp_path: Path) -> None:
    scenes.confirm(stage)
    stage.touch.wait_text("138****1234")
    assert PHONE not in _model_state(stage, "booking")
    stage.touch.tap("booking.confirm")
    assert stage.touch.text_of("booked.time") == "10:00–10:30"
    assert stage.touch.sees("11月25日 周三")
    assert stage.touch.sees("正在打印")
    read = zxingcpp.read_barcodes(Image.open(stage.touch.grab(tmp_path / "booked.png")))
    assert [code.text for code in read] == [stage.services.booking.views[0].appointment.token]
    assert stage.services.booking.whose == [ByPhone(PHONE)]


def test_by_card_without_typing_anything(stage: Stage) -> None:
    scenes.slots(stage)
    stage.touch.tap("booking.slot.660")
    stage.cards.take(CardSeen(CARD))
    stage.tick()
    stage.touch.tap("booking.card")
    stage.touch.wait_text("身份证（张*试）")
    stage.touch.tap("booking.confirm")
    stage.touch.wait_for("booked.time")
    assert stage.services.booking.whose == [ByCard(CARD.number)]


def test_a_full_time_cannot_be_chosen(stage: Stage) -> None:
    scenes.booking(stage)
    assert not stage.touch.wait_for("booking.series.insurance").isEnabled()
    stage.touch.tap("booking.series.general")
    assert not stage.touch.wait_for("booking.slot.600").isEnabled()
    assert stage.touch.wait_for("booking.slot.660").isEnabled()


def test_a_number_that_is_no_mobile_is_not_taken(stage: Stage) -> None:
    scenes.wrong_phone(stage)
    assert "11 位" in stage.touch.text_of("booking.message")
    stage.touch.tap("booking.key.erase")
    assert not stage.touch.wait_for("booking.go-on").isEnabled()


def test_taken_meanwhile_leads_back_to_the_times(stage: Stage) -> None:
    scenes.refused(stage)
    assert "刚被约满" in stage.touch.text_of("booking.refusal")
    stage.touch.wait_for("booking.slot.630")


def test_too_many_is_said_where_one_stands(stage: Stage) -> None:
    stage.services.booking.refuses = TooManyBookings()
    scenes.confirm(stage)
    stage.touch.tap("booking.confirm")
    assert "最多预约三个" in stage.touch.text_of("booking.refusal")


def test_under_a_suspect_clock_it_is_said_and_a_number_offered(stage: Stage) -> None:
    scenes.booking_closed(stage)
    assert "校准" in stage.touch.text_of("booking.closed")
    stage.touch.tap("booking.take-number")
    stage.touch.wait_for("take-number.general")


def test_back_goes_step_by_step(stage: Stage) -> None:
    scenes.confirm(stage)
    stage.touch.tap("footer.back")
    stage.touch.wait_for("booking.go-on")
    stage.touch.tap("footer.back")
    stage.touch.wait_for("booking.slot.600")
    stage.touch.tap("footer.back")
    stage.touch.wait_for("booking.series.general")
    stage.touch.tap("footer.back")
    stage.touch.wait_for("home.booking")


def test_the_next_citizen_sees_nothing(stage: Stage) -> None:
    scenes.booked(stage)
    stage.touch.tap("booked.finish")
    stage.touch.wait_for("attract.start")
    for screen in ("booking", "booked", "my-appointment"):
        shown = _model_state(stage, screen)
        assert "10:00" not in shown
        assert "138" not in shown


def test_checking_in_shows_the_number(stage: Stage) -> None:
    scenes.found(Arrival.ON_TIME)(stage)
    stage.touch.tap("my-appointment.check-in")
    assert stage.touch.text_of("number.label") == "A001"
    stage.touch.tap("footer.back")
    stage.touch.wait_for("booking.mine")


def test_the_slip_s_code_opens_the_appointment_from_anywhere(stage: Stage) -> None:
    stage.serve()
    view = stage.services.booking.put(arrival=Arrival.ON_TIME)
    stage.scans.take(CodeScanned(view.appointment.token))
    stage.touch.tap("my-appointment.check-in")
    stage.touch.wait_for("number.label")


def test_before_its_time_there_is_nothing_to_check_in(stage: Stage) -> None:
    scenes.found(Arrival.TOO_EARLY)(stage)
    stage.touch.wait_text("09:30 起")
    assert stage.touch.find("my-appointment.check-in") is None


def test_missed_offers_a_number(stage: Stage) -> None:
    scenes.found(Arrival.LATE)(stage)
    view = stage.services.booking.views[0]
    missed = msgspec.structs.replace(view, arrival=Arrival.MISSED)
    stage.services.booking.views[0] = missed
    stage.services.checking_in.answer = Missed(missed)
    stage.touch.tap("my-appointment.check-in")
    stage.touch.tap("my-appointment.take-number")
    stage.touch.wait_for("take-number.general")


def test_what_keeps_somebody_from_checking_in_is_said(stage: Stage) -> None:
    scenes.found(Arrival.ON_TIME)(stage)
    for answer, words in ((NumbersExhausted("general", DAYS[0][0]), "取完"), (ClockSuspect(), "校准")):
        stage.services.checking_in.answer = answer
        stage.touch.tap("my-appointment.check-in")
        stage.touch.wait_text(words)


def test_one_of_another_terminal_that_is_away_is_kept_and_a_number_offered(stage: Stage) -> None:
    scenes.hall_away(stage)
    assert "预约还在" in stage.touch.text_of("my-appointment.refusal")
    assert _states(stage) == [AppointmentState.BOOKED]
    stage.services.checking_in.answer = None  # it is back, and the same touch goes on
    stage.touch.tap("my-appointment.check-in")
    stage.touch.wait_for("number.label")


def test_while_the_hall_is_away_the_way_on_is_a_number(stage: Stage) -> None:
    scenes.hall_away(stage)
    stage.touch.tap("my-appointment.take-number")
    stage.touch.wait_for("take-number.general")


def test_the_terminal_that_has_an_appointment_in_hand_is_named(stage: Stage) -> None:
    scenes.in_other_hands(stage)
    assert "终端 0008" in stage.touch.text_of("my-appointment.refusal")
    assert _states(stage) == [AppointmentState.BOOKED]


def test_what_is_full_here_may_be_had_at_another_terminal(stage: Stage) -> None:
    scenes.here_full(stage)
    assert "别的终端" in stage.touch.text_of("booking.full-here")
    stage.touch.tap("booking.series.household")
    stage.touch.wait_for("booking.slot.660")
    assert stage.touch.find("booking.full-here") is None  # every time of that day is free


def test_giving_back_asks_first(stage: Stage) -> None:
    scenes.cancelling(stage)
    stage.touch.tap("my-appointment.keep")
    stage.touch.tap("my-appointment.cancel")
    stage.touch.wait_text("真的取消")
    assert _states(stage) == [AppointmentState.BOOKED]
    stage.touch.tap("my-appointment.cancel")
    stage.touch.wait_text("已经取消")
    assert _states(stage) == [AppointmentState.CANCELLED]


def test_moving_needs_no_name_again(stage: Stage) -> None:
    scenes.found(Arrival.TOO_EARLY)(stage)
    stage.touch.tap("my-appointment.change")
    stage.touch.tap("booking.day.2026-11-25")
    stage.touch.tap("booking.slot.630")
    stage.touch.tap("booking.confirm")
    assert stage.touch.text_of("booked.time") == "10:30–11:00"
    assert _states(stage) == [AppointmentState.CANCELLED, AppointmentState.BOOKED]


def test_several_are_listed_and_one_is_chosen(stage: Stage) -> None:
    scenes.several(stage)
    stage.touch.tap("my-appointment.row.1")
    stage.touch.wait_text("可以签到了")
    stage.touch.tap("footer.back")
    stage.touch.wait_for("my-appointment.row.0")


def test_a_wrong_number_says_how_many_tries_are_left(stage: Stage) -> None:
    scenes.none_found(stage)
    assert "还可以试 4 次" in stage.touch.text_of("my-appointment.message")


def test_landscape_offers_the_same(make_stage: Callable[..., Stage], qtbot: object) -> None:
    del qtbot
    stage = make_stage(LANDSCAPE)
    stage.services.booking.refuses = SlotFull(Slot(DAYS[2][0], 600, 630))
    scenes.refused(stage)
    stage.services.booking.refuses = None
    stage.touch.tap("booking.slot.570")
    stage.touch.tap("booking.go-on")
    stage.touch.tap("booking.confirm")
    stage.touch.wait_for("booked.time")
