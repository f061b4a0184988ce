"""`ticket.race`: many at once on one counter. Nothing may be given twice, and nobody may be refused.

On SQLite four processes take numbers from one store, as a terminal and its desk would; on PostgreSQL eight
terminals reserve and confirm at one ledger.
"""

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from pathlib import Path

from kiosk.store.errors import StoreError
from kiosk.store.postgres import PgLedger
from tests.bench.desk import Desk
from tests.bench.ledger import Terminal
from tests.bench.result import Row, percentile
from tests.postgres_server import PostgresServer

PROCESSES, EACH = 4, 2_000
TERMINALS, AT_EACH = 8, 1_000

Runner = Callable[..., None]
Raced = tuple[list[float], int]  # milliseconds of each number; how many failed


def measure(folder: Path) -> list[Row]:
    return [*on_sqlite(folder / "race"), *on_postgres()]


def on_sqlite(folder: Path) -> list[Row]:
    desk = Desk(folder)
    seconds, raced = _race(PROCESSES, _take_at_desk, folder)
    with desk.store.read() as work:
        row = work.driver.execute("SELECT count(*), count(DISTINCT label) FROM ticket").fetchone()
    desk.close()
    assert row is not None
    return _rows("sqlite", raced, seconds, row)


def on_postgres() -> list[Row]:
    server = PostgresServer(durable=True)
    try:
        url = server.new_database()
        ledger = PgLedger(url)
        ledger.prepare()
        seconds, raced = _race(TERMINALS, _take_at_ledger, url)
        with ledger.read() as work:
            row = work.driver.execute("SELECT count(*), count(DISTINCT label) FROM ticket").fetchone()
        ledger.close()
    finally:
        server.remove()
    assert row is not None
    return _rows("postgres", raced, seconds, row)


def _race(count: int, run: Runner, where: Path | str) -> tuple[float, list[Raced]]:
    """All begin together, once each has opened what it needs."""
    context = multiprocessing.get_context("spawn")
    ready, results = context.Barrier(count + 1), context.SimpleQueue()
    racers = [context.Process(target=run, args=(where, n, ready, results)) for n in range(count)]
    for racer in racers:
        racer.start()
    ready.wait()
    started = time.perf_counter()
    raced = [results.get() for _ in racers]
    seconds = time.perf_counter() - started
    for racer in racers:
        racer.join()
    return seconds, raced


def _take_at_desk(folder: Path, n: int, ready: Barrier, results: "SimpleQueue[Raced]") -> None:
    del n
    desk = Desk(folder)
    ready.wait()
    results.put(_timed(desk.take, EACH))
    desk.close()


def _take_at_ledger(url: str, n: int, ready: Barrier, results: "SimpleQueue[Raced]") -> None:
    ledger = PgLedger(url)
    terminal = Terminal(ledger, f"{n:04d}")
    ready.wait()
    results.put(_timed(terminal.take, AT_EACH))
    ledger.close()


def _timed(take: Callable[[], None], count: int) -> Raced:
    took, failed = [], 0
    for _ in range(count):
        started = time.perf_counter_ns()
        try:
            take()
        except StoreError:
            failed += 1
        took.append((time.perf_counter_ns() - started) / 1e6)
    return took, failed


def _rows(engine: str, raced: list[Raced], seconds: float, counted: tuple[object, ...]) -> list[Row]:
    took = [one for each, _ in raced for one in each]
    tickets, labels = int(str(counted[0])), int(str(counted[1]))
    failed = sum(errors for _, errors in raced)
    name = f"ticket.race.{engine}"
    return [
        Row(name=f"{name}.duplicates", value=tickets - labels, unit="", limit=0),
        Row(name=f"{name}.missing", value=len(took) - failed - tickets, unit="", limit=0),
        Row(name=f"{name}.errors", value=failed, unit="", limit=0),
        Row(name=f"{name}.throughput", value=len(took) / seconds, unit="/s"),
        Row(name=f"{name}.p99", value=percentile(took, 99), unit="ms"),
    ]
