"""Checking in: when, once, in which place; and who never came."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.appointment import AppointmentState
from kiosk.domain.record import DeliveryState, RecordKind
from kiosk.domain.ticket import TicketState
from kiosk.services.appointment_outcomes import (
    CheckedIn,
    ClockSuspect,
    Found,
    Missed,
    NoneFound,
    NotOpen,
    TooEarly,
)
from kiosk.services.number_outcomes import NumbersExhausted, NumberTaken
from tests.unit.services.booking_world import MONDAY, PHONE, TEN, TUESDAY, book, booking_world, checked_in
from tests.unit.services.world import World, local_instant, slip_text


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[World]:
    world = booking_world(tmp_path)
    yield world
    world.close()


def at(world: World, hour: int, minute: int = 0, day: int = 23) -> None:
    """Time passes until then."""
    world.clock.advance((local_instant(2026, 11, day, hour, minute) - world.clock.instant).total_seconds())


def walk_in(world: World, session: str) -> NumberTaken:
    outcome = world.services.queue.take_number(session, "general")
    assert isinstance(outcome, NumberTaken)
    return outcome


def order(world: World) -> list[str]:
    """The labels as they will be called."""
    with world.store.read() as work:
        return [each.label for each in work.calls.waiting("general", MONDAY, MONDAY)]


def state_of(world: World, appointment_id: str) -> AppointmentState:
    with world.store.read() as work:
        found = work.appointments.get(appointment_id)
    assert found is not None
    return found.state


def test_too_early_is_told_when(hall: World) -> None:
    view = book(hall).view  # it is 09:15, and check-in opens at 09:30
    outcome = hall.services.checking_in.check_in("s2", view.appointment.id)
    assert isinstance(outcome, TooEarly)
    assert (outcome.view.opens, outcome.view.ends) == ("09:30", "10:45")
    assert state_of(hall, view.appointment.id) is AppointmentState.BOOKED


def test_another_day_is_too_early(hall: World) -> None:
    view = book(hall, day=TUESDAY).view
    at(hall, 10)
    assert isinstance(hall.services.checking_in.check_in("s2", view.appointment.id), TooEarly)


def test_on_time_it_has_the_place_of_its_slot(hall: World) -> None:
    view = book(hall).view
    before = walk_in(hall, "w1").ticket.label
    at(hall, 9, 59)
    just_before = walk_in(hall, "w2").ticket.label
    at(hall, 10, 5)
    after = walk_in(hall, "w3").ticket.label
    at(hall, 10, 25)
    taken = checked_in(hall, view)
    assert order(hall) == [before, just_before, taken.ticket.label, after]
    assert taken.ahead == 2


def test_who_comes_before_the_slot_does_not_overtake_those_before_it(hall: World) -> None:
    view = book(hall).view
    at(hall, 9, 35)
    taken = checked_in(hall, view).ticket.label
    at(hall, 9, 50)
    earlier = walk_in(hall, "w1").ticket.label
    at(hall, 10, 1)
    later = walk_in(hall, "w2").ticket.label
    assert order(hall) == [earlier, taken, later]


def test_late_is_an_ordinary_place(hall: World) -> None:
    view = book(hall).view
    at(hall, 10, 35)
    before = walk_in(hall, "w1").ticket.label
    outcome = hall.services.checking_in.check_in("s2", view.appointment.id)
    assert isinstance(outcome, CheckedIn)
    assert outcome.late
    assert order(hall) == [before, outcome.taken.ticket.label]


def test_after_the_rule_it_is_a_no_show_and_a_number_may_be_taken(hall: World) -> None:
    view = book(hall).view
    at(hall, 10, 45)
    assert isinstance(hall.services.checking_in.check_in("s2", view.appointment.id), Missed)
    assert state_of(hall, view.appointment.id) is AppointmentState.NO_SHOW
    assert walk_in(hall, "s2").ticket.label == "A001"
    assert isinstance(hall.services.checking_in.check_in("s2", view.appointment.id), Missed)


def test_ticket_slip_record_and_state_are_one_act(hall: World) -> None:
    view = book(hall).view
    at(hall, 9, 50)
    taken = checked_in(hall, view)
    with hall.store.read() as work:
        found = work.appointments.get(view.appointment.id)
        records = [record for record, _ in work.records.in_state(DeliveryState.WAITING, 99)]
    assert found is not None
    assert (found.state, found.ticket_id) == (AppointmentState.ARRIVED, taken.ticket.id)
    told = [msgspec.json.decode(each.body) for each in records if each.kind is RecordKind.APPOINTMENT]
    assert (told[-1]["action"], told[-1]["other"]) == ("arrived", taken.ticket.id)
    assert [each.kind for each in records].count(RecordKind.TICKET) == 1
    text = slip_text(hall.slip(taken.job_id))
    assert "10:00–10:30" in text
    assert taken.ticket.label in text
    assert hall.woken == 2


def test_twice_is_one_ticket(hall: World) -> None:
    view = book(hall).view
    at(hall, 10)
    first, again = checked_in(hall, view, "s1"), checked_in(hall, view, "s2")
    assert first.ticket == again.ticket
    assert (first.repeated, again.repeated) == (False, True)
    assert order(hall) == [first.ticket.label]
    at(hall, 16)
    assert checked_in(hall, view).ticket == first.ticket


def test_a_cancelled_one_is_told(hall: World) -> None:
    view = book(hall).view
    hall.services.booking.cancel("s1", view.appointment.id)
    at(hall, 10)
    assert isinstance(hall.services.checking_in.check_in("s1", view.appointment.id), NotOpen)
    assert order(hall) == []


def test_what_has_become_a_ticket_is_neither_moved_nor_cancelled(hall: World) -> None:
    view = book(hall).view
    at(hall, 10)
    checked_in(hall, view)
    assert isinstance(hall.services.booking.cancel("s1", view.appointment.id), NotOpen)
    assert isinstance(hall.services.booking.change("s1", view.appointment.id, TUESDAY, TEN), NotOpen)


def test_a_cut_in_the_middle_leaves_neither_half(hall: World, monkeypatch: pytest.MonkeyPatch) -> None:
    view = book(hall).view
    at(hall, 10)

    def cut(*_: object, **__: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as broken:
        broken.setattr("kiosk.services.checking_in.AppointmentTrail.write", cut)
        with pytest.raises(RuntimeError):
            hall.services.checking_in.check_in("s2", view.appointment.id)
    assert order(hall) == []
    assert state_of(hall, view.appointment.id) is AppointmentState.BOOKED
    assert checked_in(hall, view).ticket.label == "A001"


def test_appointments_stand_beside_the_quota_and_the_range_still_ends(tmp_path: Path) -> None:
    world = booking_world(tmp_path, daily_quota=1, last=2)
    views = [book(world, f"s{number}", phone=f"1380000000{number}").view for number in range(2)]
    walk_in(world, "w")
    at(world, 10)
    assert checked_in(world, views[0]).ticket.label == "A002"
    outcome = world.services.checking_in.check_in("s9", views[1].appointment.id)
    world.close()
    assert outcome == NumbersExhausted("general", MONDAY)


class TestClosing:
    def test_who_never_came_is_a_no_show_once_the_day_is_over(self, hall: World) -> None:
        view = book(hall).view
        at(hall, 16, 59)
        assert hall.services.checking_in.close_days() == 0
        at(hall, 17, 0)
        assert hall.services.checking_in.close_days() == 1
        assert hall.services.checking_in.close_days() == 0
        assert state_of(hall, view.appointment.id) is AppointmentState.NO_SHOW

    def test_the_last_slot_may_still_be_late(self, hall: World) -> None:
        book(hall, start=16 * 60 + 30)
        at(hall, 17, 5)
        assert hall.services.checking_in.close_days() == 0
        at(hall, 17, 15)
        assert hall.services.checking_in.close_days() == 1

    def test_after_a_month_switched_off(self, hall: World) -> None:
        for number in range(3):
            book(hall, f"s{number}", start=TEN + 30 * number, phone=f"1380000000{number}")
        hall.clock.advance(timedelta(days=30).total_seconds())
        hall.restart()
        assert hall.services.checking_in.close_days() == 3

    def test_whose_it_was_is_forgotten_the_day_after(self, hall: World) -> None:
        view = book(hall).view
        at(hall, 10)
        checked_in(hall, view)
        hall.services.checking_in.close_days()
        assert isinstance(hall.services.booking.of("s2", PHONE), Found)
        at(hall, 0, 5, day=24)
        hall.services.checking_in.close_days()
        with hall.store.read() as work:
            found = work.appointments.get(view.appointment.id)
        assert found is not None
        assert found.person == ""

    def test_under_a_suspect_clock_nobody_is_turned_away(self, hall: World) -> None:
        view = book(hall).view
        hall.clock.set(local_instant(2026, 12, 20))
        assert hall.services.checking_in.close_days() == 0
        assert hall.services.checking_in.check_in("s2", view.appointment.id) == ClockSuspect()
        assert state_of(hall, view.appointment.id) is AppointmentState.BOOKED

    def test_a_no_show_by_a_wrong_clock_is_taken_back_when_it_is_put_right(self, hall: World) -> None:
        view = book(hall).view
        hall.store.close()
        hall.clock.set(local_instant(2026, 11, 25, 9))  # wrong, and believed at the next boot
        hall.start()
        assert hall.services.checking_in.close_days() == 1
        hall.clock.set(local_instant(2026, 11, 23, 10))
        hall.services.clock_correction.confirm("17")
        assert checked_in(hall, view).ticket.state is TicketState.WAITING


class TestRestore:
    def test_days_that_may_have_been_given_out_are_held_back(self, hall: World) -> None:
        with hall.store.begin() as work:
            work.terminal.new_epoch(2, MONDAY, 1000)
        outcome = hall.services.booking.book("s1", "general", TUESDAY, TEN, PHONE)
        assert type(outcome).__name__ == "SlotFull"
        offer = hall.services.booking.offer()
        assert isinstance(offer, tuple)
        assert all(day.held_back for day in offer[0].days)
        at(hall, 9, 0, day=24)
        offer = hall.services.booking.offer()
        assert isinstance(offer, tuple)
        assert [day.held_back for day in offer[0].days] == [True, True, True, False]
        assert isinstance(hall.services.booking.of("s1", PHONE), NoneFound)
