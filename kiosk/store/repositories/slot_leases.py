"""Who may book how many appointments of a slot."""

from datetime import date

from kiosk.domain.appointment import Slot
from kiosk.store.engine import Driver
from kiosk.store.statements import slot_leases as sql


class SlotLeaseRows:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def put(self, series: str, slot: Slot, terminal: str, share: int) -> None:
        sql.PUT.change(
            self._driver,
            service_day=slot.day.isoformat(),
            series=series,
            start_minute=slot.start_minute,
            terminal=terminal,
            share=share,
        )

    def share(self, series: str, slot: Slot, terminal: str) -> int:
        """0 without a lease."""
        row = sql.SHARE.one(
            self._driver,
            day=slot.day.isoformat(),
            series_id=series,
            start=slot.start_minute,
            terminal_id=terminal,
        )
        return int(row[0]) if row else 0

    def of_day(self, series: str, day: date, terminal: str) -> dict[int, int]:
        """The share of each slot by its start; slots without a lease are not named."""
        rows = sql.OF_DAY.all(self._driver, day=day.isoformat(), series_id=series, terminal_id=terminal)
        return {int(start): int(share) for start, share in rows}

    def any_from(self, day: date, terminal: str) -> bool:
        row = sql.ANY.one(self._driver, since=day.isoformat(), terminal_id=terminal, nothing=0)
        return row is not None
