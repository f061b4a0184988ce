"""Terminals with leases never book more of a slot than it takes, each over a store of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.appointment import ByPhone, Slot
from kiosk.services.agenda import Agenda
from kiosk.services.appointment_outcomes import Booked, SlotFull
from kiosk.services.appointment_writing import AppointmentTrail
from kiosk.services.booking import Booking
from kiosk.services.person_key import PersonKey
from kiosk.services.slot_leases import HandedOut, SlotLeases, WholeCapacity, holder, shares
from kiosk.settings_appointments import AppointmentSettings
from tests.unit.services.booking_world import MONDAY, TEN, booked_hall
from tests.unit.services.world import KEY, World

CAPACITY = 5
SLOT = Slot(MONDAY, TEN, TEN + 30)


@given(st.integers(0, 999), st.integers(1, 40))
def test_what_is_dealt_out_is_the_capacity(capacity: int, terminals: int) -> None:
    dealt = shares(capacity, terminals)
    assert sum(dealt) == capacity
    assert max(dealt) - min(dealt) <= 1


@pytest.fixture
def terminals(tmp_path: Path) -> Iterator[list[World]]:
    rule = AppointmentSettings(per_slot=CAPACITY)
    worlds = [World(tmp_path / name, hall=booked_hall(rule=rule), terminal=name) for name in ("0001", "0002")]
    yield worlds
    for world in worlds:
        world.close()


def booking_with(world: World, leases: SlotLeases) -> Booking:
    services = world.services
    return Booking(
        world.store,
        world.settings.kiosk.terminal,
        Agenda(world.settings.hall, world.timekeeping, leases),
        AppointmentTrail(services.events, world.ids),
        PersonKey(KEY),
        world.clock,
        world.ids,
        world.tokens,
    )


def book_until_full(world: World, leases: SlotLeases) -> int:
    """How many got in."""
    booking = booking_with(world, leases)
    for number in range(CAPACITY + 1):
        who = ByPhone(f"1380000{world.terminal}"[:10] + str(number))
        outcome = booking.book(f"s{number}", "general", MONDAY, TEN, who)
        if not isinstance(outcome, Booked):
            assert isinstance(outcome, SlotFull)
            return number
    return CAPACITY + 1


def test_one_terminal_holds_the_whole_and_writes_it_down(terminals: list[World]) -> None:
    world = terminals[0]
    assert book_until_full(world, WholeCapacity(world.terminal)) == CAPACITY
    with world.store.read() as work:
        assert work.leases.share("general", SLOT, world.terminal) == CAPACITY


def test_two_terminals_together_never_exceed_the_capacity(terminals: list[World]) -> None:
    for world, share in zip(terminals, shares(CAPACITY, 2), strict=True):
        with world.store.begin() as work:
            work.leases.put("general", SLOT, holder(world.terminal, 1), share)
    booked = [book_until_full(world, HandedOut(world.terminal)) for world in terminals]
    assert booked == [3, 2]


def test_without_a_lease_nothing_is_booked(terminals: list[World]) -> None:
    world = terminals[0]
    with world.store.begin() as work:
        work.leases.put("general", SLOT, "another", CAPACITY)
    assert book_until_full(world, HandedOut(world.terminal)) == 0


def test_a_lease_that_was_taken_back_keeps_what_is_booked(terminals: list[World]) -> None:
    world = terminals[0]
    leases = HandedOut(world.terminal)
    with world.store.begin() as work:
        work.leases.put("general", SLOT, holder(world.terminal, 1), 2)
    assert book_until_full(world, leases) == 2
    with world.store.begin() as work:
        work.leases.put("general", SLOT, holder(world.terminal, 1), 1)
    offer = booking_with(world, leases).offer()
    assert isinstance(offer, tuple)
    [free] = [each.free for each in offer[0].days[0].slots if each.slot == SLOT]
    assert free == 0
