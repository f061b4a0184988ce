"""What each terminal of the hall last said of itself, and when the ledger heard it."""

import msgspec

from kiosk.store.engine import Driver
from kiosk.store.statements import terminal_health as sql


class Heard(msgspec.Struct, frozen=True):
    terminal: str
    heard_ms: int  # by the ledger's clock
    told: str  # JSON of kiosk.services.shared_hall.hall_health.Told


class TerminalHealthRows:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def put(self, terminal: str, heard_ms: int, told: str) -> None:
        if not sql.RENEW.change(self._driver, whose=terminal, at_ms=heard_ms, words=told):
            sql.ADD.change(self._driver, terminal=terminal, heard_ms=heard_ms, told=told)

    def all(self) -> list[Heard]:
        return [Heard(*row) for row in sql.ALL.all(self._driver)]
