"""This device: its id, its epoch, its running count of cases, the last instant it believed."""

from datetime import date

import msgspec

from kiosk.store.engine import Driver
from kiosk.store.statements import terminal as sql


class Terminal(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    epoch: int
    fingerprint: str
    case_count: int
    last_seen_ms: int
    restored_day: date | None  # from this service day on, numbers carry the epoch as their mark

    def mark_for(self, service_day: date) -> int:
        """The epoch mark of numbers for that day: 0 unless the store was restored (DESIGN §6)."""
        return self.epoch if self.restored_day is not None and service_day >= self.restored_day else 0


class TerminalRow:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def find(self) -> Terminal | None:
        """None in a store that no terminal has used yet."""
        row = sql.GET.one(self._driver)
        if row is None:
            return None
        _, name, epoch, fingerprint, case_count, last_seen_ms, restored_day = row
        return Terminal(
            id=name,
            epoch=epoch,
            fingerprint=fingerprint,
            case_count=case_count,
            last_seen_ms=last_seen_ms,
            restored_day=None if restored_day is None else date.fromisoformat(restored_day),
        )

    def get(self) -> Terminal:
        """Raises LookupError before `create`, which `kiosk.services.startup` calls once."""
        found = self.find()
        if found is None:
            raise LookupError("the store has no terminal row yet")
        return found

    def create(self, terminal_id: str, fingerprint: str, now_ms: int, epoch: int = 1) -> None:
        sql.CREATE.change(
            self._driver,
            only=1,
            id=terminal_id,
            epoch=epoch,
            fingerprint=fingerprint,
            case_count=0,
            last_seen_ms=now_ms,
            restored_day=None,
        )

    def bump_case_count(self) -> int:
        """The next running number of a case; it never goes back, whatever becomes of the case."""
        row = sql.BUMP.one(self._driver)
        if row is None:
            raise LookupError("the store has no terminal row yet")
        return int(row[0])

    def seen(self, now_ms: int) -> None:
        """The latest instant this terminal believes in; a clock before it is not adopted."""
        sql.SEEN.change(self._driver, now_ms=now_ms)

    def new_epoch(self, epoch: int, restored_day: date, case_count: int) -> None:
        """Begin `epoch`. `case_count` is the highest count that may have been given out before."""
        sql.EPOCH.change(self._driver, number=epoch, day=restored_day.isoformat(), count=case_count)

    def set_fingerprint(self, value: str) -> None:
        sql.FINGERPRINT.change(self._driver, value=value)
