"""A terminal's side of the hall's ledger: its seat, and what it still owes the ledger a word on."""

from datetime import date

from sqlalchemy import bindparam, delete, insert, select

from kiosk.domain.ledger import Known, Word
from kiosk.store.engine import Driver
from kiosk.store.hall_tables import series_counter
from kiosk.store.statement import Statement
from kiosk.store.tables import ledger_seat, ledger_word

_SEAT = Statement(select(ledger_seat.c.seat))
_KNOWN = Statement(
    select(series_counter).where(
        series_counter.c.service_day >= bindparam("first_day"),
        series_counter.c.epoch_mark >= bindparam("none"),
    )
)
_LEAVE = Statement(delete(ledger_seat))
_SIT = Statement(insert(ledger_seat))
_OWED = Statement(
    select(ledger_word.c.ticket_id, ledger_word.c.word)
    .order_by(ledger_word.c.ticket_id)
    .limit(bindparam("max_count"))
)
_SAID = Statement(
    delete(ledger_word).where(
        ledger_word.c.ticket_id == bindparam("ticket"), ledger_word.c.word == bindparam("said")
    )
)
_FORGET = Statement(delete(ledger_word).where(ledger_word.c.ticket_id == bindparam("ticket")))
_OWE = Statement(insert(ledger_word))


class LedgerWords:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def seat(self) -> int | None:
        row = _SEAT.one(self._driver)
        return None if row is None else int(row[0])

    def known(self, first_day: date) -> list[Known]:
        """The last numbers that came from the ledger, for this day and later ones."""
        rows = _KNOWN.all(self._driver, first_day=first_day.isoformat(), none=0)
        return [Known(date.fromisoformat(day), series, mark, last) for day, series, mark, last in rows]

    def sit(self, seat: int) -> None:
        _LEAVE.change(self._driver)
        _SIT.change(self._driver, only=1, seat=seat)

    def owe(self, ticket_id: str, word: Word) -> None:
        """The latest word counts: who gives a number back no longer says that it is wanted."""
        _FORGET.change(self._driver, ticket=ticket_id)
        _OWE.change(self._driver, ticket_id=ticket_id, word=word.value)

    def owed(self, max_count: int) -> list[tuple[str, Word]]:
        rows = _OWED.all(self._driver, max_count=max_count)
        return [(str(ticket_id), Word(word)) for ticket_id, word in rows]

    def said(self, ticket_id: str, word: Word) -> None:
        """Unless another word is owed meanwhile."""
        _SAID.change(self._driver, ticket=ticket_id, said=word.value)
