"""How tables are declared: one set of them, names that migrations can count on, integers of 64 bits."""

from sqlalchemy import BigInteger, Integer, MetaData

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
