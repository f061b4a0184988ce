"""Who may book how many appointments of a slot."""

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
