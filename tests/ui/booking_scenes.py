"""Moments of an appointment worth a picture."""

from collections.abc import Callable

from kiosk.domain.appointment import AppointmentState, Slot
from kiosk.domain.printer import JobState, PrinterCondition
from kiosk.services.appointment_outcomes import HallAway, InOtherHands, SlotFull
from kiosk.services.slots import Arrival
from tests.ui.fake_booking import DAYS, PHONE
from tests.ui.stage import Stage

Scene = Callable[[Stage], None]


def booking(stage: Stage) -> None:
    stage.serve()
    stage.begin()
    stage.touch.tap("home.booking")


def booking_closed(stage: Stage) -> None:
    stage.services.booking.suspect = True
    booking(stage)


def slots(stage: Stage) -> None:
    booking(stage)
    stage.touch.tap("booking.series.general")


def full_day(stage: Stage) -> None:
    slots(stage)
    stage.touch.tap("booking.day.2026-11-24")


def held_back(stage: Stage) -> None:
    slots(stage)
    stage.touch.tap("booking.day.2026-11-26")


def who(stage: Stage) -> None:
    slots(stage)
    stage.touch.tap("booking.day.2026-11-25")
    stage.touch.tap("booking.slot.600")
    stage.touch.type("booking.key", PHONE[:7])


def wrong_phone(stage: Stage) -> None:
    slots(stage)
    stage.touch.tap("booking.slot.660")
    stage.touch.type("booking.key", "02312345678")
    stage.touch.tap("booking.go-on")


def confirm(stage: Stage) -> None:
    who(stage)
    stage.touch.type("booking.key", PHONE[7:])
    stage.touch.tap("booking.go-on")


def refused(stage: Stage) -> None:
    stage.services.booking.refuses = SlotFull(Slot(DAYS[2][0], 600, 630))
    confirm(stage)
    stage.touch.tap("booking.confirm")


def booked(stage: Stage) -> None:
    confirm(stage)
    stage.touch.tap("booking.confirm")
    stage.services.printing.put("booked-0", JobState.PRINTED)
    stage.tick()


def booked_trouble(stage: Stage) -> None:
    confirm(stage)
    stage.touch.tap("booking.confirm")
    stage.services.printing.put("booked-0", JobState.BLOCKED, reason=PrinterCondition.PAPER_OUT.value)
    stage.tick()


def mine(stage: Stage) -> None:
    booking(stage)
    stage.touch.tap("booking.mine")


def none_found(stage: Stage) -> None:
    mine(stage)
    stage.touch.type("my-appointment.key", PHONE)
    stage.touch.tap("my-appointment.go-on")


def several(stage: Stage) -> None:
    stage.services.booking.put()
    stage.services.booking.put("household", DAYS[0][0], 570, arrival=Arrival.ON_TIME)
    none_found(stage)


def found(arrival: Arrival | None, state: AppointmentState | None = None) -> Callable[[Stage], None]:
    def scene(stage: Stage) -> None:
        view = stage.services.booking.put(day=DAYS[0][0], arrival=arrival)
        stage.services.booking.becomes(view.appointment.id, state, "A012")
        none_found(stage)

    return scene


def cancelling(stage: Stage) -> None:
    found(Arrival.TOO_EARLY)(stage)
    stage.touch.tap("my-appointment.cancel")


def here_full(stage: Stage) -> None:
    """In a hall of several terminals: what this one has none of any more."""
    stage.services.booking.share()
    booking(stage)


def here_full_day(stage: Stage) -> None:
    here_full(stage)
    stage.touch.tap("booking.series.general")


def none_found_here(stage: Stage) -> None:
    stage.services.booking.share()
    none_found(stage)


def elsewhere(stage: Stage) -> None:
    view = stage.services.booking.put(day=DAYS[0][0], arrival=Arrival.ON_TIME)
    stage.services.booking.becomes(view.appointment.id, AppointmentState.ARRIVED, elsewhere=True)
    none_found(stage)


def hall_away(stage: Stage) -> None:
    found(Arrival.ON_TIME)(stage)
    stage.services.checking_in.answer = HallAway()
    stage.touch.tap("my-appointment.check-in")


def in_other_hands(stage: Stage) -> None:
    cancelling(stage)
    stage.services.booking.refuses_touch = InOtherHands("0008")
    stage.touch.tap("my-appointment.cancel")


def move_hall_away(stage: Stage) -> None:
    found(Arrival.TOO_EARLY)(stage)
    stage.services.booking.refuses_touch = HallAway()
    stage.touch.tap("my-appointment.change")
    stage.touch.tap("booking.day.2026-11-25")
    stage.touch.tap("booking.slot.630")
    stage.touch.tap("booking.confirm")


def checking_in(stage: Stage) -> None:
    """The hall's ledger takes its time."""
    found(Arrival.ON_TIME)(stage)
    stage.services.booking.share()
    stage.touch.tap("my-appointment.check-in")


def moving(stage: Stage) -> None:
    found(Arrival.TOO_EARLY)(stage)
    stage.services.booking.share()
    stage.touch.tap("my-appointment.change")
    stage.touch.tap("booking.day.2026-11-25")
    stage.touch.tap("booking.slot.630")
    stage.touch.tap("booking.confirm")


BOOKING_SCENES: dict[str, Scene] = {
    "booking": booking,
    "booking-closed": booking_closed,
    "booking-slots": slots,
    "booking-full-day": full_day,
    "booking-held-back": held_back,
    "booking-who": who,
    "booking-wrong-phone": wrong_phone,
    "booking-confirm": confirm,
    "booking-refused": refused,
    "booking-booked": booked,
    "booking-trouble": booked_trouble,
    "appointment-who": mine,
    "appointment-none": none_found,
    "appointment-several": several,
    "appointment-early": found(Arrival.TOO_EARLY),
    "appointment-now": found(Arrival.ON_TIME),
    "appointment-late": found(Arrival.LATE),
    "appointment-missed": found(Arrival.MISSED),
    "appointment-arrived": found(Arrival.ON_TIME, AppointmentState.ARRIVED),
    "appointment-cancelled": found(Arrival.TOO_EARLY, AppointmentState.CANCELLED),
    "appointment-clock": found(None),
    "appointment-cancelling": cancelling,
    "booking-here-full": here_full,
    "booking-here-full-day": here_full_day,
    "booking-move-hall-away": move_hall_away,
    "appointment-none-here": none_found_here,
    "booking-moving": moving,
    "appointment-checking-in": checking_in,
    "appointment-elsewhere": elsewhere,
    "appointment-hall-away": hall_away,
    "appointment-in-other-hands": in_other_hands,
}
