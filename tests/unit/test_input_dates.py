"""Dates chosen by touch: always one within the bounds, always reachable."""

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.ui.input.dates import Choosing, Part, Span, choices, choose, part_to_choose, value

DAYS = st.dates(date(1900, 1, 1), date(2060, 12, 31))


def parts_of(day: date) -> dict[Part, int]:
    return {
        Part.DECADE: day.year - day.year % 10,
        Part.YEAR: day.year,
        Part.MONTH: day.month,
        Part.DAY: day.day,
    }


@given(first=DAYS, length=st.integers(0, 40_000), offset=st.integers(0, 40_000), months=st.booleans())
def test_every_day_within_the_bounds_can_be_chosen(
    first: date, length: int, offset: int, months: bool
) -> None:
    assume(offset <= length)
    span = Span(first, first + timedelta(length), months)
    wanted = first + timedelta(offset)
    choosing = Choosing()
    while (part := part_to_choose(span, choosing)) is not None:
        assert parts_of(wanted)[part] in choices(span, choosing, part)
        choosing = choose(choosing, part, parts_of(wanted)[part])
    assert value(span, choosing) == (f"{wanted:%Y-%m}" if months else wanted.isoformat())


@given(first=DAYS, length=st.integers(0, 40_000), data=st.data())
def test_whatever_is_chosen_lies_within_the_bounds(first: date, length: int, data: st.DataObject) -> None:
    span = Span(first, first + timedelta(length))
    choosing = Choosing()
    while (part := part_to_choose(span, choosing)) is not None:
        choosing = choose(choosing, part, data.draw(st.sampled_from(choices(span, choosing, part))))
    chosen = value(span, choosing)
    assert chosen is not None
    assert span.earliest <= date.fromisoformat(chosen) <= span.latest


def test_a_few_years_are_offered_without_decades() -> None:
    few = Span(date(2026, 11, 23), date(2031, 1, 1))
    assert part_to_choose(few, Choosing()) is Part.YEAR
    assert choices(few, Choosing(), Part.YEAR) == (2026, 2027, 2028, 2029, 2030, 2031)
    assert choices(few, Choosing(year=2026), Part.MONTH) == (11, 12)
    assert choices(few, Choosing(year=2026, month=11), Part.DAY) == tuple(range(23, 31))


def test_choosing_a_part_again_drops_what_depends_on_it() -> None:
    whole = Choosing(1950, 1956, 2, 29)
    assert whole.before(Part.MONTH) == Choosing(1950, 1956)
    assert choose(whole, Part.YEAR, 1957) == Choosing(1950, 1957)
