"""What a terminal still owes the hall's ledger a word on: the last act on each appointment."""

from kiosk.store.engine import Driver
from kiosk.store.statements import appointment_words as sql


class AppointmentWords:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def owe(self, appointment_id: str, act: str) -> None:
        sql.FORGET.change(self._driver, appointment=appointment_id)
        sql.OWE.change(self._driver, appointment_id=appointment_id, act=act)

    def owed(self) -> list[tuple[str, str]]:
        return [(str(name), str(act)) for name, act in sql.OWED.all(self._driver)]

    def said(self, appointment_id: str, act: str) -> None:
        """Unless there was another act meanwhile."""
        sql.SAID.change(self._driver, appointment=appointment_id, said=act)
