"""The statements as set-up compiled them: `build/statements.table`, made by build_statements.py.

A JSON object: `sources`, the digest of what it was compiled from; `statements`, by module, name and engine.
A table of other sources is passed over, and everything is compiled anew: slower, and never wrong. In a bundle
there are no sources to compare; the table was made with it (kiosk.spec).
"""

import hashlib
import importlib
import logging
import sys
from functools import partial
from pathlib import Path

import msgspec

from kiosk.settings import ROOT
from kiosk.store.statement import Prepared, Statement, Text

log = logging.getLogger(__name__)

TABLE = ROOT / "build" / "statements.table"
# Whatever a statement is made of: the words of the domain are values in some of them.
SOURCES = (
    *("kiosk/store/statements/*.py", "kiosk/domain/*.py"),
    *(f"kiosk/store/{name}.py" for name in ("compiling", "declaring", "hall_tables", "statement", "tables")),
)


class StatementTable(msgspec.Struct, frozen=True):
    sources: str
    statements: dict[str, dict[str, dict[str, Text]]]


def digest(root: Path = ROOT) -> str:
    """SHA-256 in hex over the names and contents of SOURCES."""
    found = hashlib.sha256()
    for path in sorted(path for pattern in SOURCES for path in root.glob(pattern)):
        content = path.read_bytes()
        found.update(f"{path.name} {len(content)}\n".encode() + content)
    return found.hexdigest()


def prepared(table: Path, root: Path | None = ROOT) -> dict[str, dict[str, Prepared]]:
    """By module and name; nothing when there is no table, or one that was not made of the sources in `root`.

    `root` is None where there are no sources.
    """
    try:
        read = msgspec.json.decode(table.read_bytes(), type=StatementTable)
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        log.warning("%s cannot be read: %s", table.name, error)
        return {}
    if root is not None and read.sources != digest(root):
        log.warning("%s is older than the statements: make setup", table.name)
        return {}
    return {
        module: {name: Prepared(texts, partial(declared, module, name)) for name, texts in known.items()}
        for module, known in read.statements.items()
    }


def declared(module: str, name: str) -> Statement:
    """The declaration itself, for which SQLAlchemy is imported."""
    found: Statement = getattr(importlib.import_module(f"kiosk.store.statements.{module}"), name)
    return found


PREPARED = prepared(TABLE, None if getattr(sys, "frozen", False) else ROOT)
