"""SQLAlchemy Core statements, compiled once.

Core's own execution costs as much again as the SQLite transaction it wraps (NOTES: 1.7–2.0×). What we take
from it is the checked, composable SQL; the compiled text then goes straight to the driver.
"""

from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Integer, Table, bindparam, literal_column
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.sql.expression import ClauseElement

from kiosk.store.engine import Cursor, Driver, DriverError
from kiosk.store.errors import raise_translated

_DIALECT = SQLiteDialect_pysqlite(paramstyle="qmark")

# For LIMIT: SQLite plans a bound limit by its value, so binding one compiles the statement anew every time.
ONE: ColumnElement[int] = literal_column("1", Integer)

# The value types of SQLite. What a column holds is known to the repository that reads it.
Value = Any


class Statement:
    """One statement with its parameters by name. Compiled at first use, so that importing stays cheap."""

    __slots__ = ("_clause", "_defaults", "_names", "_sql")

    def __init__(self, clause: ClauseElement) -> None:
        self._clause = clause
        self._sql = ""
        self._names: tuple[str, ...] = ()
        self._defaults: dict[str, Value] = {}

    def change(self, driver: Driver, /, **values: Value) -> int:
        """Run it and say how many rows it changed."""
        try:
            return self._run(driver, values).rowcount
        except DriverError as error:
            raise_translated(error)

    def all(self, driver: Driver, /, **values: Value) -> list[tuple[Value, ...]]:
        try:
            return self._run(driver, values).fetchall()
        except DriverError as error:
            raise_translated(error)

    def one(self, driver: Driver, /, **values: Value) -> tuple[Value, ...] | None:
        """The first row. All are fetched: an unfinished RETURNING would keep the commit waiting."""
        rows = self.all(driver, **values)
        return rows[0] if rows else None

    def text(self) -> tuple[str, tuple[str, ...]]:
        """The SQL and its parameters in order, as the driver gets them."""
        if not self._sql:
            self._compile()
        return self._sql, self._names

    def _run(self, driver: Driver, values: dict[str, Value]) -> Cursor:
        if not self._sql:
            self._compile()
        if self._defaults:
            values = {**self._defaults, **values}
        return driver.execute(self._sql, [values[name] for name in self._names])

    def _compile(self) -> None:
        compiled = self._clause.compile(dialect=_DIALECT)
        self._names = tuple(getattr(compiled, "positiontup", None) or ())
        binds = getattr(compiled, "binds", {})
        self._defaults = {name: value for name, value in compiled.params.items() if not binds[name].required}
        self._sql = str(compiled)


def every_column(table: Table) -> dict[str, BindParameter[Value]]:
    """For `insert(table).values(…)`: each column from the parameter of its name: none is forgotten."""
    return {column.name: bindparam(column.name) for column in table.columns}
