"""The floor of `ticket.durable`: exactly the rows that a service has just committed, written again bare.

The rows are read back from the service's store after its transaction and written to a second store, with the
same schema on the same disk, by the driver alone: BEGIN IMMEDIATE, the statements, COMMIT.
"""

import time
from pathlib import Path

from kiosk.store import open_store
from kiosk.store.engine import Driver, connect

Row = tuple[object, ...]
Change = tuple[str, Row]  # an INSERT OR REPLACE statement and its values


class Watcher:
    """Finds what was committed since it last looked: new rows by rowid, changed rows in the small tables."""

    def __init__(self, path: Path, key: bytes, *, small: tuple[str, ...], growing: tuple[str, ...]) -> None:
        self._driver = connect(path, key)
        self._small = {table: set(self._rows(table)) for table in small}
        self._last = {table: self._last_rowid(table) for table in growing}
        self._inserts = {table: self._insert(table) for table in (*small, *growing)}

    def committed(self) -> list[Change]:
        changes: list[Change] = []
        for table, before in self._small.items():
            now = set(self._rows(table))
            changes += [(self._inserts[table], row) for row in now - before]
            self._small[table] = now
        for table, last in self._last.items():
            rows = self._driver.execute(f'SELECT * FROM "{table}" WHERE rowid > ?', (last,)).fetchall()
            changes += [(self._inserts[table], row) for row in rows]
            self._last[table] = self._last_rowid(table)
        return changes

    def close(self) -> None:
        self._driver.close()

    def _rows(self, table: str) -> list[Row]:
        return self._driver.execute(f'SELECT * FROM "{table}"').fetchall()

    def _last_rowid(self, table: str) -> int:
        row = self._driver.execute(f'SELECT coalesce(max(rowid), 0) FROM "{table}"').fetchone()
        assert row is not None
        assert isinstance(row[0], int)
        return row[0]

    def _insert(self, table: str) -> str:
        columns = self._driver.execute(f'PRAGMA table_info("{table}")').fetchall()
        return f'INSERT OR REPLACE INTO "{table}" VALUES ({", ".join("?" * len(columns))})'


class BareWriter:
    """One connection of the bare driver on a store of its own."""

    def __init__(self, path: Path, key: bytes) -> None:
        open_store(path, key).close()
        self._driver: Driver = connect(path, key)

    def write(self, changes: list[Change]) -> float:
        """Commit `changes` in one transaction and return how long that took, in milliseconds."""
        execute = self._driver.execute
        started = time.perf_counter_ns()
        execute("BEGIN IMMEDIATE")
        for statement, row in changes:
            execute(statement, row)
        execute("COMMIT")
        return (time.perf_counter_ns() - started) / 1e6

    def close(self) -> None:
        self._driver.close()
