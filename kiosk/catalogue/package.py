"""A package into a Catalogue (format: README.md of this room).

`load` reads every file once and judges everything that needs no JSON Schema: 5,000 items with forms take
under a second. Whether each form is a schema that the terminal can show is `check`'s question, which
takes a hundred times as long and is asked when a package is made or arrives, not when a terminal starts.
"""

from collections import Counter, OrderedDict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from kiosk.catalogue import places
from kiosk.catalogue.bundle_items import as_item
from kiosk.catalogue.codes import code_problems
from kiosk.catalogue.decoding import decode
from kiosk.catalogue.parts import MANIFEST, FolderParts, Parts, in_folder
from kiosk.catalogue.places import KINDS, TOWN, VILLAGE
from kiosk.catalogue.problems import CatalogueFaulty, Problem, Severity, pointer
from kiosk.catalogue.references import Resolver
from kiosk.catalogue.unreadable import why_unreadable
from kiosk.domain.bundle import Bundle
from kiosk.domain.item import Catalogue, CatalogueInfo, Division, Item, ItemKind, WorkCalendar

_FORMS_KEPT = 8  # decoded forms in memory; a citizen fills one at a time

_INFO = msgspec.json.Decoder(CatalogueInfo)
_ITEM = msgspec.json.Decoder(Item)
_BUNDLE = msgspec.json.Decoder(Bundle)
_DIVISIONS = msgspec.json.Decoder(tuple[Division, ...])
_CALENDAR = msgspec.json.Decoder(WorkCalendar)
_PINYIN = msgspec.json.Decoder(dict[str, str])
_SHALLOW = msgspec.json.Decoder(dict[str, msgspec.Raw])  # finds damage without building the values


class Forms(Mapping[str, dict[str, Any]]):
    """The package's forms by file name, each read and put together when it is asked for."""

    def __init__(self, parts: Parts, files: frozenset[str], divisions: tuple[str, ...]) -> None:
        self._parts = parts
        self._files = files  # package paths of the sound forms and definitions
        self._divisions = divisions
        self._names = tuple(
            sorted(file.removeprefix("forms/") for file in files if file.startswith("forms/"))
        )
        self._recent: OrderedDict[str, dict[str, Any]] = OrderedDict()

    def __getitem__(self, name: str) -> dict[str, Any]:
        if f"forms/{name}" not in self._files:
            raise KeyError(name)
        schema = self._recent.get(name)
        if schema is None:
            schema = self._recent[name] = self.resolver().resolve(f"forms/{name}")
            name_divisions(schema, self._divisions)
            if len(self._recent) > _FORMS_KEPT:
                self._recent.popitem(last=False)
        self._recent.move_to_end(name)
        return schema

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def files(self) -> tuple[str, ...]:
        """Every schema file of the package, shared definitions included."""
        return tuple(sorted(self._files))

    def resolver(self) -> Resolver:
        return Resolver(self.document)

    def document(self, file: str) -> Any:
        """One form or definitions file as written. KeyError when the package has no such file."""
        if file not in self._files:
            raise KeyError(file)
        return msgspec.json.decode(self._parts.read(file))


def name_divisions(node: Any, codes: tuple[str, ...]) -> None:
    """Write the package's codes as `enum` beside every `format: division` and `format: village`.

    After that the schema says by itself what is accepted, and its hash covers it.
    """
    if isinstance(node, list):
        for element in node:
            name_divisions(element, codes)
    elif isinstance(node, dict):
        if node.get("format") in KINDS:
            node.setdefault("enum", places.codes(node["format"], codes))
        for value in node.values():
            name_divisions(value, codes)


def open_parts(path: Path) -> Parts:
    """The parts of the package at `path`: a folder, or a file signed by anybody.

    Raises PackageRefused, OSError for a file that is not whole.
    """
    if path.is_file():
        from kiosk.catalogue.signed_file import SignedFile  # a folder does not need it

        return SignedFile(path)
    return FolderParts(path)


