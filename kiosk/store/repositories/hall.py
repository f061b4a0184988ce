"""The ledger's own rows: its life, the terminals' seats, and the tickets that wait for a terminal's word."""

from datetime import date

import msgspec

from kiosk.domain.ticket import TicketState
from kiosk.store.engine import Driver
from kiosk.store.statements import hall as sql


class Life(msgspec.Struct, frozen=True):
    """One life of a ledger: a restored copy begins another."""

    fingerprint: str
    epoch: int
    restored_day: date | None

    def mark_for(self, service_day: date) -> int:
        """0 unless the ledger was restored: as of a terminal's own store (DESIGN §6)."""
        return self.epoch if self.restored_day is not None and service_day >= self.restored_day else 0


class Hall:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def life(self) -> Life | None:
        row = sql.GET.one(self._driver)
        if row is None:
            return None
        return Life(row[0], row[1], None if row[2] is None else date.fromisoformat(row[2]))

    def begin_life(self, fingerprint: str, epoch: int, restored_day: date | None) -> None:
        day = None if restored_day is None else restored_day.isoformat()
        if not sql.RENEW.change(self._driver, now_known_by=fingerprint, number=epoch, day=day):
            sql.CREATE.change(self._driver, only=1, fingerprint=fingerprint, epoch=epoch, restored_day=day)

    def seat(self, terminal: str, claimed: int | None) -> int:
        """The terminal's seat; at its first visit the one it claims, if nobody sits there."""
        row = sql.SEAT.one(self._driver, terminal=terminal)
        if row is not None:
            return int(row[0])
        if claimed is None or sql.TAKEN.one(self._driver, wanted=claimed) is not None:
            last = sql.LAST_SEAT.one(self._driver)
            claimed = (last[0] if last and last[0] else 0) + 1
        sql.SIT.change(self._driver, id=terminal, seat=claimed)
        return claimed

    def waiting(self, service_day: date) -> dict[str, int]:
        """By line; a line in which nobody waits is not named."""
        rows = sql.WAITING.all(self._driver, day=service_day.isoformat(), waiting=TicketState.WAITING.value)
        return {str(line): int(count) for line, count in rows}

    def unconfirmed(self, terminal: str) -> list[str]:
        """Ids of the tickets that this terminal has reserved and not spoken of since."""
        return [str(row[0]) for row in sql.UNCONFIRMED.all(self._driver, asked=terminal)]
