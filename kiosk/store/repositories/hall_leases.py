"""The ledger's own rows of what each terminal may book of a slot."""

from datetime import date

from kiosk.domain.appointment import Slot
from kiosk.domain.slot_lease import Share
from kiosk.store.engine import Driver
from kiosk.store.statements import hall_leases as sql


class HallLeases:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def of_day(self, series: str, day: date) -> dict[int, dict[str, Share]]:
        """By the slot's start and the terminal's id."""
        found: dict[int, dict[str, Share]] = {}
        for start, terminal, share, booked, held, epoch in sql.OF_DAY.all(
            self._driver, day=day.isoformat(), series_id=series
        ):
            one = Share(terminal=terminal, share=share, booked=booked, held=held, epoch=epoch)
            found.setdefault(int(start), {})[terminal] = one
        return found

    def put(self, series: str, slot: Slot, new: Share) -> None:
        changed = sql.CHANGE.change(
            self._driver,
            day=slot.day.isoformat(),
            series_id=series,
            start=slot.start_minute,
            of_terminal=new.terminal,
            new_share=new.share,
            new_booked=new.booked,
            new_held=new.held,
            new_epoch=new.epoch,
        )
        if not changed:
            sql.ADD.change(
                self._driver,
                service_day=slot.day.isoformat(),
                series=series,
                start_minute=slot.start_minute,
                terminal=new.terminal,
                share=new.share,
                booked=new.booked,
                held=new.held,
                epoch=new.epoch,
            )

    def forget_past(self, before: date) -> None:
        sql.PAST.change(self._driver, day=before.isoformat())

    def seats(self) -> list[str]:
        """The hall's terminals in the order of their seats."""
        return [str(row[0]) for row in sql.SEATS.all(self._driver)]

    def all_claimed(self, life: int) -> bool:
        """Whether every terminal has said in this life of the ledger what it holds."""
        row = sql.CLAIMED.one(self._driver, this_life=life)
        return row is not None and int(row[0]) == len(self.seats())

    def has_claimed(self, terminal: str) -> bool:
        """Whether this terminal has, in the present one."""
        return sql.HAS_CLAIMED.one(self._driver, of_terminal=terminal) is not None

    def claimed(self, terminal: str, life: int) -> None:
        sql.UNCLAIM.change(self._driver, of_terminal=terminal)
        sql.CLAIM.change(self._driver, terminal=terminal, life=life)
