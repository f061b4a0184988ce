"""How tables and statements are declared: names that migrations can count on, integers of 64 bits."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Integer,
    MetaData,
    Table,
    bindparam,
    literal_column,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite's integers have 64 bits whatever they are called; PostgreSQL's have 32 unless they are called big.
Long = Integer().with_variant(BigInteger(), "postgresql")

# For LIMIT: SQLite plans a bound limit by its value, so binding one compiles the statement anew every time.
ONE: ColumnElement[int] = literal_column("1", Integer)


def every_column(table: Table) -> dict[str, BindParameter[Any]]:
    """For `insert(table).values(…)`: each column from the parameter of its name: none is forgotten."""
    return {column.name: bindparam(column.name) for column in table.columns}
