"""One statement: said in SQLAlchemy's words, run by the driver as the text that these were compiled to.

Core's own execution costs as much again as the SQLite transaction it wraps (NOTES: 1.7–2.0×). What we take
from it is the checked, composable SQL; the compiled text then goes straight to the driver.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from kiosk.store.engine import Cursor, Driver, DriverError
from kiosk.store.errors import raise_translated

if TYPE_CHECKING:
    from sqlalchemy.sql.expression import ClauseElement

# The value types of SQLite. What a column holds is known to the repository that reads it.
Value = Any

Engine = Literal["sqlite", "postgresql"]


class Text(msgspec.Struct, frozen=True):
    """What the driver gets: `parameters` in order, `defaults` of those that nobody is asked for."""

    sql: str
    parameters: tuple[str, ...]
    defaults: dict[str, Value]
    columns: tuple[str, ...]  # names of what a row of the answer holds


class Statement:
    """Its parameters go by name. Compiled at first use, so that declaring one stays cheap."""

    __slots__ = ("_clause", "_texts")

    def __init__(self, clause: "ClauseElement") -> None:
        self._clause = clause
        self._texts: dict[str, Text] = {}

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

    def text(self, engine: Engine = "sqlite") -> Text:
        found = self._texts.get(engine)
        if found is None:
            found = self._texts[engine] = self._compile(engine)
        return found

    def _compile(self, engine: Engine) -> Text:
        from kiosk.store.compiling import compiled

        return compiled(self._clause, engine)

    def _run(self, driver: Driver, values: dict[str, Value]) -> Cursor:
        # SQLite's own connection does not say what it is; the hall's ledger does (postgres.py).
        text = self.text(getattr(driver, "engine", "sqlite"))
        if text.defaults:
            values = {**text.defaults, **values}
        return driver.execute(text.sql, [values[name] for name in text.parameters])


class Prepared(Statement):
    """One that was compiled at set-up (statement_table.py): SQLAlchemy is not asked again."""

    __slots__ = ("_declared",)

    def __init__(self, texts: dict[str, Text], declared: Callable[[], Statement]) -> None:
        self._texts = texts
        self._declared = declared

    def _compile(self, engine: Engine) -> Text:
        """For an engine that the table has no text for: said by the declaration, or refused by it."""
        return self._declared().text(engine)
