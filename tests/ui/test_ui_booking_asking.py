"""An appointment that the hall's ledger takes its time for: the screen goes on; who leaves leaves nothing."""

import pytest

from kiosk.devices.code_scanner import CodeScanned
from kiosk.domain.appointment import AppointmentState
from kiosk.services.shared_hall.appointment_reach import ALONE
from kiosk.services.slots import Arrival
from tests.ui import booking_scenes as scenes
from tests.ui.fake_booking import DAYS
from tests.ui.stage import Stage


def _shown(stage: Stage, arrival: Arrival = Arrival.ON_TIME) -> None:
    scenes.found(arrival)(stage)
    stage.services.booking.share()


def _states(stage: Stage) -> list[AppointmentState]:
    return [view.appointment.state for view in stage.services.booking.views]


def _answered(stage: Stage) -> None:
    """The answer has arrived, and everything that it set going has happened."""
    stage.services.booking.answer_from_ledger()
    stage.window.view.grabWindow()


def test_checking_in_is_said_at_once_and_the_number_comes_with_the_answer(stage: Stage) -> None:
    scenes.checking_in(stage)
    assert stage.touch.sees("正在签到…")
    for key in ("check-in", "change", "cancel"):
        stage.touch.tap(f"my-appointment.{key}")
    assert stage.services.checking_in.checked_in == []
    stage.services.booking.answer_from_ledger()
    stage.touch.wait_for("number.label")
    assert len(stage.services.booking.asked) == 1
    assert stage.services.booking.dropped == []


def test_giving_back_is_said_at_once(stage: Stage) -> None:
    _shown(stage, Arrival.TOO_EARLY)
    stage.touch.tap("my-appointment.cancel")
    stage.touch.tap("my-appointment.cancel")
    stage.touch.wait_text("正在取消…")
    assert _states(stage) == [AppointmentState.BOOKED]
    stage.services.booking.answer_from_ledger()
    stage.touch.wait_text("已经取消")
    assert stage.services.booking.dropped == []


def test_whoever_keeps_it_after_all_keeps_it(stage: Stage) -> None:
    _shown(stage, Arrival.TOO_EARLY)
    stage.touch.tap("my-appointment.cancel")
    stage.touch.tap("my-appointment.cancel")
    stage.touch.tap("my-appointment.keep")
    assert len(stage.services.booking.dropped) == 1
    _answered(stage)
    assert _states(stage) == [AppointmentState.BOOKED]


def test_moving_is_said_at_once(stage: Stage) -> None:
    scenes.moving(stage)
    stage.touch.wait_text("正在改时间…")
    stage.touch.tap("booking.confirm")
    assert len(stage.services.booking.asked) == 1
    stage.services.booking.answer_from_ledger()
    stage.touch.wait_for("booked.time")
    assert _states(stage) == [AppointmentState.CANCELLED, AppointmentState.BOOKED]


@pytest.mark.parametrize("scene", [scenes.checking_in, scenes.moving])
@pytest.mark.parametrize("way", ["back", "home", "leave"])
def test_whoever_leaves_has_done_nothing(stage: Stage, scene: scenes.Scene, way: str) -> None:
    scene(stage)
    match way:
        case "back":
            stage.touch.tap("footer.back")
        case "home":
            stage.shell.goHome()
        case _:
            stage.shell.leave()
    shown = stage.shell.screen_shown
    _answered(stage)
    stage.touch.wait_until(lambda: len(stage.services.booking.dropped) == 1, "the appointment let go of")
    assert stage.services.checking_in.checked_in == []
    assert _states(stage) == [AppointmentState.BOOKED]
    assert stage.shell.screen_shown == shown


def test_the_next_citizen_is_not_checked_in_by_the_last_one_s_touch(stage: Stage) -> None:
    scenes.checking_in(stage)
    late = stage.services.booking.ledger
    assert late is not None
    stage.shell.leave()
    stage.services.booking.share()
    scenes.none_found(stage)
    stage.touch.tap("my-appointment.check-in")
    late.set_result(ALONE)
    stage.window.view.grabWindow()
    assert stage.touch.sees("正在签到…")
    assert stage.services.checking_in.checked_in == []
    stage.services.booking.answer_from_ledger()
    stage.touch.wait_for("number.label")
    assert len(stage.services.checking_in.checked_in) == 1


def test_a_slip_of_another_terminal_is_looked_up_while_the_screen_goes_on(stage: Stage) -> None:
    token = _of_another_terminal(stage)
    stage.scans.take(CodeScanned(token))
    stage.touch.wait_text("正在查这张小票")
    stage.services.booking.answer_from_ledger()
    stage.touch.wait_text("可以签到了")
    assert not stage.touch.sees("正在查这张小票")


def test_a_slip_that_the_hall_does_not_know_is_told(stage: Stage) -> None:
    _of_another_terminal(stage)
    stage.scans.take(CodeScanned("nobodysAppointment_220"))
    stage.touch.wait_text("正在查这张小票")
    stage.services.booking.answer_from_ledger()
    stage.touch.wait_text("本机没有找到这张小票")


def test_a_slip_of_somebody_who_has_left_opens_nothing(stage: Stage) -> None:
    token = _of_another_terminal(stage)
    stage.scans.take(CodeScanned(token))
    stage.touch.wait_text("正在查这张小票")
    stage.shell.leave()
    _answered(stage)
    stage.begin()
    assert stage.state("screen") == "home"
    assert not stage.touch.sees("正在查这张小票")


def _of_another_terminal(stage: Stage) -> str:
    stage.serve()
    view = stage.services.booking.put(day=DAYS[0][0], arrival=Arrival.ON_TIME)
    stage.services.booking.elsewhere = stage.services.booking.views
    stage.services.booking.views = []
    stage.services.booking.share()
    return view.appointment.token
