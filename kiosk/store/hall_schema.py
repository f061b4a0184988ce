"""Which version a hall's ledger on PostgreSQL is at, and raising it to this program's."""

from collections.abc import Mapping

import psycopg

from kiosk.store.errors import LedgerAway, LedgerNewer
from kiosk.store.hall_steps import STEPS

VERSION = "SELECT version FROM hall_version"
RAISING_S = 120  # an index over a hall's years; meanwhile terminals issue their own series


def current(connection: psycopg.Connection) -> str | None:
    """None for an empty database, and for a ledger from before versions were kept."""
    there = connection.execute("SELECT to_regclass('hall_version') IS NOT NULL").fetchone()
    row = connection.execute(VERSION).fetchone() if there and there[0] else None
    return None if row is None else str(row[0])


def raise_to_head(connection: psycopg.Connection, steps: Mapping[str, str] = STEPS) -> None:
    """All missing steps, in the caller's transaction and under the hall's lock: the old schema or the new.

    Raises LedgerNewer.
    """
    at, versions = current(connection), tuple(steps)
    if at == versions[-1]:
        return
    if at is not None:
        _refuse_newer(at, steps)
    connection.execute(f"SET LOCAL statement_timeout = '{RAISING_S}s'")
    for version in versions[versions.index(at) + 1 if at else 0 :]:
        connection.execute(steps[version], prepare=False)
    connection.execute("CREATE TABLE IF NOT EXISTS hall_version (version TEXT NOT NULL)")
    connection.execute("DELETE FROM hall_version")
    connection.execute("INSERT INTO hall_version VALUES (%s)", (versions[-1],))


def check(at: str | None) -> None:
    """For each transaction: programs of two versions may be at work while one of them raises the ledger.

    Raises LedgerNewer, and LedgerAway for a ledger that waits for being raised.
    """
    head = tuple(STEPS)[-1]
    if at == head:
        return
    if at is not None:
        _refuse_newer(at, STEPS)
    raise LedgerAway(f"schema {at} waits to be raised to {head}")


def _refuse_newer(at: str, steps: Mapping[str, str]) -> None:
    if at not in steps:
        raise LedgerNewer(f"schema {at} is newer than this program's {tuple(steps)[-1]}")