def head(parts: Parts) -> tuple[CatalogueInfo, WorkCalendar]:
    """Version and working days only, in a millisecond. Raises CatalogueFaulty for what these two need."""
    problems: list[Problem] = []
    info = _part(parts, MANIFEST, _INFO, problems)
    calendar = _part(parts, "calendar.json", _CALENDAR, problems)
    if info is None or calendar is None:
        raise CatalogueFaulty(problems)
    return info, calendar


def load(package: Path | Parts) -> Catalogue:
    """The whole package. Raises CatalogueFaulty with every mistake that was found."""
    problems: list[Problem] = []
    catalogue = read(open_parts(package) if isinstance(package, Path) else package, problems)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors or catalogue is None:
        raise CatalogueFaulty(errors)
    return catalogue


def read(parts: Parts, problems: list[Problem]) -> Catalogue | None:
    """What is usable of the package, and every mistake added to `problems`; None when a part is missing."""
    info = _part(parts, MANIFEST, _INFO, problems)
    divisions = _part(parts, "divisions.json", _DIVISIONS, problems)
    calendar = _part(parts, "calendar.json", _CALENDAR, problems)
    pinyin = _part(parts, "pinyin.json", _PINYIN, problems) if "pinyin.json" in parts.names() else {}
    schemas = _sound(parts, "definitions", problems) | _sound(parts, "forms", problems)
    items = _items(parts, schemas, problems)
    if info is None or divisions is None or calendar is None:
        return None
    if info.stale_after < info.published:
        problems.append(
            Problem(MANIFEST, "/stale_after", "is before it is published", "correct one of the two")
        )
    problems += _division_problems(divisions)
    problems += _calendar_problems(calendar)
    bundles = _bundles(parts, schemas, items, problems)
    known = {item.id: item for item in items}
    forms = Forms(parts, schemas, tuple(division.code for division in divisions))
    return Catalogue(
        info=info,
        items=(*items, *(as_item(bundle, known) for bundle in bundles)),
        divisions=divisions,
        calendar=calendar,
        forms=forms,
        pinyin=pinyin or {},
        bundles=bundles,
    )


def _part(parts: Parts, name: str, decoder: msgspec.json.Decoder[Any], problems: list[Problem]) -> Any:
    raw = _raw(parts, name, problems)
    return None if raw is None else decode(raw, decoder, name, problems)


def _raw(parts: Parts, name: str, problems: list[Problem]) -> bytes | None:
    try:
        return parts.read(name)
    except (KeyError, FileNotFoundError):
        problems.append(Problem(name, "", "is missing", "copy it from another package, or restore it"))
    except OSError as fault:
        problems.append(Problem(name, "", f"cannot be read ({fault.strerror})", "restore the file"))
    return None


def _sound(parts: Parts, folder: str, problems: list[Problem]) -> frozenset[str]:
    """The files of `folder` that hold a JSON object."""
    sound = set()
    for file in in_folder(parts, folder):
        raw = _raw(parts, file, problems)
        if raw is None:
            continue
        try:
            raw.decode()  # the shallow decoder does not look into strings
        except UnicodeDecodeError as fault:
            problems.append(Problem(file, "", *why_unreadable(raw, fault)))
            continue
        if decode(raw, _SHALLOW, file, problems) is not None:
            sound.add(file)
    return frozenset(sound)


def _items(parts: Parts, schemas: frozenset[str], problems: list[Problem]) -> tuple[Item, ...]:
    found = read_items(parts, problems)
    for file, item in found:
        problems += _item_problems(item, file, schemas)
    if not found and not problems:
        problems.append(Problem("items", "", "holds no item", "add one JSON file for each item"))
    for what in ("id", "number"):
        times = Counter(getattr(item, what) for _, item in found)
        problems += [
            Problem(
                file, pointer(what), f"{what} {getattr(item, what)!r} is used twice", "give each item its own"
            )
            for file, item in found
            if times[getattr(item, what)] > 1
        ]
    return tuple(sorted((item for _, item in found), key=lambda item: item.number))


