"""Booked at one terminal and brought to another: one ticket, whatever is cut off; nobody loses a time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.appointment import AppointmentState, ByPhone
from kiosk.domain.health import Verdict
from kiosk.domain.ticket import TicketState
from kiosk.services.appointment_outcomes import (
    Booked,
    Cancelled,
    HallAway,
    InOtherHands,
    NoneFound,
    NotOpen,
)
from kiosk.services.asking import Numbered
from tests.contract.ledgers.booking_halls import CAPACITY, BookingTerminal, hall_of
from tests.contract.ledgers.halls import Hall
from tests.unit.services.booking_world import TEN

Pair = tuple[BookingTerminal, BookingTerminal]
ARRIVED, BOOKED, CANCELLED = AppointmentState.ARRIVED, AppointmentState.BOOKED, AppointmentState.CANCELLED


@pytest.fixture
def pair(hall: Hall, tmp_path: Path) -> Iterator[Pair]:
    one, two = (BookingTerminal(tmp_path / name, hall, name, hall_of()) for name in ("0001", "0002"))
    settle(one, two)
    yield one, two
    one.close()
    two.close()


def settle(*terminals: BookingTerminal) -> None:
    for _ in range(3):
        for one in terminals:
            one.sweep()


def events(hall: Hall, action: str) -> list[str]:
    with hall.engine.read() as work:
        return [str(event.result) for event in work.events.recent(200) if event.action == action]


def test_checked_in_at_another_terminal_it_has_the_place_of_its_time(pair: Pair) -> None:
    one, two = pair
    view = one.book("13800000001", 9 * 60 + 30)
    one.turn()
    one.world.services.queue.take_number(one.session(), "general")
    taken = two.arrive(view)
    assert (taken.ticket.label, taken.ahead) == ("A002", 1)
    settle(one, two)
    seen = one.seen(view)
    assert seen is not None
    assert (seen.appointment.state, seen.label, seen.elsewhere) == (ARRIVED, "A002", True)
    assert isinstance(one.check_in(view), NotOpen)


def test_a_lookup_elsewhere_says_that_another_terminal_may_have_booked_it(pair: Pair) -> None:
    one, two = pair
    one.book("13800000001")
    one.turn()
    found = two.world.services.booking.of(two.session(), ByPhone("13800000001"))
    assert isinstance(found, NoneFound)
    assert found.shared


def test_an_early_slot_stands_before_who_came_later(hall: Hall, pair: Pair) -> None:
    one, two = pair
    view = one.book("13800000001", 9 * 60 + 30)
    one.turn()
    hall.clock.advance(30 * 60)
    two.world.services.queue.take_number(two.session(), "general")
    assert two.arrive(view).ahead == 0


def test_a_second_check_in_is_the_same_number(pair: Pair) -> None:
    one, two = pair
    view = one.book("13800000001")
    one.turn()
    first = two.arrive(view)
    again = two.arrive(view)
    assert (again.ticket.id, again.repeated) == (first.ticket.id, True)


def test_two_at_once_are_one(hall: Hall, pair: Pair) -> None:
    """Both have it in hand at the same instant: the ledger gives it to the first."""
    one, two = pair
    view = one.book("13800000001")
    one.turn()
    with hall.engine.begin() as work:
        work.hall_appointments.claim(view.appointment.id, "0001")
    assert two.check_in(view) == InOtherHands("0001")
    assert two.cancel(view) == InOtherHands("0001")
    assert two.state(view) is BOOKED
    one.restart()  # nothing came of it at the first
    settle(one)
    two.arrive(view)


def test_who_leaves_while_it_is_asked_for_leaves_nothing_in_hand(hall: Hall, pair: Pair) -> None:
    one, two = pair
    view = one.book("13800000001")
    one.turn()
    services, appointment = two.world.services, view.appointment.id
    coming = services.checking_in.ask(appointment)
    assert coming is not None
    number = coming.answer().number.answer()
    assert isinstance(number, Numbered)
    services.checking_in.drop(appointment, coming)
    going = services.booking.ask(appointment)
    assert going is not None
    services.booking.drop(appointment, going)
    services.booking.close()  # everything that the answers set going has happened
    assert one.check_in(view) == InOtherHands("0002")
    settle(two)
    with hall.engine.read() as work:
        void = work.calls.get(number.ticket_id)
    assert void is not None
    assert void.state is TicketState.VOID
    one.arrive(view)


def test_the_home_terminal_checks_in_its_own_while_the_ledger_is_away(pair: Pair) -> None:
    one, two = pair
    view = one.book("13800000001")
    one.turn()
    one.way.cut = two.way.cut = True
    assert two.check_in(view) == HallAway()
    assert two.cancel(view) == HallAway()
    taken = one.arrive(view)
    assert taken.ticket.label == "A1-001"
    one.way.cut = two.way.cut = False
    settle(one, two)
    assert two.state(view) is ARRIVED


def test_checked_in_twice_the_second_number_is_void_and_the_hall_says_so(hall: Hall, pair: Pair) -> None:
    one, two = pair
    view = one.book("13800000001")
    one.turn()
    one.way.cut = True
    own = one.arrive(view)
    other = two.arrive(view)
    settle(two)
    one.way.cut = False
    settle(one, two)
    assert hall.standing(own.ticket.id).state is TicketState.VOID
    assert hall.standing(other.ticket.id).state is TicketState.WAITING
    assert events(hall, "appointment-twice") == ["void"]
    one.as_configured()
    [told] = [check for check in one.world.services.selfcheck.run() if check.name == "appointments"]
    assert told.verdict is Verdict.WARNING
    assert own.ticket.label in told.finding.zh
    assert "已作废" in told.finding.zh
    settle(one, two)
    assert len(events(hall, "appointment-twice")) == 1


def test_cancelled_elsewhere_its_place_is_free_again_at_home(pair: Pair) -> None:
    one, two = pair
    views = [one.book(f"1380000000{number}") for number in range(2)]
    settle(one, two)
    before = one.free() + two.free()
    assert isinstance(two.cancel(views[0]), Cancelled)
    settle(two, one)
    assert one.state(views[0]) is CANCELLED
    assert one.free() + two.free() == before + 1 == CAPACITY - 1


def test_moved_elsewhere_it_is_one_appointment(pair: Pair) -> None:
    one, two = pair
    view = one.book("13800000001")
    one.turn()
    moved = two.change(view, TEN + 30)
    assert isinstance(moved, Booked)
    settle(two, one)
    assert one.state(view) is CANCELLED
    assert one.state(moved.view) is BOOKED
    one.arrive(moved.view)


def test_cancelled_at_home_while_another_has_checked_it_in_the_ticket_stands(pair: Pair) -> None:
    one, two = pair
    view = one.book("13800000001")
    one.turn()
    one.way.cut = True
    two.arrive(view)
    settle(two)
    free = one.free()
    assert isinstance(one.cancel(view), Cancelled)
    assert one.free() == free  # nobody gets the place of who stands in the line
    one.way.cut = False
    settle(one, two)
    assert one.state(view) is ARRIVED


def test_dead_between_the_claim_and_the_ticket_nothing_is_lost(pair: Pair) -> None:
    one, two = pair
    view = one.book("13800000001")
    one.turn()
    two.way.answers_are_lost = True
    assert two.check_in(view) == HallAway()
    two.way.answers_are_lost = False
    assert one.check_in(view) == InOtherHands("0002")
    two.restart()
    settle(two)
    one.arrive(view)


def test_dead_between_the_ticket_and_the_word_it_is_told_by_the_next_process(hall: Hall, pair: Pair) -> None:
    one, two = pair
    view = one.book("13800000001")
    one.turn()
    taken = two.arrive(view)
    two.restart()
    settle(two, one)
    assert one.state(view) is ARRIVED
    assert hall.standing(taken.ticket.id).confirmed


def test_who_is_told_only_later_has_lost_nothing(pair: Pair) -> None:
    """Booked while the ledger was away: at home it counts at once, elsewhere once the two have met."""
    one, two = pair
    one.way.cut = True
    view = one.book("13800000001")
    assert two.seen(view) is None
    one.way.cut = False
    one.turn()
    assert two.state(view) is BOOKED
