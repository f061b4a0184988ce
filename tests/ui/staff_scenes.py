"""A bad morning at the terminal: what staff see behind the PIN when a great deal is wrong at once."""

from collections.abc import Callable

from kiosk.domain.health import Check
from kiosk.domain.printer import JobState, PrinterCondition
from kiosk.services.checks import devices, keeping, machine, outside
from kiosk.services.timekeeping import ClockFault, Instant
from kiosk.store.repositories.devices import DeviceState
from tests.ui.fake_day import NOW_MS
from tests.ui.scenes import sign_in, staff_sign_in
from tests.ui.stage import Stage

DAY_MS = 86_400_000


def _state(name: str, state: str, detail: str = "") -> DeviceState:
    return DeviceState(name, state, detail, NOW_MS, NOW_MS)


def bad_morning() -> tuple[Check, ...]:
    """The terminal's own words for each of them."""
    return (
        devices.printer(_state("printer:slip", PrinterCondition.PAPER_OUT), configured=True),
        devices.reader(_state("reader", "gone"), configured=True),
        outside.network(_state("network", "offline"), True, NOW_MS),
        outside.delivery(1203, 2),
        keeping.store("", 1, 3),
        keeping.backup(
            DeviceState("backup", "failed", "No space left on device", NOW_MS - 9 * DAY_MS, NOW_MS),
            NOW_MS,
            same_disk=False,
        ),
        keeping.store_key(kept_in_file=True),
        keeping.sealing(None),
        machine.disk(40_000_000, 64_000_000_000),
        machine.clock(Instant(NOW_MS, ClockFault.JUMPED), NOW_MS + 9000 * DAY_MS),
        machine.memory(True, True, True),
    )


def self_check_troubles(stage: Stage) -> None:
    stage.services.self_check.answer = bad_morning()
    sign_in(stage)
    stage.touch.tap("staff.self-check")


def self_check_well(stage: Stage) -> None:
    stage.services.self_check.answer = (
        devices.printer(_state("printer:slip", PrinterCondition.READY), configured=True),
        devices.reader(_state("reader", "ready"), configured=True),
        machine.disk(41_000_000_000, 64_000_000_000),
    )
    sign_in(stage)
    stage.touch.tap("staff.self-check")


def sign_in_wrong(stage: Stage) -> None:
    staff_sign_in(stage)
    _try(stage)


def sign_in_locked(stage: Stage) -> None:
    stage.services.staffing.wrong = 5
    sign_in_wrong(stage)


def _try(stage: Stage) -> None:
    stage.board("staff-sign-in").inserted.emit("dz01")
    stage.touch.tap("staff-sign-in.pin")
    stage.touch.type("key", "111111")
    stage.touch.tap("staff-sign-in.go")


def staff_every_slip(stage: Stage) -> None:
    """One of each kind that a citizen can ask for, in each state."""
    states = (JobState.SENT, JobState.SENDING, JobState.GIVEN_UP, JobState.PRINTED, JobState.PRINTED)
    kinds = ("ticket", "receipt", "complaint", "guide", "appointment")
    for n, (kind, state) in enumerate(zip(kinds, states, strict=True)):
        stage.services.printing.put(f"slip-{n}", state, kind=kind)
    sign_in(stage)
    stage.touch.wait_for("staff.self-check")


STAFF_SCENES: dict[str, Callable[[Stage], None]] = {
    "staff-sign-in-wrong": sign_in_wrong,
    "staff-sign-in-locked": sign_in_locked,
    "staff-every-slip": staff_every_slip,
    "self-check-troubles": self_check_troubles,
    "self-check-well": self_check_well,
}
