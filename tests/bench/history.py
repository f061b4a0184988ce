"""`history.growth`: what a number costs in a store with a million old ones, against an empty store."""

import time
from datetime import date, timedelta
from pathlib import Path

from kiosk.domain.ticket import place_of_issue
from kiosk.store.engine import connect
from tests.bench.desk import KEY, SERIES, Desk
from tests.bench.result import Row, percentile
from tests.bench.ticket import WARM_UP, timed

OLD_TICKETS = 1_000_000
PER_DAY = 500
LIMIT = 1.1
FIRST_DAY = date(2021, 1, 4)

TICKET = """INSERT INTO ticket (id, series, service_day, epoch_mark, number, label, priority, state, token,
    session, issued_ms, line, place) VALUES (?, ?, ?, 0, ?, ?, 0, 'done', ?, ?, ?, ?, ?)"""
RECORD = """INSERT INTO record (epoch, seq, id, kind, created_ms, prev_hash, hash, sealed, body, urgent,
    state, settled_ms) VALUES (1, ?, ?, 'ticket', ?, ?, ?, 0, NULL, 0, 'delivered', ?)"""
PRINT_JOB = """INSERT INTO print_job (id, role, kind, token, session, document, state, created_ms, settled_ms)
    VALUES (?, 'slip', 'ticket', ?, ?, ?, 'printed', ?, ?)"""


def measure(folder: Path, samples: int = 3000, old_tickets: int = OLD_TICKETS) -> list[Row]:
    """Both stores are used in turn, so that what disturbs one disturbs the other."""
    Desk(folder / "full").close()
    fill(folder / "full" / "kiosk.db", old_tickets)
    full, empty = Desk(folder / "full"), Desk(folder / "empty")
    full_ms, empty_ms = [], []
    for _ in range(WARM_UP + samples):
        full_ms.append(timed(full))
        empty_ms.append(timed(empty))
    full.close()
    empty.close()
    value, floor = (percentile(taken[WARM_UP:], 50) for taken in (full_ms, empty_ms))
    return [Row(name="history.growth.p50", value=value, unit="ms", floor=floor, limit=LIMIT)]


def fill(path: Path, old_tickets: int) -> None:
    """Years of tickets, with ids and tokens spread as real ones are."""
    driver = connect(path, KEY)
    # Filling is not measured: nothing of it has to survive a power cut, and all indexes stay in memory.
    driver.execute("PRAGMA synchronous = OFF")
    driver.execute("PRAGMA cache_size = -2000000")
    driver.execute("BEGIN IMMEDIATE")
    for n in range(old_tickets):
        for statement, row in traces(n):
            driver.execute(statement, row)
    driver.execute("COMMIT")
    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    driver.close()


def traces(n: int) -> tuple[tuple[str, tuple[object, ...]], ...]:
    """What the n-th old number left behind: its ticket, its delivered and erased record, its printed job."""
    day = FIRST_DAY + timedelta(days=n // PER_DAY)
    number = n % PER_DAY + 1
    at_ms = int(time.mktime(day.timetuple())) * 1000 + number * 60_000
    # The leading digits of a UUIDv7 (kiosk.app.ids, also for sessions) are time; the rest, like a token, has
    # no order.
    scattered = n * 0x9E3779B97F4A7C15 % 2**64
    record_id, job_id, ticket_id, session = (f"{at_ms:012x}-{kind}-{scattered:016x}" for kind in "rjts")
    token, place = f"{scattered:016x}token", place_of_issue(at_ms, number)
    label = f"A{number:03d}"
    return (
        (
            TICKET,
            (ticket_id, SERIES, day.isoformat(), number, label, token, session, at_ms, SERIES, place),
        ),
        (RECORD, (n + 1, record_id, at_ms, f"{n:064x}", f"{n + 1:064x}", at_ms)),
        (PRINT_JOB, (job_id, token, session, b"x" * 400, at_ms, at_ms)),
    )
