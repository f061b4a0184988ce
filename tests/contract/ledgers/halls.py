"""A hall over one engine, as terminals and windows see it."""

import itertools
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import delete, insert, select

from kiosk.domain.calling import Standing
from kiosk.domain.ledger import Full, Reserved, Wanted
from kiosk.domain.ticket import Ticket, TicketState
from kiosk.domain.time import from_ms, to_ms
from kiosk.services.calling import Calling
from kiosk.services.shared_hall.hall_ledger import HallLedger
from kiosk.services.timekeeping import Timekeeping
from kiosk.settings import HallSettings
from kiosk.store import Store, open_store
from kiosk.store.declaring import every_column
from kiosk.store.hall_tables import TABLES
from kiosk.store.postgres import PgLedger
from kiosk.store.statement import Statement, Value
from tests.unit.services.world import CALENDAR, SetClock

# One worker has the server; the others never start one.
ON_POSTGRES = pytest.mark.xdist_group("postgres")
ENGINES = ["sqlite", pytest.param("postgres", marks=ON_POSTGRES)]
HALL = HallSettings()
Backup = dict[str, list[tuple[Value, ...]]]


class Hall:
    def __init__(self, engine: Store | PgLedger, identity: Callable[[], str]) -> None:
        self.engine = engine
        self.identity = identity
        self.clock = SetClock()
        self.ledger = HallLedger(engine, lambda: self.identity(), self.now_ms)
        self.calling = Calling(engine, HALL, Timekeeping(self.clock, CALENDAR), lambda: 0)
        self._ids = itertools.count(1)
        self.known: dict[str, Ticket] = {}  # what terminals have stored, by ticket id

    @classmethod
    def on_sqlite(cls, folder: Path) -> "Hall":
        return cls(open_store(folder / "hall.db", bytes(32)), lambda: "this file")

    @classmethod
    def on_postgres(cls, url: str) -> "Hall":
        """What was in it is gone."""
        ledger = PgLedger(url)
        ledger.prepare()
        # On a line of its own: to empty a table waits for the disk, longer than a citizen would.
        with psycopg.connect(url) as line:
            line.execute(f"TRUNCATE {', '.join(table.name for table in TABLES)}")
        return cls(ledger, ledger.identity)

    def backup(self) -> Backup:
        """Everything that is in it now."""
        with self.engine.read() as work:
            return {t.name: Statement(select(t)).all(work.driver) for t in TABLES}

    def restore(self, saved: Backup) -> None:
        """In place, as `psql < backup.sql` does: the database is the same one, the rows are of then."""
        with self.engine.begin() as work:
            for table in TABLES:
                Statement(delete(table)).change(work.driver)
                add = Statement(insert(table).values(every_column(table)))
                for row in saved[table.name]:
                    add.change(work.driver, **dict(zip(table.columns.keys(), row, strict=True)))

    def now_ms(self) -> int:
        return to_ms(self.clock.now())

    def wanted(self, series: str = "general", terminal: str = "0001", **changes: object) -> Wanted:
        self.clock.advance(1)
        name = f"t{next(self._ids):04d}"
        found: dict[str, object] = {
            "ticket_id": name,
            "terminal": terminal,
            "series": series,
            "prefix": {"general": "A", "insurance": "B", "household": "C", "business": "D"}[series],
            "digits": 3,
            "service_day": self.clock.instant.date(),
            "last": 999,
            "quota": 0,
            "priority": False,
            "token": f"token-{name}",
            "issued_ms": self.now_ms(),
            **changes,
        }
        return Wanted(**found)  # type: ignore[arg-type]

    def reserve(self, series: str = "general", terminal: str = "0001", **changes: object) -> Reserved:
        wanted = self.wanted(series, terminal, **changes)
        reserved = self.ledger.reserve(wanted)
        assert isinstance(reserved, Reserved)
        self.known[reserved.ticket_id] = stored(wanted, reserved)
        return reserved

    def full(self, **changes: object) -> Full:
        found = self.ledger.reserve(self.wanted(**changes))  # type: ignore[arg-type]
        assert isinstance(found, Full)
        return found

    def issue(self, series: str = "general", terminal: str = "0001", **changes: object) -> str:
        """Reserved, stored at the terminal, confirmed."""
        reserved = self.reserve(series, terminal, **changes)
        self.confirm(reserved.ticket_id, terminal)
        return reserved.ticket_id

    def confirm(self, ticket_id: str, terminal: str = "0001") -> bool:
        """Whether the ledger has given the same number to somebody else."""
        return self.ledger.confirm(terminal, self.known[ticket_id]).twice

    def standing(self, ticket_id: str) -> Standing:
        with self.engine.read() as work:
            found = work.calls.get(ticket_id)
        assert found is not None
        return found

    def close(self) -> None:
        self.engine.close()


def stored(wanted: Wanted, reserved: Reserved) -> Ticket:
    """As the terminal writes it into its own store."""
    return Ticket(
        id=wanted.ticket_id,
        series=wanted.series,
        service_day=reserved.service_day,
        epoch_mark=reserved.epoch_mark,
        number=reserved.number,
        label=reserved.label,
        priority=wanted.priority,
        state=TicketState.WAITING,
        token=wanted.token,
        session="a session",
        issued=from_ms(wanted.issued_ms),
    )
