"""The hall's ledger on PostgreSQL by version: made, raised under its data, and left alone when newer."""

import threading
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import MetaData, NullPool, create_engine

from kiosk.store import hall_schema
from kiosk.store.errors import LedgerAway, LedgerNewer
from kiosk.store.hall_steps import STEPS
from kiosk.store.hall_tables import TABLES, ticket
from kiosk.store.postgres import PgLedger
from tests.contract.ledgers.halls import HALL, ON_POSTGRES, Hall
from tests.contract.ledgers.terminals import HallTerminal
from tests.postgres_server import PostgresServer

pytestmark = ON_POSTGRES
FIRST, HEAD = min(STEPS), max(STEPS)

# Everything that a schema is made of, in PostgreSQL's own words and in no order.
SHAPE = """
SELECT table_name || '.' || column_name,
       data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'hall_version'
UNION ALL
SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL
SELECT sequencename, '' FROM pg_sequences
ORDER BY 1, 2
"""


def shape(url: str) -> list[tuple[str, str]]:
    with psycopg.connect(url) as connection:
        return connection.execute(SHAPE).fetchall()


def declare(url: str) -> None:
    """What hall_tables.py says, made by SQLAlchemy."""
    declared = MetaData(naming_convention=ticket.metadata.naming_convention)
    for table in TABLES:
        copy = table.to_metadata(declared)
        for column in copy.columns:
            column.constraints.clear()  # SQLite's words: `only` is one of PostgreSQL's own
            column.autoincrement = False
        for index in copy.indexes:
            index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(url), poolclass=NullPool)
    declared.create_all(engine)


def make_first(url: str) -> None:
    with psycopg.connect(url) as connection:
        hall_schema.raise_to_head(connection, {FIRST: STEPS[FIRST]})


def set_version(url: str, version: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE hall_version SET version = %s", (version,))


def test_what_the_steps_make_is_what_is_declared(postgres: PostgresServer) -> None:
    made, declared = postgres.new_database(), postgres.new_database()
    PgLedger(made).prepare()
    declare(declared)
    assert shape(made) == shape(declared)
    assert len(shape(made)) > 60


def test_the_first_schema_is_raised_with_what_is_in_it(postgres: PostgresServer) -> None:
    old, declared = postgres.new_database(), postgres.new_database()
    make_first(old)
    with psycopg.connect(old) as connection:
        connection.execute(
            "INSERT INTO ticket (id, series, service_day, epoch_mark, number, label, priority, state, token,"
            " session, issued_ms, line, place) VALUES ('t1', 'general', '2026-11-23', 0, 1, 'A001', 0,"
            " 'waiting', 'token-t1', '', 1764000000000, 'general', 1)"
        )
        connection.execute("INSERT INTO series_counter VALUES ('2026-11-23', 'general', 0, 1)")
        connection.execute("INSERT INTO hall_terminal (id, seat) VALUES ('0001', 1)")
        connection.execute("INSERT INTO hall_ledger (\"only\", fingerprint, epoch) VALUES (1, 'this one', 1)")
    ledger = PgLedger(old)
    ledger.prepare()
    declare(declared)
    assert shape(old) == shape(declared)
    with ledger.read() as work:
        found = work.calls.get("t1")
        assert found is not None
        assert (found.label, found.service_day.day) == ("A001", 23)
        assert work.hall.unconfirmed("") == []
        life = work.hall.life()
        assert life is not None
        assert life.fingerprint == "this one"
    ledger.close()


def test_a_ledger_from_before_versions_were_kept(postgres: PostgresServer) -> None:
    """Its tables are there without a version; so were sequences that nobody used."""
    old, declared = postgres.new_database(), postgres.new_database()
    with psycopg.connect(old) as connection:
        connection.execute(STEPS[FIRST], prepare=False)
        connection.execute("CREATE SEQUENCE event_seq_seq OWNED BY event.seq")
        connection.execute("ALTER TABLE event ALTER seq SET DEFAULT nextval('event_seq_seq')")
    PgLedger(old).prepare()
    declare(declared)
    assert shape(old) == shape(declared)


def test_many_programs_make_it_at_once(postgres: PostgresServer) -> None:
    url = postgres.new_database()
    faults: list[BaseException] = []

    def prepare() -> None:
        try:
            PgLedger(url).prepare()
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=prepare) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # Who waits too long for the lock is told that it is away, and comes again.
    assert all(isinstance(fault, LedgerAway) for fault in faults)
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT version FROM hall_version").fetchall() == [(HEAD,)]


def test_a_step_that_fails_leaves_the_old_ledger(postgres: PostgresServer) -> None:
    url = postgres.new_database()
    make_first(url)
    before = shape(url)
    steps = {FIRST: STEPS[FIRST], "0002": "ALTER TABLE ticket ADD COLUMN colour TEXT; SELECT 1 / 0"}
    with pytest.raises(psycopg.errors.DivisionByZero), psycopg.connect(url) as connection:
        hall_schema.raise_to_head(connection, steps)
    assert shape(url) == before
    with psycopg.connect(url) as connection:
        assert hall_schema.current(connection) == FIRST


def test_one_that_a_later_program_has_raised_is_left_alone(postgres: PostgresServer) -> None:
    """Also by a program that was at work with it before: it is noticed by the next transaction."""
    url = postgres.new_database()
    ledger = PgLedger(url)
    ledger.prepare()
    with ledger.read() as work:
        assert work.changes.last() == 0
    set_version(url, "9999")
    for act in (ledger.prepare, lambda: ledger.begin().__enter__(), lambda: ledger.read().__enter__()):
        with pytest.raises(LedgerNewer, match="9999"):
            act()
    set_version(url, HEAD)
    with ledger.read() as work:
        assert work.changes.last() == 0
    ledger.close()


def test_one_that_waits_for_being_raised_is_not_written(postgres: PostgresServer) -> None:
    url = postgres.new_database()
    ledger = PgLedger(url)
    ledger.prepare()
    with psycopg.connect(url) as connection:
        connection.execute("DELETE FROM hall_version")
    with pytest.raises(LedgerAway, match="waits"):
        ledger.begin().__enter__()
    ledger.prepare()
    with ledger.begin() as work:
        assert work.changes.last() == 0
    ledger.close()


def test_a_terminal_goes_on_alone_and_staff_are_told(pg_hall: Hall, address: str, tmp_path: Path) -> None:
    one = HallTerminal(tmp_path, pg_hall.ledger, pg_hall.clock, "0001", HALL, 30.0)
    one.turn()
    set_version(address, "9999")
    one.turn()
    assert one.take("s1").ticket.label == "A1-001"
    with one.world.store.read() as work:
        state = work.devices.get("ledger")
    set_version(address, HEAD)
    assert state is not None
    assert (state.state, "9999" in state.detail) == ("newer", True)
    one.turn()
    assert one.take("s2").ticket.label == "A001"
    one.close()
