"""Package files into structs; when a file is wrong, every mistake in it, not only msgspec's first."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import msgspec

from kiosk.catalogue.problems import Problem, pointer
from kiosk.catalogue.unreadable import why_unreadable

T = TypeVar("T")
Path = tuple[str | int, ...]
Mistake = tuple[Path, str, str]

_WRITTEN: dict[Any, str] = {
    str: "write text in quotes",
    int: "write a whole number without quotes",
    bool: "write true or false without quotes",
    date: "write a date such as 2026-11-30, in quotes",
    tuple: "write a list […]",
    dict: "write an object {…}",
}


def decode(raw: bytes, decoder: msgspec.json.Decoder[T], file: str, problems: list[Problem]) -> T | None:
    """The value in `raw`, or None after its mistakes were added to `problems`."""
    try:
        try:
            return decoder.decode(raw)
        except msgspec.ValidationError as first:
            found = [
                Problem(file, pointer(*path), what, remedy)
                for path, what, remedy in mistakes(msgspec.json.decode(raw), decoder.type)
            ]
            problems += found or [Problem(file, "", str(first), "correct the value")]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        problems.append(Problem(file, "", *why_unreadable(raw, fault)))
    return None


def mistakes(value: Any, wanted: Any, path: Path = ()) -> Iterator[Mistake]:
    """(path, what, remedy) for everything in `value` that keeps it from being a `wanted`."""
    origin = get_origin(wanted)
    if isinstance(wanted, type) and issubclass(wanted, msgspec.Struct) and isinstance(value, dict):
        yield from _in_struct(value, wanted, path)
    elif origin in (tuple, list) and isinstance(value, list):
        for position, element in enumerate(value):
            yield from mistakes(element, get_args(wanted)[0], (*path, position))
    elif origin is dict and isinstance(value, dict):
        for key, element in value.items():
            yield from mistakes(element, get_args(wanted)[1], (*path, key))
    else:
        try:
            msgspec.convert(value, wanted)
        except msgspec.ValidationError as fault:
            yield path, str(fault).split(" - at ")[0], _what_to_write(wanted)


def _what_to_write(wanted: Any) -> str:
    if get_origin(wanted) is Annotated:
        likes = [like for meta in wanted.__metadata__ for like in getattr(meta, "examples", None) or ()]
        return f"write it like {likes[0]!r}" if likes else "correct the value"
    if get_origin(wanted) in (Union, UnionType):
        wanted = next(kind for kind in get_args(wanted) if kind is not NoneType)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return f"use one of {', '.join(member.value for member in wanted)}"
    if isinstance(wanted, type) and issubclass(wanted, msgspec.Struct):
        return f"write {{…}} with {', '.join(wanted.__struct_encode_fields__)}"
    return _WRITTEN.get(get_origin(wanted) or wanted, "correct the value")


def _in_struct(value: dict[str, Any], wanted: type[msgspec.Struct], path: Path) -> Iterator[Mistake]:
    known = {field.encode_name: field for field in msgspec.structs.fields(wanted)}
    for key in sorted(value.keys() - known.keys()):
        yield (*path, key), "is not a known field", f"remove it, or use one of: {', '.join(sorted(known))}"
    for key, field in known.items():
        if key in value:
            yield from mistakes(value[key], field.type, (*path, key))
        elif field.required:
            yield (*path, key), "is missing", "add it"
