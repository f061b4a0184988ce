"""Files that can be imported: guide JSON, exchange tables as CSV or JSON, one file or a folder of them."""

import csv
import errno
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from kiosk.catalogue.imports.found import Found, Unreadable
from kiosk.catalogue.imports.guides import found_in_guide, is_guide
from kiosk.catalogue.imports.tables import found_in_tables, kind_of

_LONGEST_CELL = 1 << 20  # 设定依据 quotes whole articles


def read_source(path: Path) -> Iterator[Found]:
    """Every item in `path`. Raises Unreadable, OSError."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    if not path.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    files = [file for file in files if file.suffix.lower() in (".json", ".csv")]
    tables: dict[str, list[dict[str, Any]]] = {}
    guides: list[Found] = []
    for file in files:
        if file.suffix.lower() == ".csv":
            _add(tables, file.stem, _csv_rows(file), file)
        else:
            guides += _from_json(file, tables)
    if not guides and "basic" not in tables:
        raise Unreadable(f"{path}: neither a guide (guidDetail) nor a table up_task_general_basic")
    yield from guides
    if "basic" in tables:
        yield from found_in_tables(tables, path.name)


def _from_json(file: Path, tables: dict[str, list[dict[str, Any]]]) -> Iterator[Found]:
    try:
        value = msgspec.json.decode(file.read_bytes())
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise Unreadable(f"{file.name}: is not readable JSON ({fault})") from fault
    several = value if isinstance(value, list) else [value]
    if several and all(is_guide(one) for one in several):
        for position, guide in enumerate(several, start=1):
            yield found_in_guide(guide, file.name if len(several) == 1 else f"{file.name} [{position}]")
    elif isinstance(value, dict) and any(kind_of(name) for name in value):
        for name, rows in value.items():
            _add(tables, name, rows, file)
    else:
        _add(tables, file.stem, value, file)


def _add(tables: dict[str, list[dict[str, Any]]], name: str, rows: object, file: Path) -> None:
    kind = kind_of(name)
    if kind is None or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Unreadable(f"{file.name}: {name!r} is neither a guide nor rows of an up_task_… table")
    tables.setdefault(kind, []).extend(rows)


def _csv_rows(file: Path) -> list[dict[str, Any]]:
    raw = file.read_bytes()
    try:
        words = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            words = raw.decode("gb18030")  # what spreadsheets write here
        except UnicodeDecodeError as fault:
            raise Unreadable(f"{file.name}: is neither UTF-8 nor GB 18030 ({fault})") from fault
    csv.field_size_limit(_LONGEST_CELL)
    try:
        return list(csv.DictReader(io.StringIO(words, newline=""), strict=True))
    except csv.Error as fault:
        raise Unreadable(f"{file.name}: {fault}") from fault
