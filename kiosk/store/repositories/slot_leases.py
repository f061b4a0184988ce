"""Who may book how many appointments of a slot."""

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.domain.appointment import Slot
from kiosk.store.engine import Driver
from kiosk.store.statement import Statement, every_column
from kiosk.store.tables import slot_lease

_l = slot_lease.c
_insert = upsert(slot_lease).values(every_column(slot_lease))
_PUT = Statement(
    _insert.on_conflict_do_update(
        index_elements=list(slot_lease.primary_key), set_={"share": _insert.excluded.share}
    )
)
_SHARE = Statement(
    select(_l.share).where(
        _l.service_day == bindparam("day"),
        _l.series == bindparam("series_id"),
        _l.start_minute == bindparam("start"),
        _l.terminal == bindparam("terminal_id"),
    )
)


class SlotLeaseRows:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def put(self, series: str, slot: Slot, terminal: str, share: int) -> None:
        _PUT.change(
            self._driver,
            service_day=slot.day.isoformat(),
            series=series,
            start_minute=slot.start_minute,
            terminal=terminal,
            share=share,
        )

    def share(self, series: str, slot: Slot, terminal: str) -> int:
        """0 without a lease."""
        row = _SHARE.one(
            self._driver,
            day=slot.day.isoformat(),
            series_id=series,
            start=slot.start_minute,
            terminal_id=terminal,
        )
        return int(row[0]) if row else 0
