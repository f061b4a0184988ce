"""Last known state of printer:slip, reader, disk, clock, network, backup, catalogue; its owner writes it."""

import msgspec

from kiosk.store.engine import Driver
from kiosk.store.statements import devices as sql


class DeviceState(msgspec.Struct, frozen=True):
    name: str
    state: str
    detail: str
    changed_ms: int  # since when it is in this state
    seen_ms: int  # when its owner last looked


class Devices:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def put(self, name: str, state: str, detail: str, now_ms: int) -> None:
        sql.PUT.change(self._driver, name=name, state=state, detail=detail, changed_ms=now_ms, seen_ms=now_ms)

    def get(self, name: str) -> DeviceState | None:
        row = sql.GET.one(self._driver, device=name)
        return None if row is None else DeviceState(*row)

    def all(self) -> list[DeviceState]:
        return [DeviceState(*row) for row in sql.ALL.all(self._driver)]
