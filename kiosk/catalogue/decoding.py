"""Package files into structs; when a file is wrong, every mistake in it, not only msgspec's first."""

from collections.abc import Iterator
from typing import Any, TypeVar, get_args, get_origin

import msgspec

from kiosk.catalogue.problems import Problem, pointer

T = TypeVar("T")
Path = tuple[str | int, ...]
Mistake = tuple[Path, str, str]


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
        problems.append(Problem(file, "", f"is not readable JSON ({fault})", "correct or restore the file"))
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
            yield path, str(fault).split(" - at ")[0], "correct the value"


def _in_struct(value: dict[str, Any], wanted: type[msgspec.Struct], path: Path) -> Iterator[Mistake]:
    known = {field.encode_name: field for field in msgspec.structs.fields(wanted)}
    for key in sorted(value.keys() - known.keys()):
        yield (*path, key), "is not a known field", f"remove it, or use one of: {', '.join(sorted(known))}"
    for key, field in known.items():
        if key in value:
            yield from mistakes(value[key], field.type, (*path, key))
        elif field.required:
            yield (*path, key), "is missing", "add it"
