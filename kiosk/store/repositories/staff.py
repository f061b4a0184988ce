"""People who may open the staff menu. A PIN exists only as scrypt."""

import msgspec

from kiosk.store.engine import Driver
from kiosk.store.statement import Value
from kiosk.store.statements import staff as sql


class StaffRow(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    name: str
    role: str  # staff | technician
    pin_salt: bytes
    pin_scrypt: bytes
    failures: int
    active: bool


class StaffTable:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def add(self, row: StaffRow) -> None:
        sql.ADD.change(
            self._driver,
            id=row.id,
            name=row.name,
            role=row.role,
            pin_salt=row.pin_salt,
            pin_scrypt=row.pin_scrypt,
            failures=row.failures,
            active=int(row.active),
        )

    def get(self, staff_id: str) -> StaffRow | None:
        row = sql.GET.one(self._driver, staff_id=staff_id)
        return None if row is None else _staff(row)

    def all(self) -> list[StaffRow]:
        return [_staff(row) for row in sql.ALL.all(self._driver)]

    def set_pin(self, staff_id: str, salt: bytes, scrypt: bytes) -> bool:
        return sql.SET_PIN.change(self._driver, staff_id=staff_id, salt=salt, scrypt=scrypt) == 1

    def failed(self, staff_id: str) -> int:
        """How many wrong PINs in a row, this one included; 0 when there is no such person."""
        row = sql.FAILED.one(self._driver, staff_id=staff_id)
        return int(row[0]) if row else 0

    def succeeded(self, staff_id: str) -> None:
        sql.SUCCEEDED.change(self._driver, staff_id=staff_id)


def _staff(row: tuple[Value, ...]) -> StaffRow:
    name, title, role, salt, scrypt, failures, active = row
    return StaffRow(
        id=name,
        name=title,
        role=role,
        pin_salt=salt,
        pin_scrypt=scrypt,
        failures=failures,
        active=bool(active),
    )
