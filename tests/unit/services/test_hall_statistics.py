"""A month of numbers in tables: nothing counted twice, nobody forgotten, no time that was not waited."""

from datetime import date, datetime, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.hall_report import Spread
from kiosk.domain.ticket import Ticket, TicketState
from kiosk.domain.time import to_ms
from kiosk.services.hall_statistics import hall_report
from tests.unit.services.world import local_instant

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
MONDAY = date(2026, 11, 23)


def ticket(
    number: int,
    state: TicketState = TicketState.DONE,
    *,
    issued: datetime | None = None,
    waited_min: float | None = None,
    served_min: float | None = None,
    **more: object,
) -> Ticket:
    issued = issued or local_instant(2026, 11, 23, 9, number % 60)
    called = None if waited_min is None else to_ms(issued + timedelta(minutes=waited_min))
    ended = None if called is None or served_min is None else called + round(served_min * 60_000)
    plain = Ticket(
        id=f"t{number}",
        series="general",
        service_day=MONDAY,
        epoch_mark=0,
        number=number,
        label=f"A{number:03d}",
        priority=False,
        state=state,
        token=f"token{number}",
        session=f"session{number}",
        issued=issued,
        called_ms=called,
        started_ms=called if ended is not None else None,
        ended_ms=ended,
    )
    return msgspec.structs.replace(plain, **more)


def test_waiting_and_service_times_are_those_of_whom_they_happened_to() -> None:
    tickets = [
        ticket(1, waited_min=4, served_min=10, window="5"),
        ticket(2, waited_min=6, served_min=20, window="5"),
        ticket(3, waited_min=8, served_min=30, window="10"),
        ticket(4, TicketState.NO_SHOW, waited_min=10, window="9"),
        ticket(5, TicketState.VOID),
        ticket(6, TicketState.WAITING),
    ]
    report = hall_report(tickets, FIRST, LAST)
    whole = report.whole
    assert (whole.issued, whole.served, whole.no_show, whole.given_back, whole.left) == (6, 3, 1, 1, 1)
    assert whole.wait == Spread(count=4, median=7, p90=9.4)  # 4, 6, 8, 10
    assert whole.service == Spread(count=3, median=20, p90=28)
    assert [row.key for row in report.by_window] == ["5", "9", "10"]
    assert [row.issued for row in report.by_window] == [2, 1, 1]


def test_whoever_took_a_number_at_night_did_not_wait_in_the_hall() -> None:
    night = ticket(1, issued=local_instant(2026, 11, 22, 23, 0), waited_min=600, served_min=5)
    report = hall_report([night, ticket(2, waited_min=3, served_min=5)], FIRST, LAST)
    assert report.night == 1
    assert report.whole.wait == Spread(count=1, median=3, p90=3)
    assert [(row.key, row.issued) for row in report.by_hour] == [("09", 1)]


def test_a_time_that_a_corrected_clock_turned_backwards_is_not_counted() -> None:
    backwards = ticket(1, waited_min=-30, served_min=5)
    assert hall_report([backwards], FIRST, LAST).whole.wait is None


def test_peaks_are_the_fullest_hour_and_day() -> None:
    tickets = [ticket(n, issued=local_instant(2026, 11, 23, 14, n)) for n in range(3)]
    tickets += [ticket(n, issued=local_instant(2026, 11, 23, 9, n)) for n in range(10, 12)]
    report = hall_report(tickets, FIRST, LAST)
    assert (report.busiest_hour, report.busiest_day) == ("14", "2026-11-23")


def test_a_month_without_a_number_is_a_month_too() -> None:
    report = hall_report([], FIRST, LAST)
    assert (report.whole.issued, report.busiest_day, report.by_series) == (0, "", ())


@given(
    st.lists(
        st.tuples(
            st.sampled_from(TicketState), st.sampled_from(["general", "business"]), st.integers(-60, 600)
        )
    )
)
def test_every_part_adds_up_to_the_whole(drawn: list[tuple[TicketState, str, int]]) -> None:
    tickets = [
        ticket(n, state, waited_min=waited, served_min=3, series=series)
        for n, (state, series, waited) in enumerate(drawn)
    ]
    report = hall_report(tickets, FIRST, LAST)
    for part in (report.by_series, report.by_day, (report.whole,)):
        assert sum(row.issued for row in part) == len(tickets)
    for row in (report.whole, *report.by_series, *report.by_day, *report.by_hour):
        assert row.issued == row.served + row.no_show + row.given_back + row.left
    assert sum(row.issued for row in report.by_hour) + report.night == len(tickets)
