"""No statement of the flow reads a table that grows for years from end to end."""

import pkgutil
from pathlib import Path

import pytest

from kiosk.store import open_store, repositories
from kiosk.store.build_statements import declared
from kiosk.store.statement import Statement

GROWING = (
    *("ticket", "case", "record", "attachment", "print_job", "event", "series_counter", "inbox"),
    *("call_change", "appointment", "hall_appointment", "rating", "complaint"),
)

# Read from the newest end and stopped by their LIMIT.
FROM_THE_END = {
    ("records", "LAST"),
    ("records", "HEAD"),
    ("events", "LAST"),
    ("events", "RECENT"),
    ("print_jobs", "RECENT"),
    ("changes", "LAST"),
    ("changes", "RECENT"),
}


@pytest.mark.parametrize(("module", "name", "statement"), list(declared()), ids=lambda value: str(value)[:30])
def test_plan(tmp_path: Path, module: str, name: str, statement: Statement) -> None:
    store = open_store(tmp_path / "kiosk.db", bytes(32))
    text = statement.text()
    rows = store.driver().execute(f"EXPLAIN QUERY PLAN {text.sql}", [1] * len(text.parameters)).fetchall()
    store.close()
    scans = [
        str(row[3]) for row in rows if str(row[3]).startswith("SCAN") and str(row[3]).split()[1] in GROWING
    ]
    if (module, name) in FROM_THE_END:
        assert "LIMIT" in text.sql
        assert not any("TEMP B-TREE" in str(row[3]) for row in rows)
    else:
        assert scans == []


def test_all_repositories_are_looked_at() -> None:
    assert {module for module, _, _ in declared()} == {
        module.name for module in pkgutil.iter_modules(repositories.__path__)
    }
    assert len(list(declared())) > 50
