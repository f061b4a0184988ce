"""From SQLAlchemy's words to the text that a driver gets, for either engine."""

from functools import cache

from sqlalchemy import Dialect
from sqlalchemy.sql.expression import ClauseElement

from kiosk.store.statement import Engine, Text


def compiled(clause: ClauseElement, engine: Engine) -> Text:
    """Raises CompileError for what the engine has no words for."""
    made = clause.compile(dialect=_dialect(engine))
    binds = getattr(made, "binds", {})
    answer = getattr(clause, "exported_columns", None)
    return Text(
        sql=str(made),
        # SQLAlchemy's names are strings with an opinion on quoting.
        parameters=tuple(str(name) for name in getattr(made, "positiontup", None) or ()),
        defaults={str(name): value for name, value in made.params.items() if not binds[name].required},
        columns=() if answer is None else tuple(map(str, answer.keys())),
    )


@cache
def _dialect(engine: Engine) -> Dialect:
    if engine == "sqlite":
        from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

        return SQLiteDialect_pysqlite(paramstyle="qmark")
    # Importing it costs every process that has only its own store.
    from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

    return PGDialect_psycopg(paramstyle="format")  # type: ignore[no-untyped-call]
