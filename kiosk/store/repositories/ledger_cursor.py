"""How far a terminal has followed the hall's ledger: read and moved in the transaction of what it brought."""

from datetime import date

from kiosk.domain.ledger import Cursor, Seen
from kiosk.store.engine import Driver
from kiosk.store.statements import ledger_cursor as sql


class LedgerCursor:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def get(self) -> Cursor | None:
        row = sql.GET.one(self._driver)
        return None if row is None else Cursor(Seen(int(row[0]), row[1]), date.fromisoformat(row[2]))

    def put(self, cursor: Cursor) -> None:
        sql.CLEAR.change(self._driver)
        seen = cursor.seen
        sql.PUT.change(self._driver, one=1, at=seen.position, what=seen.change, upto=cursor.day.isoformat())
