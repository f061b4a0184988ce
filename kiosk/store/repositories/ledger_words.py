"""A terminal's side of the hall's ledger: its seat, and what it still owes the ledger a word on."""

from datetime import date

from kiosk.domain.ledger import Known, Word
from kiosk.store.engine import Driver
from kiosk.store.statements import ledger_words as sql


class LedgerWords:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def seat(self) -> int | None:
        row = sql.SEAT.one(self._driver)
        return None if row is None else int(row[0])

    def known(self, first_day: date) -> list[Known]:
        """The last numbers that came from the ledger, for this day and later ones."""
        rows = sql.KNOWN.all(self._driver, first_day=first_day.isoformat(), none=0)
        return [Known(date.fromisoformat(day), series, mark, last) for day, series, mark, last in rows]

    def sit(self, seat: int) -> None:
        sql.LEAVE.change(self._driver)
        sql.SIT.change(self._driver, only=1, seat=seat)

    def owe(self, ticket_id: str, word: Word) -> None:
        """The latest word counts: who gives a number back no longer says that it is wanted."""
        sql.FORGET.change(self._driver, ticket=ticket_id)
        sql.OWE.change(self._driver, ticket_id=ticket_id, word=word.value)

    def owed(self, max_count: int) -> list[tuple[str, Word]]:
        rows = sql.OWED.all(self._driver, max_count=max_count)
        return [(str(ticket_id), Word(word)) for ticket_id, word in rows]

    def owes(self, ticket_id: str) -> bool:
        return sql.OWES.one(self._driver, ticket=ticket_id) is not None

    def said(self, ticket_id: str, word: Word) -> None:
        """Unless another word is owed meanwhile."""
        sql.SAID.change(self._driver, ticket=ticket_id, said=word.value)
