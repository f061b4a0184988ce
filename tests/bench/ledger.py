"""`ticket.ledger`: reserve and confirm at the hall's ledger, against the same rows written bare."""

import time
from pathlib import Path

import psycopg

from kiosk.app.clock import SystemClock
from kiosk.app.ids import new_id, new_token
from kiosk.domain.ledger import Reserved, Wanted
from kiosk.domain.ticket import Ticket, TicketState
from kiosk.domain.time import from_ms, local, to_ms
from kiosk.services.shared_hall.hall_ledger import HallLedger
from kiosk.store.postgres import PgLedger
from tests.bench.result import Row, percentile
from tests.postgres_server import PostgresServer

WARM_UP = 100
LIMIT = 2.5
SERIES = "general"


class Terminal:
    """Reserves a number and confirms it, as a terminal does around its own store's transaction."""

    def __init__(self, ledger: PgLedger, name: str) -> None:
        self._clock = SystemClock()
        self._ledger = HallLedger(ledger, ledger.identity, self._now_ms)
        self._name = name

    def take(self) -> None:
        """Raises RuntimeError for a refusal, which must not be timed."""
        now = self._clock.now()
        wanted = Wanted(
            ticket_id=new_id(),
            terminal=self._name,
            series=SERIES,
            prefix="A",
            digits=3,
            service_day=local(now).date(),
            last=9_999_999,
            quota=0,
            priority=False,
            token=new_token(),
            issued_ms=to_ms(now),
        )
        reserved = self._ledger.reserve(wanted)
        if not isinstance(reserved, Reserved):
            raise RuntimeError("no number was reserved")
        self._ledger.confirm(
            self._name,
            Ticket(
                id=wanted.ticket_id,
                series=SERIES,
                service_day=reserved.service_day,
                epoch_mark=reserved.epoch_mark,
                number=reserved.number,
                label=reserved.label,
                priority=False,
                state=TicketState.WAITING,
                token=wanted.token,
                session="",
                issued=from_ms(wanted.issued_ms),
            ),
        )

    def _now_ms(self) -> int:
        return to_ms(self._clock.now())


class Bare:
    """What nobody can do without: lock, counter, ticket and change; then the ticket once more."""

    def __init__(self, url: str) -> None:
        PgLedger(url).prepare()
        self._connection = psycopg.connect(url)
        with self._connection.transaction():
            self._run("INSERT INTO series_counter VALUES ('2026-11-24', 'general', 0, 0)")
        self._position = 0

    def take(self) -> None:
        run, name = self._run, new_id()
        self._position += 1
        run("SELECT pg_advisory_xact_lock(1)")
        row = run(
            "UPDATE series_counter SET last = last + 1 WHERE service_day = %s AND series = %s"
            " AND epoch_mark = %s RETURNING last",
            ("2026-11-24", SERIES, 0),
        ).fetchone()
        assert row is not None
        number = row[0]
        run(
            "INSERT INTO ticket (id, series, service_day, epoch_mark, number, label, priority, state, token,"
            " session, issued_ms, line, place, terminal, confirmed) VALUES"
            " (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (
                *(name, SERIES, "2026-11-24", 0, number, f"A{number:03d}", 0, "waiting", new_token()),
                *("", number, SERIES, number, "0001", 0),
            ),
        )
        run(
            "INSERT INTO call_change VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            (self._position, number, "issued", name, f"A{number:03d}", SERIES, "", 0),
        )
        self._connection.commit()
        run("SELECT pg_advisory_xact_lock(1)")
        run("UPDATE ticket SET confirmed = 1 WHERE id = %s", (name,))
        self._connection.commit()

    def close(self) -> None:
        self._connection.close()

    def _run(self, sql: str, values: tuple[object, ...] = ()) -> psycopg.Cursor:
        return self._connection.execute(sql, values)


def measure(folder: Path, samples: int = 1500) -> list[Row]:
    """Ledger and floor alternate on one durable server, so that what disturbs one disturbs the other."""
    del folder  # the server has a place of its own
    server = PostgresServer(durable=True)
    try:
        ledger = PgLedger(server.new_database())
        ledger.prepare()
        terminal, bare = Terminal(ledger, "0001"), Bare(server.new_database())
        ours, floor = [], []
        for _ in range(WARM_UP + samples):
            ours.append(_timed(terminal))
            floor.append(_timed(bare))
        bare.close()
        ledger.close()
    finally:
        server.remove()
    return [
        Row(
            name=f"ticket.ledger.p{percent}",
            value=percentile(ours[WARM_UP:], percent),
            unit="ms",
            floor=percentile(floor[WARM_UP:], percent),
            limit=LIMIT,
        )
        for percent in (50, 99)
    ]


def _timed(part: Terminal | Bare) -> float:
    started = time.perf_counter_ns()
    part.take()
    return (time.perf_counter_ns() - started) / 1e6