def read_items(parts: Parts, problems: list[Problem]) -> list[tuple[str, Item]]:
    """Every readable item with its file."""
    found = []
    for file in in_folder(parts, "items"):
        raw = _raw(parts, file, problems)
        item = None if raw is None else decode(raw, _ITEM, file, problems)
        if item is not None:
            found.append((file, item))
    return found


def read_bundles(parts: Parts, problems: list[Problem]) -> list[tuple[str, Bundle]]:
    """Every readable bundle with its file."""
    found = []
    for file in in_folder(parts, "bundles"):
        raw = _raw(parts, file, problems)
        bundle = None if raw is None else decode(raw, _BUNDLE, file, problems)
        if bundle is not None:
            found.append((file, bundle))
    return found


def _bundles(
    parts: Parts, schemas: frozenset[str], items: tuple[Item, ...], problems: list[Problem]
) -> tuple[Bundle, ...]:
    found = read_bundles(parts, problems)
    known = {item.id for item in items if item.kind is ItemKind.APPLICATION}
    taken = {what: Counter(getattr(item, what) for item in items) for what in ("id", "number")}
    for file, bundle in found:
        for what, times in taken.items():
            times[getattr(bundle, what)] += 1
            if times[getattr(bundle, what)] > 1:
                problems.append(Problem(file, pointer(what), "is used twice", "give each its own"))
        problems += _schemas_missing(bundle.form, bundle.situation, file, schemas)
        if not bundle.children:
            problems.append(Problem(file, "/children", "has no child", "name the items it is made of"))
        problems += (
            Problem(file, pointer("children", i, "item"), f"no application {child.item!r}", "correct the id")
            for i, child in enumerate(bundle.children)
            if child.item not in known
        )
    return tuple(sorted((bundle for _, bundle in found), key=lambda bundle: bundle.number))


def _item_problems(item: Item, file: str, schemas: frozenset[str]) -> Iterator[Problem]:
    if item.kind is ItemKind.BUNDLE:
        yield Problem(file, "/kind", "a bundle is no item", "write it as a file in bundles/")
    if item.kind is ItemKind.APPLICATION and not item.form:
        yield Problem(file, "/form", "an application has no form", "name a file in forms/")
    yield from _schemas_missing(item.form, item.situation, file, schemas)
    yield from code_problems(item, file)


def _schemas_missing(form: str, situation: str, file: str, schemas: frozenset[str]) -> Iterator[Problem]:
    for what, name in (("form", form), ("situation", situation)):
        if name and f"forms/{name}" not in schemas:
            yield Problem(file, f"/{what}", f"forms/{name} is missing or damaged", "add or correct that file")


def _division_problems(divisions: tuple[Division, ...]) -> Iterator[Problem]:
    times = Counter(division.code for division in divisions)
    for position, division in enumerate(divisions):
        at = pointer(position, "code")
        if not (
            len(division.code) in (TOWN, VILLAGE) and division.code.isascii() and division.code.isdigit()
        ):
            yield Problem(
                "divisions.json",
                at,
                f"{division.code!r} is not nine digits (a town) or twelve (a village)",
                "use the code of the statistics bureau",
            )
        elif division.code[:TOWN] not in times:
            yield Problem("divisions.json", at, f"no town {division.code[:TOWN]}", "add the town it lies in")
        elif times[division.code] > 1:
            yield Problem("divisions.json", at, f"code {division.code} is used twice", "keep one")


def _calendar_problems(calendar: WorkCalendar) -> Iterator[Problem]:
    if calendar.first > calendar.last:
        yield Problem("calendar.json", "/last", "ends before it begins", "correct first or last")
    for name, days in (("holidays", calendar.holidays), ("makeup_workdays", calendar.makeup_workdays)):
        for position, day in enumerate(days):
            if not calendar.first <= day <= calendar.last:
                yield Problem(
                    "calendar.json", pointer(name, position), f"{day} is outside", "extend or remove"
                )
            if name == "holidays" and day in calendar.makeup_workdays:
                yield Problem(
                    "calendar.json", pointer(name, position), f"{day} is also a workday", "choose one"
                )
