"""咨询投诉 as a form like any other (assets/forms/complaint.json); its units are what the catalogue names."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from kiosk.domain.item import Catalogue, Item, ItemKind
from kiosk.domain.text import Text
from kiosk.settings import ROOT

ITEM = "enquiry-complaint"  # who answers for it, and the words of the privacy notice
FORM = "complaint.json"
NOT_SURE = "not-sure"  # 不清楚: the government services office passes it on
_NOT_SURE = Text("不清楚，请代为转交", "I am not sure; please pass it on")
_TOWN_DIGITS = 9


def complaint_item(catalogue: Catalogue) -> Item | None:
    """None when the package does not offer it: then there is no such screen."""
    item = catalogue.item(ITEM)
    return item if item is not None and item.kind is ItemKind.TERMINAL else None


def complaint_schema(catalogue: Catalogue) -> dict[str, Any]:
    """A JSON Schema whose `unit` can be every department of the items and every town, by its Chinese name."""
    schema: dict[str, Any] = msgspec.json.decode(_written())
    options = [{"const": NOT_SURE, "title": _NOT_SURE.zh, "x-kiosk": {"en": {"title": _NOT_SURE.en}}}]
    options += [
        {"const": unit.zh, "title": unit.zh, "x-kiosk": {"en": {"title": unit.en or unit.zh}}}
        for unit in units(catalogue)
    ]
    schema["properties"]["unit"]["oneOf"] = options
    return schema


def complaint_catalogue(catalogue: Catalogue) -> Catalogue:
    """The same package with this one form: what a draft of a complaint is filled over."""
    return msgspec.structs.replace(catalogue, forms={FORM: complaint_schema(catalogue)})


def units(catalogue: Catalogue) -> tuple[Text, ...]:
    """Departments in the items' order, then towns; each once."""
    return tuple({unit.zh: unit for unit in _units(catalogue)}.values())


def _units(catalogue: Catalogue) -> Iterator[Text]:
    of_one = (item for item in catalogue.items if item.kind is not ItemKind.BUNDLE)
    yield from (item.department for item in sorted(of_one, key=lambda item: item.number))
    yield from (one.name for one in catalogue.divisions if len(one.code) == _TOWN_DIGITS)


@cache
def _written() -> bytes:
    return (ROOT / "assets" / "forms" / FORM).read_bytes()
