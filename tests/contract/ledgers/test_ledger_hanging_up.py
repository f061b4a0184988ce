"""Whoever hangs up leaves no connection behind, also one that was in use. The server is the judge."""

import psycopg
import pytest

from kiosk.store import LedgerWork
from kiosk.store.postgres import PgLedger
from tests.contract.ledgers.halls import ON_POSTGRES

pytestmark = [ON_POSTGRES, pytest.mark.usefixtures("pg_hall")]


def pid(work: LedgerWork) -> int:
    row = work.driver.execute("SELECT pg_backend_pid()").fetchone()
    assert row is not None
    return int(str(row[0]))


def test_a_connection_in_use_while_the_ledger_hangs_up_is_ended_with_its_transaction(address: str) -> None:
    ledger = PgLedger(address)
    with ledger.read() as work:
        used = pid(work)
        ledger.close()
    wait_for_goodbye(address, used)


def test_idle_connections_are_ended_and_another_is_made_when_asked(address: str) -> None:
    ledger = PgLedger(address)
    with ledger.read() as work:
        first = pid(work)
    with ledger.read() as work:
        assert pid(work) == first
    ledger.close()
    wait_for_goodbye(address, first)
    with ledger.read() as work:
        assert pid(work) != first
    ledger.close()


def wait_for_goodbye(address: str, gone: int) -> None:
    """A server ends a session soon after the line was closed, not at once."""
    with psycopg.connect(address, autocommit=True) as judge:
        judge.execute("SET statement_timeout = '10s'")
        judge.execute(
            "DO $$ BEGIN WHILE EXISTS (SELECT FROM pg_stat_get_activity(NULL) WHERE pid = "
            f"{int(gone)}) LOOP PERFORM pg_sleep(0.01); END LOOP; END $$"
        )
