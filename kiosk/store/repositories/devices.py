"""Last known state of printer:slip, reader, disk, clock, network, backup, catalogue; its owner writes it."""

import msgspec
from sqlalchemy import bindparam, case, select
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.store.engine import Driver
from kiosk.store.statement import Statement, every_column
from kiosk.store.tables import device_state

_d = device_state.c
_new = upsert(device_state).values(every_column(device_state))
_PUT = Statement(
    _new.on_conflict_do_update(
        index_elements=[_d.name],
        set_={
            "changed_ms": case((_d.state == _new.excluded.state, _d.changed_ms), else_=_new.excluded.seen_ms),
            "state": _new.excluded.state,
            "detail": _new.excluded.detail,
            "seen_ms": _new.excluded.seen_ms,
        },
    )
)
_GET = Statement(select(device_state).where(_d.name == bindparam("device")))
_ALL = Statement(select(device_state).order_by(_d.name))


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
        _PUT.change(self._driver, name=name, state=state, detail=detail, changed_ms=now_ms, seen_ms=now_ms)

    def get(self, name: str) -> DeviceState | None:
        row = _GET.one(self._driver, device=name)
        return None if row is None else DeviceState(*row)

    def all(self) -> list[DeviceState]:
        return [DeviceState(*row) for row in _ALL.all(self._driver)]
