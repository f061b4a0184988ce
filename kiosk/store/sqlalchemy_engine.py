"""The SQLAlchemy engine over a store's file: for migrations, and for the district's own data."""

from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]
from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event

from kiosk.store.engine import connect


def make_engine(path: Path, key: bytes) -> Engine:
    """An engine whose every transaction begins as the store's writers begin: BEGIN IMMEDIATE.

    A plain BEGIN fails with "database is locked" as soon as two processes write, whatever the timeout.
    Say `execution_options(read_only=True)` on a connection that only reads.
    """
    engine = create_engine(
        # The key is not part of the URL: URLs are logged.
        URL.create("sqlite", database=str(path)),
        module=sqlcipher,
        creator=lambda: connect(path, key),
        poolclass=QueuePool,
        pool_size=0,  # no limit: one connection per thread that asks
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    read_only = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
