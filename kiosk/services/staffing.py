"""Staff: adding people, and signing in with a PIN behind a lockout. Every use is an event."""

from collections.abc import Callable
from enum import StrEnum

import msgspec

from kiosk.domain.time import Clock
from kiosk.services import pin
from kiosk.services.events import SYSTEM, Events, staff_actor
from kiosk.store import Store
from kiosk.store.repositories.staff import StaffRow

FREE_TRIES = 5
FIRST_LOCK_S = 60.0
LONGEST_LOCK_S = 3600.0


class Role(StrEnum):
    STAFF = "staff"
    TECHNICIAN = "technician"


class Staff(msgspec.Struct, frozen=True):
    id: str
    name: str
    role: Role


class SignedIn(msgspec.Struct, frozen=True):
    staff: Staff


class WrongPin(msgspec.Struct, frozen=True):
    tries_left: int


class LockedOut(msgspec.Struct, frozen=True):
    seconds: int


class StaffExists(Exception):
    """This id is taken."""


class Staffing:
    """`random(n)` gives n random bytes. The lock runs on monotonic time: a suspect clock locks nobody out."""

    def __init__(self, store: Store, clock: Clock, events: Events, random: Callable[[int], bytes]) -> None:
        self._store = store
        self._clock = clock
        self._events = events
        self._random = random
        self._started_s = clock.monotonic_s()
        self._last_failure_s: dict[str, float] = {}
        self._unknown_failures = 0

    def add(self, staff_id: str, name: str, role: Role) -> str:
        """The new person's PIN, shown once and kept nowhere. Raises StaffExists."""
        new_pin, salt, digest = self._generate()
        with self._store.begin() as work:
            if work.staff.get(staff_id) is not None:
                raise StaffExists(staff_id)
            work.staff.add(
                StaffRow(
                    id=staff_id,
                    name=name,
                    role=role.value,
                    pin_salt=salt,
                    pin_scrypt=digest,
                    failures=0,
                    active=True,
                )
            )
            self._events.write(work, "", SYSTEM, "staff-add", staff_id, role.value)
        return new_pin

    def list(self) -> tuple[Staff, ...]:
        with self._store.read() as work:
            return tuple(_person(row) for row in work.staff.all() if row.active)

    def reset(self, staff_id: str) -> str:
        """A new PIN, which also ends a lockout. Raises KeyError for an unknown id."""
        new_pin, salt, digest = self._generate()
        with self._store.begin() as work:
            if not work.staff.set_pin(staff_id, salt, digest):
                raise KeyError(staff_id)
            self._events.write(work, "", SYSTEM, "staff-reset", staff_id)
        self._last_failure_s.pop(staff_id, None)
        return new_pin

    def sign_in(self, staff_id: str, typed: str) -> SignedIn | WrongPin | LockedOut:
        """A wrong id looks and lasts like a wrong PIN."""
        with self._store.read() as work:
            row = work.staff.get(staff_id)
        known = row if row is not None and row.active else None
        failures = known.failures if known else self._unknown_failures
        wait = self._locked_for(staff_id if known else "", failures)
        if wait > 0:
            self._events.note("", staff_actor(staff_id if known else "?"), "sign-in", "", "locked-out")
            return LockedOut(int(wait) + 1)
        # scrypt runs outside the transaction: it takes as long as fifty of them.
        right = pin.matches(
            typed, known.pin_salt if known else b"\0" * pin.SALT_BYTES, known.pin_scrypt if known else b""
        )
        if known is None or not right:
            return self._failed(known)
        with self._store.begin() as work:
            work.staff.succeeded(staff_id)
            self._events.write(work, "", staff_actor(staff_id), "sign-in")
        self._last_failure_s.pop(staff_id, None)
        return SignedIn(_person(known))

    def _failed(self, row: StaffRow | None) -> WrongPin:
        # What was typed as an unknown id may be a PIN in the wrong field: it is not written down.
        with self._store.begin() as work:
            if row is None:
                self._unknown_failures += 1
                failures = self._unknown_failures
            else:
                failures = work.staff.failed(row.id)
            self._events.write(work, "", staff_actor(row.id if row else "?"), "sign-in", "", "wrong-pin")
        self._last_failure_s[row.id if row else ""] = self._clock.monotonic_s()
        return WrongPin(max(0, FREE_TRIES - failures))

    def _locked_for(self, staff_id: str, failures: int) -> float:
        """Seconds left. After a restart a stored count locks again from the start of the process."""
        if failures < FREE_TRIES:
            return 0.0
        since = self._last_failure_s.get(staff_id, self._started_s)
        lock_s = min(FIRST_LOCK_S * 2.0 ** (failures - FREE_TRIES), LONGEST_LOCK_S)
        return max(0.0, since + lock_s - self._clock.monotonic_s())

    def _generate(self) -> tuple[str, bytes, bytes]:
        new_pin, salt = pin.new_pin(self._random(16)), self._random(pin.SALT_BYTES)
        return new_pin, salt, pin.scrypt(new_pin, salt)


def _person(row: StaffRow) -> Staff:
    return Staff(row.id, row.name, Role(row.role))
