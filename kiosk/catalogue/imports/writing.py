"""Imported items into a package folder. What is there already is never overwritten."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from kiosk.catalogue.imports.drafting import Drafted
from kiosk.catalogue.imports.found import Found
from kiosk.catalogue.package import open_parts, read_items
from kiosk.catalogue.parts import FILES
from kiosk.catalogue.problems import Problem, Severity

_IN_USE = ("", "1", "在用")


class Imported(msgspec.Struct, frozen=True):
    written: tuple[str, ...]  # package paths
    report: tuple[Problem, ...]  # every field that was not filled, every item that was not taken


def write_items(source: Iterable[Found], folder: Path) -> Imported:
    """Write each item into `folder`. Raises OSError."""
    (folder / "items").mkdir(parents=True, exist_ok=True)
    there = [item for _, item in read_items(open_parts(folder), [])]
    ids, number = {item.id for item in there}, max((item.number for item in there), default=0)
    written: list[str] = []
    report: list[Problem] = []
    for found in source:
        drafted = Drafted(found, number + 1)
        if found.state not in _IN_USE:
            report.append(_left_out(found, f"事项状态 {found.state}: is not in use", "import it when it is"))
        elif not found.name:
            report.append(_left_out(found, "has no 事项名称", "look at the source"))
        elif drafted.id in ids:
            report.append(_left_out(found, f"item {drafted.id} is there already", "remove its file first"))
        else:
            number += 1
            ids.add(drafted.id)
            text = msgspec.json.format(msgspec.json.encode(drafted.item), indent=2)
            (folder / drafted.file).write_bytes(text + b"\n")
            written.append(drafted.file)
            report += drafted.missing
    for name in sorted(FILES):
        if not (folder / name).exists():
            report.append(
                Problem(name, "", "the source gives none", "copy it from another package", Severity.WARNING)
            )
    return Imported(tuple(written), tuple(report))


def _left_out(found: Found, what: str, remedy: str) -> Problem:
    return Problem(found.place, "", f"not taken: {what}", remedy, Severity.WARNING)
