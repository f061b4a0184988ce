"""SQLAlchemy Core statements, compiled once.

Core's own execution costs as much again as the SQLite transaction it wraps (NOTES: 1.7–2.0×). What we take
from it is the checked, composable SQL; the compiled text then goes straight to the driver.
"""

from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Dialect, Integer, Table, bindparam, literal_column
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

    __slots__ = ("_clause", "_defaults", "_foreign", "_names", "_sql")

    def __init__(self, clause: ClauseElement) -> None:
        self._clause = clause
        self._sql = ""
        self._names: tuple[str, ...] = ()
        self._defaults: dict[str, Value] = {}
        self._foreign: tuple[str, tuple[str, ...], dict[str, Value]] | None = None

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
        dialect = getattr(driver, "dialect", None)  # SQLite's own connection has none
        if dialect is not None:
            return self._run_foreign(driver, dialect, values)
        if not self._sql:
            self._compile()
        if self._defaults:
            values = {**self._defaults, **values}
        return driver.execute(self._sql, [values[name] for name in self._names])

    def _run_foreign(self, driver: Driver, dialect: Dialect, values: dict[str, Value]) -> Cursor:
        """The same statement in the words of the hall's PostgreSQL ledger: the only other engine there is."""
        if self._foreign is None:
            self._foreign = _compiled(self._clause, dialect)
        sql, names, defaults = self._foreign
        values = {**defaults, **values}
        return driver.execute(sql, [values[name] for name in names])

    def _compile(self) -> None:
        sql, self._names, self._defaults = _compiled(self._clause, _DIALECT)
        self._sql = sql


def _compiled(clause: ClauseElement, dialect: Dialect) -> tuple[str, tuple[str, ...], dict[str, Value]]:
    """The text, its parameters in order, and the values of those that are not asked for."""
    compiled = clause.compile(dialect=dialect)
    names = tuple(getattr(compiled, "positiontup", None) or ())
    binds = getattr(compiled, "binds", {})
    defaults = {name: value for name, value in compiled.params.items() if not binds[name].required}
    return str(compiled), names, defaults


def every_column(table: Table) -> dict[str, BindParameter[Value]]:
    """For `insert(table).values(…)`: each column from the parameter of its name: none is forgotten."""
    return {column.name: bindparam(column.name) for column in table.columns}
