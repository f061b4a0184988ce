"""Browsers of windows and displays: offered a code, then paired. Secrets exist only as hashes."""

import msgspec

from kiosk.store.engine import Driver
from kiosk.store.statements import desk_devices as sql

_OFFERED, _HERE, _GONE = "offered", "paired", "gone"


class DeskDeviceRow(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    name: str
    kind: str  # window | display | rating
    state: str  # offered | paired | gone
    secret_hash: str
    tries: int
    until_ms: int
    paired_ms: int | None


class DeskDevices:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def offer(self, device_id: str, name: str, kind: str, code_hash: str, until_ms: int) -> None:
        sql.ADD.change(
            self._driver,
            id=device_id,
            name=name,
            kind=kind,
            state=_OFFERED,
            secret_hash=code_hash,
            tries=0,
            until_ms=until_ms,
            paired_ms=None,
        )

    def offered(self, code_hash: str) -> DeskDeviceRow | None:
        return self._by(code_hash, _OFFERED)

    def paired(self, token_hash: str) -> DeskDeviceRow | None:
        return self._by(token_hash, _HERE)

    def all(self) -> list[DeskDeviceRow]:
        """The paired ones, the oldest first."""
        return [_row(row) for row in sql.PAIRED.all(self._driver, wanted=_HERE)]

    def pair(self, device_id: str, token_hash: str, now_ms: int) -> None:
        sql.PAIR.change(self._driver, device_id=device_id, to=_HERE, secret=token_hash, now_ms=now_ms)

    def wrong_code(self) -> None:
        """One more wrong try, which counts against every code that is on offer."""
        sql.WRONG.change(self._driver, wanted=_OFFERED)

    def leave(self, device_id: str) -> bool:
        return sql.LEAVE.change(self._driver, device_id=device_id, to=_GONE) == 1

    def _by(self, secret_hash: str, state: str) -> DeskDeviceRow | None:
        row = sql.BY_SECRET.one(self._driver, secret=secret_hash, wanted=state)
        return None if row is None else _row(row)


def _row(row: tuple[object, ...]) -> DeskDeviceRow:
    return msgspec.convert(dict(zip(DeskDeviceRow.__struct_fields__, row, strict=True)), DeskDeviceRow)
