"""Behind the PIN: menu, self-check, switches; and out of service."""

from enum import StrEnum

import pytest

from kiosk.domain.document import DocumentKind
from kiosk.domain.printer import JobState, PrinterCondition
from kiosk.domain.session import SessionState
from kiosk.domain.time import local
from kiosk.ui.shell import Fault
from kiosk.ui.words import load_words
from tests.ui.scenes import sign_in, sign_in_now, staff_sign_in
from tests.ui.staff_scenes import sign_in_locked
from tests.ui.stage import Stage


def test_staff_sign_in_and_see_what_is_wrong(stage: Stage) -> None:
    stage.services.status.go_offline(17)
    sign_in(stage)
    stage.touch.wait_text("测试员（技术人员）")
    assert stage.touch.sees("17 件")


@pytest.mark.parametrize(
    ("prefix", "values"), [("kind", DocumentKind), ("job", JobState), ("printer", PrinterCondition)]
)
def test_the_staff_menu_has_a_word_for_everything(prefix: str, values: type[StrEnum]) -> None:
    """One without would end the terminal as soon as staff looked at it."""
    words = load_words("staff")
    assert all(words.both(f"{prefix}-{one.value}") for one in values)


def test_a_wrong_pin_counts_down_and_locks(stage: Stage) -> None:
    staff_sign_in(stage)
    stage.services.staffing.wrong = 4
    stage.shell.model("staff-sign-in").property("board").inserted.emit("dz01")  # type: ignore[union-attr]
    for message in ("请 1 分钟后再试", "请 60 秒后再试"):
        stage.touch.tap("staff-sign-in.pin")
        stage.touch.type("key", "111111")
        stage.touch.tap("staff-sign-in.go")
        stage.touch.wait_text(message)
    stage.tick(30)
    stage.touch.wait_text("请 30 秒后再试")


def test_a_door_that_is_shut_to_one_is_open_to_another(stage: Stage) -> None:
    """Else whoever tries at random locks out the one who is there to mend the printer."""
    sign_in_locked(stage)
    stage.touch.wait_text("请 60 秒后再试")
    stage.touch.tap("staff-sign-in.id")
    for _ in "dz01":
        stage.touch.tap("key.erase")
    stage.services.staffing.wrong = 0
    sign_in_now(stage)
    stage.touch.wait_for("staff.self-check")


def test_shutting_down_wants_a_second_touch_and_is_noted(stage: Stage) -> None:
    sign_in(stage)
    stage.touch.tap("staff.shut-down")
    stage.touch.tap("staff.cancel")
    assert stage.services.power.done == []
    stage.touch.tap("staff.restart")
    stage.touch.tap("staff.confirm")
    assert stage.services.power.done == ["restart"]
    assert ("staff:dz01", "restart") in stage.services.events.noted


def test_a_doubted_clock_is_confirmed_by_who_knows_the_time(stage: Stage) -> None:
    stage.services.status.doubt_clock()
    sign_in(stage)
    stage.touch.tap("staff.clock")
    shown = f"{local(stage.clock.now()):%Y-%m-%d %H:%M}"
    stage.touch.wait_text(shown)
    stage.touch.tap("staff.cancel")
    assert stage.services.clock.confirmed == []
    stage.touch.tap("staff.clock")
    stage.touch.tap("staff.confirm")
    assert stage.services.clock.confirmed == ["dz01"]
    stage.shell.look()
    stage.tick(1)
    stage.touch.wait_until(lambda: stage.touch.find("staff.clock") is None, "nothing left to confirm")


def test_self_check_on_demand_says_what_to_do(stage: Stage) -> None:
    sign_in(stage)
    stage.touch.tap("staff.self-check")
    stage.touch.wait_text("怎么办：打开上盖")
    runs = stage.services.self_check.runs
    stage.services.self_check.printer_out = False
    stage.touch.tap("self-check.again")
    stage.touch.wait_until(lambda: not stage.touch.sees("打开上盖"), "printer is well")
    assert stage.services.self_check.runs == runs + 1


def test_signing_out_shuts_the_door(stage: Stage) -> None:
    sign_in(stage)
    stage.touch.tap("staff.sign-out")
    stage.touch.wait_for("attract.start")
    with pytest.raises(RuntimeError, match="nobody has signed in"):
        stage.shell.go("staff")


def test_staff_who_walk_away_are_signed_out(stage: Stage) -> None:
    sign_in(stage)
    stage.tick(61)
    stage.tick(20)
    stage.touch.wait_for("attract.start")
    assert "测试员" not in str(stage.shell.model("staff").property("state"))  # type: ignore[union-attr]


def test_the_start_s_self_check_goes_on_by_itself(stage: Stage) -> None:
    stage.serve()
    stage.shell.go("self-check", when="start")
    stage.touch.wait_text("开机自检")
    stage.tick(29)
    assert stage.touch.find("self-check.summary") is not None
    stage.tick(2)
    stage.touch.wait_for("attract.start")


@pytest.mark.parametrize("fault", list(Fault))
def test_each_fault_has_words_for_both(stage: Stage, fault: Fault) -> None:
    stage.serve()
    stage.begin()
    stage.shell.set_fault(fault)
    assert stage.touch.text_of("out-of-service.reason")
    assert fault.value in stage.touch.text_of("out-of-service.staff")
    assert stage.touch.text_of("out-of-service.phone") == "12345"
    stage.shell.clear_fault()
    stage.touch.wait_for("attract.start")


def test_staff_work_while_out_of_service_and_are_signed_out(stage: Stage) -> None:
    stage.serve()
    stage.shell.set_fault(Fault.DISK_FULL)
    stage.touch.tap("footer.call-staff")
    stage.touch.tap("help.staff")
    stage.touch.wait_for("staff-sign-in.id")
    stage.tick(61)
    stage.touch.wait_for("out-of-service.reason")
    assert stage.shell.session_state is SessionState.OUT_OF_SERVICE
