"""Compiles every statement at set-up: `python -m kiosk.store.build_statements [OUT]` (statement_table.py)."""

import importlib
import os
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import msgspec
from sqlalchemy.exc import CompileError

from kiosk.store import statements
from kiosk.store.statement import Engine, Statement, Text
from kiosk.store.statement_table import TABLE, StatementTable, digest


def declared() -> Iterator[tuple[str, str, Statement]]:
    """(module, name, statement), from the declarations themselves."""
    for module in pkgutil.iter_modules(statements.__path__):
        names = vars(importlib.import_module(f"{statements.__name__}.{module.name}"))
        for name, value in names.items():
            if isinstance(value, Statement):
                yield module.name, name, value


def build(target: Path) -> int:
    """Write the table, whole or not at all; how many statements it holds.

    Raises ValueError for one whose values JSON would not give back.
    """
    table = StatementTable(digest(), {})
    count = 0
    for module, name, statement in declared():
        table.statements.setdefault(module, {})[name] = _texts(statement)
        count += 1
    written = msgspec.json.encode(table)
    if msgspec.json.decode(written, type=StatementTable) != table:
        raise ValueError("a statement holds a value that JSON does not give back as it was")
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.{os.getpid()}")
    beside.write_bytes(written)
    beside.replace(target)
    return count


def _texts(statement: Statement) -> dict[str, Text]:
    texts = {}
    for engine in get_args(Engine):
        try:
            texts[engine] = statement.text(engine)
        except (CompileError, AttributeError):
            # SQLite's own upsert, of a table that no ledger holds.
            if engine == "sqlite":
                raise
    return texts


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TABLE
    sys.stdout.write(f"{target}: {build(target)} statements\n")
