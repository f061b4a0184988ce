"""PINs: shown once, stored as scrypt, locked on monotonic time, every use an event."""

import pytest

from kiosk.services.staffing import FREE_TRIES, LockedOut, Role, SignedIn, Staff, StaffExists, WrongPin
from tests.unit.services.world import World, local_instant


@pytest.fixture
def pin(world: World) -> str:
    return world.services.staffing.add("17", "张测试", Role.TECHNICIAN)


def wrong(pin: str) -> str:
    return str((int(pin) + 1) % 1_000_000).zfill(6)


def lock(world: World, pin: str) -> None:
    for _ in range(FREE_TRIES):
        assert isinstance(world.services.staffing.sign_in("17", wrong(pin)), WrongPin)


def test_a_new_person_signs_in(world: World, pin: str) -> None:
    person = Staff("17", "张测试", Role.TECHNICIAN)
    assert len(pin) == 6
    assert pin.isdigit()
    assert world.services.staffing.list() == (person,)
    assert world.services.staffing.sign_in("17", pin) == SignedIn(person)


def test_the_pin_is_not_stored(world: World, pin: str) -> None:
    with world.store.read() as work:
        row = work.staff.get("17")
    assert row is not None
    assert pin.encode() not in row.pin_scrypt + row.pin_salt
    assert len(row.pin_scrypt) == 32


def test_an_id_is_given_once(world: World, pin: str) -> None:
    with pytest.raises(StaffExists):
        world.services.staffing.add("17", "别人", Role.STAFF)
    assert isinstance(world.services.staffing.sign_in("17", pin), SignedIn)


def test_five_wrong_pins_lock_for_a_minute(world: World, pin: str) -> None:
    lock(world, pin)
    assert world.services.staffing.sign_in("17", pin) == LockedOut(61)
    world.clock.advance(61)
    assert isinstance(world.services.staffing.sign_in("17", pin), SignedIn)


def test_each_further_wrong_pin_doubles_the_lock(world: World, pin: str) -> None:
    lock(world, pin)
    world.clock.advance(61)
    assert isinstance(world.services.staffing.sign_in("17", wrong(pin)), WrongPin)
    assert world.services.staffing.sign_in("17", pin) == LockedOut(121)


def test_a_right_pin_forgives(world: World, pin: str) -> None:
    for _ in range(FREE_TRIES - 1):
        world.services.staffing.sign_in("17", wrong(pin))
    assert isinstance(world.services.staffing.sign_in("17", pin), SignedIn)
    assert world.services.staffing.sign_in("17", wrong(pin)) == WrongPin(FREE_TRIES - 1)


def test_the_wall_clock_neither_locks_nor_unlocks(world: World, pin: str) -> None:
    lock(world, pin)
    world.clock.set(local_instant(2026, 12, 24))
    assert isinstance(world.services.staffing.sign_in("17", pin), LockedOut)
    world.clock.advance(61)
    world.clock.set(local_instant(2020, 1, 1))
    assert isinstance(world.services.staffing.sign_in("17", pin), SignedIn)


def test_a_restart_does_not_unlock(world: World, pin: str) -> None:
    lock(world, pin)
    world.restart()
    assert isinstance(world.services.staffing.sign_in("17", pin), LockedOut)
    world.clock.advance(61)
    assert isinstance(world.services.staffing.sign_in("17", pin), SignedIn)


def test_an_unknown_id_looks_like_a_wrong_pin_and_locks(world: World) -> None:
    for left in (4, 3, 2, 1, 0):
        assert world.services.staffing.sign_in("99", "000000") == WrongPin(left)
    assert isinstance(world.services.staffing.sign_in("98", "000000"), LockedOut)


def test_reset_gives_a_new_pin_and_ends_the_lock(world: World, pin: str) -> None:
    lock(world, pin)
    new_pin = world.services.staffing.reset("17")
    assert isinstance(world.services.staffing.sign_in("17", new_pin), SignedIn)
    with pytest.raises(KeyError):
        world.services.staffing.reset("99")


def test_every_use_is_an_event(world: World, pin: str) -> None:
    world.services.staffing.sign_in("17", wrong(pin))
    world.services.staffing.sign_in("17", pin)
    world.services.staffing.sign_in("424242", "17")
    lock(world, pin)
    world.services.staffing.sign_in("17", pin)
    world.services.staffing.reset("17")
    with world.store.read() as work:
        told = [(event.actor, event.action, event.result) for event in work.events.recent(100)]
        everything = repr(work.events.recent(100))
    assert told[:2] == [("system", "staff-reset", "ok"), ("staff:17", "sign-in", "locked-out")]
    tries = ("staff:17", "sign-in", "wrong-pin")
    assert [event for event in told[2:] if event != tries][:3] == [
        ("staff:?", "sign-in", "wrong-pin"),
        ("staff:17", "sign-in", "ok"),
        ("system", "staff-add", "technician"),
    ]
    assert tries in told
    assert "424242" not in everything
    assert pin not in everything
