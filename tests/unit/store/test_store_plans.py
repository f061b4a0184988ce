"""No statement of the flow reads a table that grows for years from end to end."""

import importlib
import pkgutil
from pathlib import Path

import pytest

from kiosk.store import open_store, repositories
from kiosk.store.statement import Statement

GROWING = (
    *("ticket", "case", "record", "attachment", "print_job", "event", "series_counter", "inbox"),
    *("call_change", "appointment", "rating", "complaint"),
)

# Read from the newest end and stopped by their LIMIT.
FROM_THE_END = {
    ("records", "_LAST"),
    ("records", "_HEAD"),
    ("events", "_LAST"),
    ("events", "_RECENT"),
    ("print_jobs", "_RECENT"),
    ("changes", "_LAST"),
    ("changes", "_RECENT"),
}


def statements() -> list[tuple[str, str, Statement]]:
    found = []
    for module in pkgutil.iter_modules(repositories.__path__):
        names = vars(importlib.import_module(f"{repositories.__name__}.{module.name}"))
        found += [(module.name, name, value) for name, value in names.items() if isinstance(value, Statement)]
    return found


@pytest.mark.parametrize(("module", "name", "statement"), statements(), ids=lambda value: str(value)[:30])
def test_plan(tmp_path: Path, module: str, name: str, statement: Statement) -> None:
    store = open_store(tmp_path / "kiosk.db", bytes(32))
    sql, parameters = statement.text()
    rows = store.driver().execute(f"EXPLAIN QUERY PLAN {sql}", [1] * len(parameters)).fetchall()
    store.close()
    scans = [
        str(row[3]) for row in rows if str(row[3]).startswith("SCAN") and str(row[3]).split()[1] in GROWING
    ]
    if (module, name) in FROM_THE_END:
        assert "LIMIT" in sql
        assert not any("TEMP B-TREE" in str(row[3]) for row in rows)
    else:
        assert scans == []


def test_all_repositories_are_looked_at() -> None:
    assert {module for module, _, _ in statements()} == {
        module.name for module in pkgutil.iter_modules(repositories.__path__)
    }
    assert len(statements()) > 50
