"""Booking a slot: what is offered, whose it is, how many fit, and what it leaves behind."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.appointment import AppointmentState, ByCard, ByPhone
from kiosk.domain.record import DeliveryState, RecordKind
from kiosk.services.appointment_outcomes import (
    AlreadyBooked,
    Booked,
    Cancelled,
    ClockSuspect,
    Found,
    NoneFound,
    NotOpen,
    SlotFull,
    SlotGone,
    TooManyBookings,
    TooManyTries,
)
from kiosk.settings_appointments import AppointmentSettings
from kiosk.settings_hall import HallSettings
from tests.unit.services.booking_world import (
    CARD,
    MONDAY,
    PHONE,
    TEN,
    TUESDAY,
    book,
    booked_hall,
    booking_world,
    free_at,
    offered,
)
from tests.unit.services.world import NUMBER, SetClock, World, local_instant, slip_text


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[World]:
    world = booking_world(tmp_path)
    yield world
    world.close()


def told(world: World) -> list[dict[str, object]]:
    with world.store.read() as work:
        waiting = work.records.in_state(DeliveryState.WAITING, 99)
        return [
            msgspec.json.decode(record.body) for record, _ in waiting if record.kind is RecordKind.APPOINTMENT
        ]


def test_slots_follow_the_hours_and_never_reach_into_a_break(hall: World) -> None:
    days = offered(hall).days
    assert [day.day.day for day in days] == [23, 24, 25, 26]  # today and the next three open days
    assert days[0].words.zh == "今日 11月23日 周一"
    tuesday = [each.slot.words for each in days[1].slots]
    assert tuesday[:2] == ["09:00–09:30", "09:30–10:00"]
    assert "11:30–12:00" in tuesday
    assert "13:30–14:00" in tuesday
    assert not [words for words in tuesday if words.startswith(("12:", "13:00"))]
    assert len(tuesday) == 13


def test_a_slot_that_has_begun_is_not_offered(hall: World) -> None:
    assert offered(hall).days[0].slots[0].slot.words == "09:30–10:00"  # it is 09:15
    assert hall.services.booking.book("s1", "general", MONDAY, 9 * 60, PHONE) == SlotGone()


def test_what_is_left_of_an_interval_is_no_slot(tmp_path: Path) -> None:
    world = booking_world(tmp_path, rule=AppointmentSettings(slot_minutes=50))
    starts = [each.slot.words for each in offered(world).days[1].slots]
    world.close()
    assert starts[:4] == ["09:00–09:50", "09:50–10:40", "10:40–11:30", "13:30–14:20"]


def test_weekends_and_holidays_are_passed_over(tmp_path: Path) -> None:
    world = booking_world(tmp_path, SetClock(local_instant(2026, 9, 30, 20)))
    days = [day.day for day in offered(world).days]
    world.close()
    assert days == [date(2026, 10, 5), date(2026, 10, 6), date(2026, 10, 7)]


def test_no_slot_where_the_hall_is_closed(hall: World) -> None:
    booking = hall.services.booking
    for day, start in (
        (MONDAY, 12 * 60),
        (MONDAY, TEN + 5),
        (date(2026, 11, 28), TEN),
        (date(2026, 12, 7), TEN),
        (date(2026, 11, 20), TEN),
    ):
        assert booking.book("s1", "general", day, start, PHONE) == SlotGone()


def test_a_series_without_appointments_takes_none(hall: World) -> None:
    assert [one.id for one in hall.services.booking.offer()] == ["general"]  # type: ignore[union-attr]
    with pytest.raises(KeyError):
        hall.services.booking.book("s1", "plain", MONDAY, TEN, PHONE)


def test_a_hall_without_any_has_no_tile(tmp_path: Path) -> None:
    world = World(tmp_path, hall=HallSettings(series=booked_hall().series[1:]))
    assert not world.services.booking.in_use()
    assert world.services.booking.offer() == ()
    world.close()


def test_record_row_and_slip_are_one_act(hall: World) -> None:
    view = book(hall, card=NUMBER).view
    [record] = told(hall)
    assert {key: record[key] for key in ("action", "series", "service_day", "from", "to")} == {
        "action": "booked",
        "series": "general",
        "service_day": "2026-11-23",
        "from": "10:00",
        "to": "10:30",
    }
    text = slip_text(hall.slip(view.job_id))
    for said in (
        "预约凭条",
        "11月23日 周一",
        "10:00–10:30",
        "综合服务",
        "1–4 号窗口",
        "09:30–10:45",
        "身份证",
    ):
        assert said in text
    assert hall.slip(view.job_id).token == view.appointment.token
    assert view.appointment.token not in str(record)
    assert hall.woken == 1


def test_nothing_of_the_person_is_stored_or_told(hall: World) -> None:
    by_card, by_phone = book(hall, card=NUMBER).view, book(hall, phone=PHONE.number).view
    with hall.store.read() as work:
        rows = [work.appointments.get(view.appointment.id) for view in (by_card, by_phone)]
    kept = str([msgspec.to_builtins(row) for row in rows]) + str(told(hall))
    assert NUMBER not in kept
    assert PHONE.number not in kept
    assert "1234" not in slip_text(hall.slip(by_phone.job_id)).replace("12345", "")
    for value in (CARD, PHONE, by_card.appointment):
        assert NUMBER not in repr(value)
        assert PHONE.number not in repr(value)
        assert by_card.appointment.token not in repr(value)


def test_a_slot_is_full_at_its_capacity(hall: World) -> None:
    assert free_at(hall, MONDAY, TEN) == 2
    book(hall, "s1", phone="13800000001")
    book(hall, "s2", phone="13800000002")
    assert free_at(hall, MONDAY, TEN) == 0
    full = hall.services.booking.book("s3", "general", MONDAY, TEN, ByPhone("13800000003"))
    assert isinstance(full, SlotFull)


def test_a_cancelled_place_is_somebody_else_s(hall: World) -> None:
    first = book(hall, "s1", phone="13800000001").view
    book(hall, "s2", phone="13800000002")
    gone = hall.services.booking.cancel("s1", first.appointment.id)
    assert isinstance(gone, Cancelled)
    assert gone.view.appointment.state is AppointmentState.CANCELLED
    book(hall, "s3", phone="13800000003")
    assert [record["action"] for record in told(hall)] == ["booked", "booked", "cancelled", "booked"]
    assert isinstance(hall.services.booking.cancel("s1", first.appointment.id), NotOpen)


def test_one_open_appointment_per_person_series_and_day(hall: World) -> None:
    book(hall, "s1")
    again = hall.services.booking.book("s2", "general", MONDAY, TEN + 30, PHONE)
    assert isinstance(again, AlreadyBooked)
    assert again.view.appointment.slot.start_minute == TEN
    book(hall, "s2", TUESDAY)


def test_a_second_touch_gives_the_same_appointment(hall: World) -> None:
    first, again = book(hall), book(hall)
    assert again == Booked(first.view, repeated=True)
    assert hall.woken == 1
    assert len(told(hall)) == 1


def test_a_card_and_a_telephone_are_two_ways_of_being_known(hall: World) -> None:
    book(hall, "s1", card=NUMBER.lower())
    assert isinstance(hall.services.booking.of("s1", ByCard(NUMBER)), Found)
    assert isinstance(hall.services.booking.of("s1", PHONE), NoneFound)


def test_moving_gives_the_old_time_back(hall: World) -> None:
    old = book(hall).view
    moved = hall.services.booking.change("s2", old.appointment.id, TUESDAY, TEN + 30)
    assert isinstance(moved, Booked)
    assert moved.view.appointment.token != old.appointment.token  # the old paper says an old time
    assert (free_at(hall, MONDAY, TEN), free_at(hall, TUESDAY, TEN + 30)) == (2, 1)
    stale = hall.services.booking.by_token(old.appointment.token)
    assert stale is not None
    assert stale.appointment.state is AppointmentState.CANCELLED
    assert [(record["action"], record["other"]) for record in told(hall)] == [
        ("booked", ""),
        ("cancelled", ""),
        ("booked", old.appointment.id),
    ]


def test_moving_within_the_day_and_onto_itself(hall: World) -> None:
    old = book(hall).view
    same = hall.services.booking.change("s1", old.appointment.id, MONDAY, TEN)
    assert isinstance(same, AlreadyBooked)
    assert isinstance(hall.services.booking.change("s1", old.appointment.id, MONDAY, TEN + 30), Booked)


def test_a_move_that_is_refused_leaves_the_old_one(hall: World) -> None:
    old = book(hall, "s1", phone="13800000001").view
    for number in (2, 3):
        book(hall, f"s{number}", TUESDAY, phone=f"1380000000{number}")
    assert isinstance(hall.services.booking.change("s1", old.appointment.id, TUESDAY, TEN), SlotFull)
    assert free_at(hall, MONDAY, TEN) == 1
    assert isinstance(hall.services.booking.of("s1", ByPhone("13800000001")), Found)


def test_one_session_cannot_empty_a_hall(hall: World) -> None:
    for number in range(3):
        book(hall, "s1", phone=f"1380000000{number}", start=TEN + 30 * number)
    outcome = hall.services.booking.book("s1", "general", TUESDAY, TEN, ByPhone("13800000009"))
    assert outcome == TooManyBookings()


def test_telephone_numbers_cannot_be_tried_out(hall: World) -> None:
    booking = hall.services.booking
    for left in (4, 3, 2, 1, 0):
        assert booking.of("s1", ByPhone("13900000000")) == NoneFound(left)
    assert booking.of("s1", ByPhone("13900000000")) == TooManyTries()
    assert isinstance(booking.of("s1", CARD), NoneFound)  # a card is no guess
    assert booking.of("s2", ByPhone("13900000000")) == NoneFound(4)


def test_under_a_suspect_clock_nothing_is_offered_and_nothing_booked(hall: World) -> None:
    view = book(hall).view
    hall.clock.set(local_instant(2020, 1, 1))
    booking = hall.services.booking
    assert booking.offer() == ClockSuspect()
    assert booking.book("s2", "general", MONDAY, TEN, CARD) == ClockSuspect()
    assert booking.change("s2", view.appointment.id, TUESDAY, TEN) == ClockSuspect()
    assert isinstance(booking.cancel("s2", view.appointment.id), Cancelled)


def test_another_day_is_not_yesterday_s(hall: World) -> None:
    book(hall)
    hall.clock.advance(timedelta(days=1).total_seconds())
    assert isinstance(hall.services.booking.of("s2", PHONE), NoneFound)
