"""Reading what is still readable of a damaged file.

SQLCipher authenticates each page, so a row that can be read is the row that was written. After one bad page a
connection answers every question with the same error: each step past a hole needs a new connection.
"""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Table

from kiosk.store.engine import Driver, DriverError, connect_bare
from kiosk.store.hall_tables import event, series_counter, ticket, window_state
from kiosk.store.statement import Value
from kiosk.store.tables import (
    appointment,
    attachment,
    case,
    complaint,
    desk_device,
    print_job,
    rating,
    record,
    slot_lease,
    staff,
    terminal,
)

# What may hold something that the newest backup does not. The inbox is not salvaged: the district's feed
# gives it again from the restored cursor, while a cursor without its entries would skip them for ever.
TABLES = (
    terminal,
    series_counter,
    ticket,
    window_state,
    appointment,
    slot_lease,
    case,
    record,
    attachment,
    rating,
    complaint,
    print_job,
    staff,
    desk_device,
    event,
)

_MAX_ROWID = 2**40  # more rows than a terminal writes in its life

Row = dict[str, Value]


class _Unreadable:
    """The page that was asked for is damaged."""


class DamagedFile:
    """A copy of a damaged store, with its WAL, to be read and thrown away."""

    def __init__(self, damaged: Path, scratch: Path, key: bytes) -> None:
        self._scratch = scratch
        self._key = key
        self.remove()
        for suffix in ("", "-wal"):
            part = damaged.with_name(damaged.name + suffix)
            if part.exists():
                shutil.copyfile(part, scratch.with_name(scratch.name + suffix))

    def remove(self) -> None:
        for suffix in ("", "-wal", "-shm", "-journal"):
            self._scratch.with_name(self._scratch.name + suffix).unlink(missing_ok=True)

    def readable(self) -> bool:
        """Whether the page that lists the tables is. Without it no row can be found."""
        driver = self._open()
        try:
            return driver.execute("SELECT count(*) FROM sqlite_master").fetchone() not in (None, (0,))
        except DriverError:
            return False
        finally:
            driver.close()

    def rows(self, table: Table) -> Iterator[Row]:
        """Every readable row: forwards past each hole, then what only the way from the end reaches."""
        seen = 0
        while True:
            for rowid, row in self._scan(table, f"rowid > {seen} ORDER BY rowid"):
                seen = rowid
                yield row
            behind = self._past_hole(table, seen)
            if behind is None:
                break
            # The row itself, not only its place: a scan that meets the next hole at once would stand still.
            seen, row = behind
            yield row
        tail = list(self._scan(table, f"rowid > {seen} ORDER BY rowid DESC"))
        yield from (row for _, row in reversed(tail))

    def _scan(self, table: Table, condition: str) -> Iterator[tuple[int, Row]]:
        """Rows until the end or the first unreadable page; the driver reads one row ahead."""
        driver = self._open()
        try:
            cursor = driver.execute(_select(table, condition))
            while (row := cursor.fetchone()) is not None:
                yield _numbered(table, row)
        except DriverError:
            return  # the hole itself: what lies beyond is the caller's next question
        finally:
            driver.close()

    def _past_hole(self, table: Table, after: int) -> tuple[int, Row] | None:
        """The first readable row behind the hole that begins after `after`; None when there is none.

        Doubling steps find a readable place, halving steps its beginning: each try costs a connection.
        """
        unreadable, step = after, 1
        while isinstance(found := self._first_from(table, after + step), _Unreadable):
            unreadable, step = after + step, step * 2
            if step > _MAX_ROWID:
                return None
        readable = after + step
        while readable - unreadable > 1:
            middle = (readable + unreadable) // 2
            match self._first_from(table, middle):
                case _Unreadable():
                    unreadable = middle
                case nearer:
                    readable, found = middle, nearer
        return found

    def _first_from(self, table: Table, rowid: int) -> "tuple[int, Row] | _Unreadable | None":
        """The next row, if the whole of it can be read: a long one has pages of its own."""
        driver = self._open()
        try:
            row = driver.execute(_select(table, f"rowid >= {rowid} ORDER BY rowid LIMIT 1")).fetchone()
        except DriverError:
            return _Unreadable()
        finally:
            driver.close()
        return None if row is None else _numbered(table, row)

    def _open(self) -> Driver:
        driver = connect_bare(self._scratch, self._key)
        with suppress(DriverError):
            # Lets SQLite read a file that is shorter than its header says.
            driver.execute("PRAGMA writable_schema = ON")
        return driver


def _select(table: Table, condition: str) -> str:
    # Names come from our own table declarations, conditions from this file.
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    return f'SELECT rowid, {columns} FROM "{table.name}" WHERE {condition}'  # noqa: S608


def _numbered(table: Table, row: tuple[Value, ...]) -> tuple[int, Row]:
    rowid, *values = row
    return int(rowid), dict(zip((column.name for column in table.columns), values, strict=True))
