"""Pairing browsers with the desk: a short code that a colleague reads out, then a token the browser keeps.

Only hashes are stored. A code serves once, for ten minutes, and a few wrong tries end all that are on offer:
eight digits are few.
"""

import hashlib
from collections.abc import Callable
from enum import StrEnum

import msgspec

from kiosk.services.events import SYSTEM, Events
from kiosk.services.timekeeping import Timekeeping
from kiosk.store import Store
from kiosk.store.repositories.desk_devices import DeskDeviceRow

CODE_DIGITS = 8
CODE_MIN = 10
FREE_TRIES = 5


class DeviceKind(StrEnum):
    WINDOW = "window"  # staff may sign in there
    DISPLAY = "display"  # reads the lobby's page, nothing else
    RATING = "rating"  # stands in the lobby, for citizens who rate


class DeskDevice(msgspec.Struct, frozen=True):
    id: str
    name: str
    kind: DeviceKind


class Paired(msgspec.Struct, frozen=True):
    device: DeskDevice
    token: str  # the browser's, told once

    def __repr__(self) -> str:
        return f"Paired({self.device!r})"


class CodeRefused(msgspec.Struct, frozen=True):
    """Wrong, used, too old, or one wrong try too many."""


class Pairing:
    """`tokens()` gives an opaque token, `random(n)` n random bytes."""

    def __init__(
        self,
        store: Store,
        timekeeping: Timekeeping,
        events: Events,
        ids: Callable[[], str],
        tokens: Callable[[], str],
        random: Callable[[int], bytes],
    ) -> None:
        self._store = store
        self._timekeeping = timekeeping
        self._events = events
        self._ids = ids
        self._tokens = tokens
        self._random = random

    def offer(self, name: str, kind: DeviceKind) -> str:
        """The code to type in the new browser within ten minutes."""
        code = str(int.from_bytes(self._random(16)) % 10**CODE_DIGITS).zfill(CODE_DIGITS)
        device_id = self._ids()
        with self._store.begin() as work:
            now = self._timekeeping.judge(work.terminal.get().last_seen_ms)
            work.desk_devices.offer(device_id, name, kind.value, _hash(code), now.ms + CODE_MIN * 60_000)
            self._events.write(work, "", SYSTEM, "desk-offer", device_id, kind.value)
        return code

    def pair(self, code: str) -> Paired | CodeRefused:
        token = self._tokens()
        with self._store.begin() as work:
            now = self._timekeeping.judge(work.terminal.get().last_seen_ms)
            row = work.desk_devices.offered(_hash(code))
            if row is None or row.tries >= FREE_TRIES or now.ms > row.until_ms:
                work.desk_devices.wrong_code()
                self._events.write(work, "", SYSTEM, "desk-pair", row.id if row else "", "refused")
                return CodeRefused()
            work.desk_devices.pair(row.id, _hash(token), now.ms)
            self._events.write(work, "", SYSTEM, "desk-pair", row.id)
        return Paired(_device(row), token)

    def device(self, token: str) -> DeskDevice | None:
        """Whose token it is; None for nobody's, or for one that was taken away."""
        with self._store.read() as work:
            row = work.desk_devices.paired(_hash(token))
        return None if row is None else _device(row)

    def list(self) -> tuple[DeskDevice, ...]:
        with self._store.read() as work:
            return tuple(_device(row) for row in work.desk_devices.all())

    def remove(self, device_id: str) -> bool:
        """Its token opens nothing from now on. False when there is no such device."""
        with self._store.begin() as work:
            gone = work.desk_devices.leave(device_id)
            if gone:
                self._events.write(work, "", SYSTEM, "desk-unpair", device_id)
        return gone


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _device(row: DeskDeviceRow) -> DeskDevice:
    return DeskDevice(row.id, row.name, DeviceKind(row.kind))
