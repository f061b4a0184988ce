"""The schema that migrations make is the schema that tables.py and hall_tables.py declare."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import kiosk.store.hall_tables
import kiosk.store.tables  # noqa: F401 - what is declared
from kiosk.store import Store, open_store
from kiosk.store.declaring import metadata
from kiosk.store.engine import Driver, connect
from kiosk.store.errors import TooNew
from kiosk.store.migrations import HEAD, REVISIONS, current
from kiosk.store.migrations.steps import STEPS
from kiosk.store.sqlalchemy_engine import make_engine

KEY = bytes(range(32))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "kiosk.db", KEY)
    yield store
    store.close()


def test_migrated_is_declared(store: Store) -> None:
    engine = make_engine(store.path, KEY)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_checks_are_declared_too(store: Store, tmp_path: Path) -> None:
    """compare_metadata does not look at CHECK constraints."""
    engine = make_engine(tmp_path / "declared.db", KEY)
    metadata.create_all(engine)
    declared = connect(tmp_path / "declared.db", KEY)
    migrated, wanted = _checks(store.driver()), _checks(declared)
    declared.close()
    engine.dispose()
    assert migrated == wanted
    assert len(wanted) == 6


def test_every_revision_has_a_step() -> None:
    assert tuple(STEPS) == REVISIONS


def test_at_head_after_opening(store: Store) -> None:
    assert current(store.driver()) == HEAD


def test_a_store_of_a_later_program_is_left_alone(store: Store) -> None:
    store.driver().execute("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    with pytest.raises(TooNew):
        open_store(store.path, KEY)


def _checks(driver: Driver) -> set[str]:
    rows = driver.execute("SELECT sql FROM sqlite_master WHERE type = 'table'").fetchall()
    return {found for (sql,) in rows for found in re.findall(r"CONSTRAINT \w+ CHECK \([^)]*\)", str(sql))}
