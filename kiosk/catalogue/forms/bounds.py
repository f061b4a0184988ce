"""Bounds of dates that move with the day: `today`, `today-P6M`, `start+P36M`.

Grammar: an anchor (`today`, or in `compare` the name of another field), then nothing or a sign and an
ISO 8601 duration of one unit (P…Y, P…M, P…D). Values are what forms hold: YYYY-MM-DD, YYYY-MM or YYYY.
They are compared at their own precision, so that `latest: today` lets the running month through.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from kiosk.domain.time import add_months

_BOUND = re.compile(
    r"(?P<anchor>[a-z_][a-z0-9_]*)(?:(?P<sign>[+-])P(?P<count>\d{1,4})(?P<unit>[YMD]))?", re.ASCII
)
_VALUE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def is_bound(text: str, fields: frozenset[str] = frozenset()) -> bool:
    match = _BOUND.fullmatch(text)
    return match is not None and (match["anchor"] == "today" or match["anchor"] in fields)


def resolve(text: str, today: date, answers: Mapping[str, Any] | None = None) -> date | None:
    """The day a bound means, or None while the field it refers to has no usable answer."""
    match = _BOUND.fullmatch(text)
    if match is None:
        return None
    anchor = today if match["anchor"] == "today" else parse((answers or {}).get(match["anchor"]))
    if anchor is None or match["sign"] is None:
        return anchor
    count = int(match["count"]) * (1 if match["sign"] == "+" else -1)
    match match["unit"]:
        case "D":
            return anchor + timedelta(days=count)
        case "M":
            return add_months(anchor, count)
        case _:
            return add_months(anchor, count * 12)


def parse(value: Any) -> date | None:
    """The first day of what a date, year-month or year value names; None when it names none."""
    match = _VALUE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None


def before(value: str, bound: date) -> bool:
    """Whether `value` lies before `bound` at the value's own precision."""
    return value < bound.isoformat()[: len(value)]


def after(value: str, bound: date) -> bool:
    return value > bound.isoformat()[: len(value)]
