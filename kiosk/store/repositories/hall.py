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

    @property
    def mark(self) -> int:
        """Of every number from now on, whatever its day: 0 unless the ledger was restored. Nobody knows for
        which days numbers were given out that the copy has forgotten; a terminal's clock may be wrong."""
        return 0 if self.restored_day is None else self.epoch


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """How a series of a day stands before one more number of it. `issued`: the last number by epoch mark;
    `last_place`: of whoever waits last, 0 where nobody does; `known`: the token has a number already."""

    mark: int
    issued: dict[int, int]
    ahead: int
    last_place: int
    known: bool


class Hall:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def life(self) -> Life | None:
        row = sql.GET.one(self._driver)
        if row is None:
            return None
        return Life(row[0], row[1], None if row[2] is None else date.fromisoformat(row[2]))

    def before_issuing(self, day: date, series: str, token: str) -> Before:
        rows = sql.BEFORE.all(
            self._driver,
            day=day.isoformat(),
            series_id=series,
            waiting=TicketState.WAITING.value,
            token_value=token,
        )
        epoch, restored, _, _, ahead, last_place, known = rows[0]
        restored_day = None if restored is None else date.fromisoformat(restored)
        return Before(
            mark=0 if epoch is None else Life("", epoch, restored_day).mark,
            issued={mark: last for _, _, mark, last, *_ in rows if mark is not None},
            ahead=ahead,
            last_place=last_place or 0,
            known=known > 0,
        )

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

    def terminals(self) -> list[str]:
        """Ids of all that have a seat."""
        return [str(row[0]) for row in sql.SEATED.all(self._driver)]

    def waiting(self, service_day: date) -> dict[str, int]:
        """By line; a line in which nobody waits is not named."""
        rows = sql.WAITING.all(self._driver, day=service_day.isoformat(), waiting=TicketState.WAITING.value)
        return {str(line): int(count) for line, count in rows}

    def unconfirmed(self, terminal: str) -> list[str]:
        """Ids of the tickets that this terminal has reserved and not spoken of since."""
        return [str(row[0]) for row in sql.UNCONFIRMED.all(self._driver, asked=terminal)]
