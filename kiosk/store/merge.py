"""Salvaged rows into a restored backup: what is in the damaged file is never older than the backup."""

import msgspec
from sqlalchemy import Table
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.store.declaring import every_column
from kiosk.store.engine import Driver, IntegrityError
from kiosk.store.hall_tables import series_counter
from kiosk.store.salvage import DamagedFile, Row
from kiosk.store.statement import Statement
from kiosk.store.tables import terminal

# Counters and the terminal's own row only ever grow; the larger value is the true one.
_GROWING = {terminal.name: ("epoch", "case_count", "last_seen_ms"), series_counter.name: ("last",)}


class Merged(msgspec.Struct, frozen=True):
    changed: int  # rows that the backup did not have, or had in an older form
    refused: int  # rows that contradict another one by a unique constraint


def merge(driver: Driver, table: Table, damaged: DamagedFile) -> Merged:
    """Upsert every readable row."""
    statement = _upsert(table)
    find = f'SELECT {", ".join(_quoted(table))} FROM "{table.name}" WHERE {_key_condition(table)}'  # noqa: S608
    changed = refused = 0
    for row in damaged.rows(table):
        before = driver.execute(find, [row[column.name] for column in table.primary_key]).fetchone()
        merged = _grown(table, before, row)
        if before != tuple(merged.values()):
            try:
                statement.change(driver, **merged)
            except IntegrityError:
                # One contradictory row must not keep the terminal from starting; the loss declares it.
                refused += 1
            else:
                changed += 1
    return Merged(changed, refused)


def _grown(table: Table, before: tuple[object, ...] | None, row: Row) -> Row:
    if before is None or table.name not in _GROWING:
        return row
    old = dict(zip(row, before, strict=True))
    return {
        name: max(value, old[name]) if name in _GROWING[table.name] else value for name, value in row.items()
    }


def _upsert(table: Table) -> Statement:
    insert = upsert(table).values(every_column(table))
    keys = {column.name for column in table.primary_key}
    newer = {column.name: insert.excluded[column.name] for column in table.columns if column.name not in keys}
    return Statement(insert.on_conflict_do_update(index_elements=list(table.primary_key), set_=newer))


def _quoted(table: Table) -> list[str]:
    return [f'"{column.name}"' for column in table.columns]


def _key_condition(table: Table) -> str:
    return " AND ".join(f'"{column.name}" = ?' for column in table.primary_key)
