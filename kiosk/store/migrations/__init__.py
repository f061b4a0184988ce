"""Brings a store's schema up to date with Alembic, without alembic.ini and without files to look up.

The steps are imported by name, so a PyInstaller bundle finds them by itself. Alembic and SQLAlchemy are only
imported when there is something to do: at head, a start pays for one SELECT.
"""

from pathlib import Path

from kiosk.store.engine import Driver, DriverError
from kiosk.store.errors import TooNew, raise_translated

# In order; each names a module of this package with a function upgrade(op).
REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
)
HEAD = REVISIONS[-1]


def current(driver: Driver) -> str | None:
    """The revision a store is at; None for an empty one."""
    try:
        tables = driver.execute(
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
        ).fetchall()
        if not tables:
            return None
        row = driver.execute("SELECT version_num FROM alembic_version").fetchone()
    except DriverError as error:
        raise_translated(error)
    return None if row is None else str(row[0])


def upgrade(driver: Driver, path: Path, key: bytes) -> None:
    """All missing steps in one transaction: a power cut leaves the old schema or the new one."""
    revision = current(driver)
    if revision == HEAD:
        return
    if revision is not None and revision not in REVISIONS:
        raise TooNew(f"schema {revision} is newer than this program's {HEAD}")
    from kiosk.store.migrations.steps import run
    from kiosk.store.sqlalchemy_engine import make_engine

    engine = make_engine(path, key)
    try:
        run(engine, REVISIONS)
    finally:
        engine.dispose()
