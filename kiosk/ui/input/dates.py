"""Choosing a date by touch: ten years, a year, a month, a day. Pure.

Only what lies between the bounds is offered, and a step with one choice is not asked.
"""

import calendar
from datetime import date
from enum import StrEnum

import msgspec

_YEARS_WITHOUT_DECADES = 12


class Part(StrEnum):
    DECADE = "decade"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class Span(msgspec.Struct, frozen=True):
    """Bounds, both included. `months` when the answer is a year and a month."""

    earliest: date
    latest: date
    months: bool = False


class Choosing(msgspec.Struct, frozen=True):
    """What has been chosen so far; `decade` is its first year."""

    decade: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None

    def before(self, part: Part) -> "Choosing":
        """The same without `part` and what comes after it."""
        match part:
            case Part.DECADE:
                return Choosing()
            case Part.YEAR:
                return Choosing(self.decade)
            case Part.MONTH:
                return Choosing(self.decade, self.year)
            case Part.DAY:
                return Choosing(self.decade, self.year, self.month)


def part_to_choose(span: Span, choosing: Choosing) -> Part | None:
    """What to ask next; None when the date is complete."""
    if choosing.year is None:
        return Part.DECADE if choosing.decade is None and _has_decades(span) else Part.YEAR
    if choosing.month is None:
        return Part.MONTH
    return None if span.months or choosing.day is not None else Part.DAY


def choices(span: Span, choosing: Choosing, part: Part) -> tuple[int, ...]:
    """The numbers that `part` can be: decades by their first year."""
    years = range(span.earliest.year, span.latest.year + 1)
    match part:
        case Part.DECADE:
            return tuple(dict.fromkeys(year - year % 10 for year in years))
        case Part.YEAR:
            if choosing.decade is None:
                return tuple(years)
            return tuple(year for year in years if year - year % 10 == choosing.decade)
        case Part.MONTH:
            year = _chosen(choosing.year)
            return tuple(month for month in range(1, 13) if _reaches(span, year, month))
        case Part.DAY:
            year, month = _chosen(choosing.year), _chosen(choosing.month)
            days = range(1, calendar.monthrange(year, month)[1] + 1)
            return tuple(day for day in days if span.earliest <= date(year, month, day) <= span.latest)


def choose(choosing: Choosing, part: Part, number: int) -> Choosing:
    match part:
        case Part.DECADE:
            return Choosing(number)
        case Part.YEAR:
            return Choosing(choosing.decade, number)
        case Part.MONTH:
            return Choosing(choosing.decade, choosing.year, number)
        case Part.DAY:
            return msgspec.structs.replace(choosing, day=number)


def value(span: Span, choosing: Choosing) -> str | None:
    """YYYY-MM-DD or YYYY-MM; None while something is missing."""
    if choosing.year is None or choosing.month is None:
        return None
    if span.months:
        return f"{choosing.year:04}-{choosing.month:02}"
    return None if choosing.day is None else date(choosing.year, choosing.month, choosing.day).isoformat()


def _has_decades(span: Span) -> bool:
    return span.latest.year - span.earliest.year >= _YEARS_WITHOUT_DECADES


def _reaches(span: Span, year: int, month: int) -> bool:
    return (span.earliest.year, span.earliest.month) <= (year, month) <= (span.latest.year, span.latest.month)


def _chosen(number: int | None) -> int:
    if number is None:
        raise ValueError("asked for a part before the parts it depends on")
    return number
