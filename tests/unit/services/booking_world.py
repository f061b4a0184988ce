"""A hall that takes appointments, over a real store."""

from datetime import date, time
from pathlib import Path

from kiosk.domain.appointment import ByCard, ByPhone
from kiosk.domain.text import Text
from kiosk.services.appointment_outcomes import AppointmentView, Booked, CheckedIn, OfferedSeries
from kiosk.services.number_outcomes import NumberTaken
from kiosk.settings_appointments import AppointmentSettings
from kiosk.settings_hall import HallSettings, HoursSettings, IntervalSettings, SeriesSettings
from tests.unit.services.world import NUMBER, SetClock, World

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
TEN = 10 * 60
CARD = ByCard(NUMBER)
PHONE = ByPhone("13800001234")
MORNING = IntervalSettings(open=time(9, 0), close=time(12, 0))
AFTERNOON = IntervalSettings(open=time(13, 30), close=time(17, 0))


def booked_hall(rule: AppointmentSettings | None = None, **changes: object) -> HallSettings:
    """One series, 9:00–12:00 and 13:30–17:00, two to a half-hour slot; and one without appointments."""
    both = (MORNING, AFTERNOON)
    general = SeriesSettings(
        id="general",
        prefix="A",
        name=Text("综合服务", "General services"),
        windows="1–4",
        hours=HoursSettings(mon=both, tue=both, wed=both, thu=both, fri=both),
        appointments=rule or AppointmentSettings(per_slot=2),
        **changes,  # type: ignore[arg-type]
    )
    plain = SeriesSettings(id="plain", prefix="B", name=Text("其他"), windows="5")
    return HallSettings(series=(general, plain))


def booking_world(folder: Path, clock: SetClock | None = None, **hall: object) -> World:
    return World(folder, clock, hall=booked_hall(**hall))  # type: ignore[arg-type]


def offered(world: World) -> OfferedSeries:
    offer = world.services.booking.offer()
    assert isinstance(offer, tuple)
    return offer[0]


def free_at(world: World, day: date, start: int) -> int:
    [found] = [
        each.free
        for one in offered(world).days
        if one.day == day
        for each in one.slots
        if each.slot.start_minute == start
    ]
    return found


def book(world: World, session: str = "s1", day: date = MONDAY, start: int = TEN, **who: str) -> Booked:
    person = ByCard(who["card"]) if "card" in who else ByPhone(who.get("phone", PHONE.number))
    outcome = world.services.booking.book(session, "general", day, start, person)
    assert isinstance(outcome, Booked), outcome
    return outcome


def checked_in(world: World, view: AppointmentView, session: str = "s9") -> NumberTaken:
    outcome = world.services.checking_in.check_in(session, view.appointment.id)
    assert isinstance(outcome, CheckedIn), outcome
    return outcome.taken
