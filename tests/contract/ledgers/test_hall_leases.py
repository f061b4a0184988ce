"""Slots that the terminals of a hall share: never more than there is, never stuck where nobody needs it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.domain.appointment import AppointmentState
from kiosk.services.appointment_outcomes import Booked, SlotFull
from kiosk.settings import HallSettings
from tests.contract.ledgers.booking_halls import CAPACITY, BookingTerminal, dump, hall_of, restore
from tests.contract.ledgers.halls import Hall
from tests.unit.services.booking_world import TEN

Made = Callable[..., BookingTerminal]


@pytest.fixture
def terminal(hall: Hall, tmp_path: Path) -> Iterator[Made]:
    made: list[BookingTerminal] = []

    def make(name: str, settings: HallSettings | None = None) -> BookingTerminal:
        made.append(BookingTerminal(tmp_path / name, hall, name, settings or hall_of()))
        return made[-1]

    yield make
    for one in made:
        one.close()


def settle(*terminals: BookingTerminal) -> None:
    for _ in range(3):
        for one in terminals:
            one.sweep()


def test_nothing_is_booked_before_the_ledger_has_lent_anything(terminal: Made) -> None:
    one = terminal("0001")
    assert not one.world.services.booking.anything()
    assert isinstance(one.try_book("13800000001"), SlotFull)
    one.turn()
    assert one.world.services.booking.anything()
    assert one.free() == CAPACITY


def test_two_terminals_have_even_parts_and_book_them_while_the_ledger_is_away(terminal: Made) -> None:
    one, two = terminal("0001"), terminal("0002")
    settle(one, two)
    assert (one.free(), two.free()) == (2, 2)
    one.way.cut = two.way.cut = True
    for each in (one, two):
        for number in range(2):
            each.book(f"138000{each.name}{number}")
        assert isinstance(each.try_book("13900000000"), SlotFull)


def test_whoever_runs_dry_gets_what_another_does_not_need(terminal: Made) -> None:
    one, two = terminal("0001"), terminal("0002")
    settle(one, two)
    one.book("13800000001")
    one.book("13800000002")
    settle(one, two)
    assert (one.free(), two.free()) == (1, 1)
    one.book("13800000003")
    settle(one, two)
    assert one.free() + two.free() == 1


def test_the_last_one_of_a_terminal_that_went_dark_stays_with_it(terminal: Made) -> None:
    one, two = terminal("0001"), terminal("0002")
    settle(one, two)
    two.way.cut = True
    for number in range(2):
        one.book(f"1380000000{number}")
    settle(one)
    assert (one.free(), two.free()) == (0, 2)
    two.book("13900000001")
    two.book("13900000002")


def test_a_place_that_was_cancelled_is_given_again_once_the_hall_knows(terminal: Made) -> None:
    one = terminal("0001")
    one.turn()
    views = [one.book(f"1380000000{number}") for number in range(CAPACITY)]
    one.turn()
    one.way.cut = True
    one.cancel(views[0])
    assert one.free() == 0  # somebody may be checking in with it elsewhere
    one.way.cut = False
    one.turn()
    assert one.free() == 1


def test_an_answer_that_is_lost_lends_nothing_twice(terminal: Made) -> None:
    one, two = terminal("0001"), terminal("0002")
    one.turn()
    two.way.answers_are_lost = True
    for _ in range(3):
        two.sweep()
        one.sweep()
    two.way.answers_are_lost = False
    settle(one, two)
    assert (one.free(), two.free()) == (2, 2)


def test_a_restart_changes_nothing(terminal: Made) -> None:
    one, two = terminal("0001"), terminal("0002")
    settle(one, two)
    one.book("13800000001")
    one.way.cut = True
    one.restart()
    assert one.free() == 1
    one.way.cut = False
    settle(one, two)
    assert one.free() + two.free() == CAPACITY - 1


def test_a_smaller_capacity_is_honoured_for_what_nobody_has_booked(terminal: Made) -> None:
    one = terminal("0001", hall_of(4))
    one.turn()
    views = [one.book(f"1380000000{number}") for number in range(2)]
    settle(one)
    assert one.free() == 2
    one.world.settings = replace(one.world.settings, hall=hall_of(2))
    one.restart()
    settle(one)
    assert one.free() == 0
    one.cancel(views[0])
    settle(one)
    assert one.free() == 1


class TestRestored:
    def test_a_store_that_was_lost_does_not_book_its_share_twice(self, terminal: Made) -> None:
        one, two = terminal("0001"), terminal("0002")
        settle(one, two)
        one.back_up()
        one.way.cut = True
        lost = one.book("13800000001")  # the hall has not heard of it
        one.lose_the_store()
        assert one.free() == 0
        one.way.cut = False
        settle(one, two)
        # What it had is held: one place of it is somebody's, and nobody knows which.
        assert one.free() + two.free() == CAPACITY - 2
        assert one.seen(lost) is None

    def test_what_the_hall_had_heard_of_comes_back(self, terminal: Made) -> None:
        one, two = terminal("0001"), terminal("0002")
        settle(one, two)
        one.back_up()
        view = one.book("13800000001")
        settle(one, two)
        one.lose_the_store()
        settle(one, two)
        assert one.seen(view) is not None
        one.arrive(view)

    def test_one_that_was_moved_after_the_backup_comes_back_moved(self, terminal: Made) -> None:
        one, two = terminal("0001"), terminal("0002")
        settle(one, two)
        old = one.book("13800000001", TEN + 30)
        one.back_up()
        moved = one.change(old, TEN)
        assert isinstance(moved, Booked)
        settle(one, two)
        one.lose_the_store()
        settle(one, two)
        assert one.state(old) is AppointmentState.CANCELLED
        assert one.state(moved.view) is AppointmentState.BOOKED

    def test_a_restored_ledger_lends_nothing_before_everybody_has_spoken(
        self, hall: Hall, terminal: Made
    ) -> None:
        one, two = terminal("0001"), terminal("0002")
        one.turn()
        with hall.engine.begin() as work:
            work.hall.seat("0002", None)
        before = dump(hall)
        settle(one, two)
        two.book("13800000001")
        two.way.cut = True  # it holds a place that the restored ledger knows nothing of
        restore(hall, before, "restored")
        one.world.services.ledger_link.close()  # type: ignore[union-attr]
        settle(one)
        assert one.free() == 2
        for number in range(2):
            one.book(f"1390000000{number}")
        settle(one)
        assert one.free() == 0
        two.way.cut = False
        settle(two, one)
        assert one.free() + two.free() == 1

    def test_both_speak_and_the_hall_goes_on(self, hall: Hall, terminal: Made) -> None:
        one, two = terminal("0001"), terminal("0002")
        settle(one, two)
        before = dump(hall)
        view = one.book("13800000001", TEN + 30)
        settle(one, two)
        restore(hall, before, "restored")
        for each in (one, two):
            each.world.services.ledger_link.close()  # type: ignore[union-attr]
        settle(one, two)
        assert one.free(TEN + 30) + two.free(TEN + 30) == CAPACITY - 1
        assert two.seen(view) is not None
