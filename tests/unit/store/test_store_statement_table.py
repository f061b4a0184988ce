"""The statements that set-up compiled are those that are declared, or they are passed over."""

import logging
from pathlib import Path

import msgspec
import pytest

from kiosk.store import statements
from kiosk.store.build_statements import build, declared
from kiosk.store.statement import Prepared, Statement
from kiosk.store.statement_table import SOURCES, TABLE, StatementTable, digest, prepared


def test_set_up_has_made_one_of_these_sources() -> None:
    assert prepared(TABLE), "make setup"


def test_each_is_what_its_declaration_compiles_to(tmp_path: Path) -> None:
    table = tmp_path / "statements.table"
    count = build(table)
    read = prepared(table)
    wanted = {(module, name): statement for module, name, statement in declared()}
    found = {(module, name): one for module, names in read.items() for name, one in names.items()}
    assert set(found) == set(wanted)
    assert count == len(wanted)
    for key, statement in wanted.items():
        assert found[key].text() == statement.text(), key
    assert found["tickets", "ADD"].text("postgresql") == wanted["tickets", "ADD"].text("postgresql")
    assert "%s" in found["tickets", "ADD"].text("postgresql").sql


def test_an_engine_that_is_not_in_the_table_is_asked_of_the_declaration() -> None:
    def declaration() -> Statement:
        raise LookupError("asked")

    with pytest.raises(LookupError, match="asked"):
        Prepared({}, declaration).text("postgresql")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A tree with one file for each pattern of sources, and a table made of it."""
    for number, pattern in enumerate(SOURCES):
        source = tmp_path / pattern.replace("*", f"part{number}")
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_text(f"# {number}\n")
    texts = {name: one.text() for module, name, one in declared() if module == "terminal"}
    table = StatementTable(digest(tmp_path), {"terminal": {name: {"sqlite": t} for name, t in texts.items()}})
    (tmp_path / "statements.table").write_bytes(msgspec.json.encode(table))
    return tmp_path


def test_a_table_of_these_sources_is_used(house: Path) -> None:
    assert set(prepared(house / "statements.table", house)) == {"terminal"}
    # A bundle has none of them, and its table was made with it.
    assert set(prepared(house / "statements.table", None)) == {"terminal"}


@pytest.mark.parametrize(
    ("pattern", "change"),
    [
        *((pattern, change) for pattern in SOURCES for change in ("written", "removed")),
        *((pattern, "added") for pattern in SOURCES if "*" in pattern),
    ],
)
def test_a_table_of_other_sources_is_passed_over_and_said(
    house: Path, pattern: str, change: str, caplog: pytest.LogCaptureFixture
) -> None:
    source = next(iter(house.glob(pattern)))
    if change == "written":
        source.write_text("# 9\n")
    elif change == "removed":
        source.unlink()
    else:
        source.with_name("one_more.py").write_text("")
    with caplog.at_level(logging.WARNING):
        assert prepared(house / "statements.table", house) == {}
    assert "make setup" in caplog.text


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"sources": 1}', b"\xff\xfe", bytes(4096)])
def test_garbage_is_passed_over_and_said(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "statements.table").write_bytes(content)
    assert prepared(tmp_path / "statements.table") == {}
    assert "statements.table" in caplog.text


def test_without_a_table_the_declarations_themselves_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert prepared(tmp_path / "none") == {}
    monkeypatch.setattr(statements, "PREPARED", {})
    module = statements.__getattr__("tickets")
    assert type(module.ADD) is Statement
    with pytest.raises(AttributeError):
        statements.__getattr__("no_such_table")
