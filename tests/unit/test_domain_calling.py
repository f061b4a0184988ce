"""Who comes next, where somebody who is put back stands, which windows words name."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk.domain.calling import MOVES, Standing, next_of, place_after, turns
from kiosk.domain.ticket import TicketState
from kiosk.domain.window_numbers import window_numbers

TODAY = date(2026, 11, 23)


def standing(number: int, priority: bool = False, day: date = TODAY, line: str = "general") -> Standing:
    return Standing(
        ticket_id=f"t{number}",
        label=f"A{number:03d}",
        series="general",
        line=line,
        service_day=day,
        epoch_mark=0,
        number=number,
        place=number * 1000,
        priority=priority,
        state=TicketState.WAITING,
        window="",
        calls=0,
        issued_ms=number,
        called_ms=None,
        started_ms=None,
        ended_ms=None,
        terminal="",
        confirmed=True,
    )


def labels(waiting: list[Standing], every: int, since: int = 0) -> str:
    return " ".join(str(one.number) for one in turns(waiting, since, every))


def test_nobody_is_next_of_nobody() -> None:
    assert next_of([], 0, 2) is None


@pytest.mark.parametrize(
    ("every", "since", "order"),
    [
        (0, 9, "1 2 3 4 5 6"),  # no rule: place alone
        (1, 0, "4 5 6 1 2 3"),  # always first
        (2, 0, "1 4 2 5 3 6"),  # every second call
        (2, 1, "4 1 5 2 6 3"),  # the window's last call was an ordinary one
        (3, 0, "1 2 4 3 5 6"),
    ],
)
def test_priority_numbers_come_in_their_turn(every: int, since: int, order: str) -> None:
    waiting = [standing(n, priority=n >= 4) for n in (6, 2, 4, 1, 3, 5)]
    assert labels(waiting, every, since) == order


def test_an_earlier_service_day_comes_before_any_priority() -> None:
    yesterday = replace(standing(9), service_day=date(2026, 11, 22))
    assert labels([standing(1, priority=True), yesterday], every=1) == "9 1"


def test_two_lines_are_called_by_place() -> None:
    assert labels([standing(2), standing(1, line="insurance"), standing(3)], every=0) == "1 2 3"


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=30, unique=True).map(sorted), st.integers(0, 40))
def test_a_place_is_never_earlier_than_asked_and_never_taken(places: list[int], others: int) -> None:
    place = place_after(places, others)
    assert place not in places
    before = sum(one < place for one in places)
    assert before >= min(others, len(places))
    if before > others:  # later than asked only where there was no room
        assert all(b - a == 1 for a, b in zip(places[others - 1 :], places[others:before], strict=False))


def test_no_move_leads_out_of_what_is_over() -> None:
    assert {state for state, _ in MOVES} == {
        TicketState.WAITING,
        TicketState.CALLED,
        TicketState.SERVING,
        TicketState.NO_SHOW,  # who comes late
    }


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("1–4", "1 2 3 4"),
        ("5–6", "5 6"),
        ("7", "7"),
        ("1-2、5，6A", "1 2 5 6A"),
        ("3至5号窗口", "3 4 5"),
        ("1, 1 2", "1 2"),
        ("二楼东侧", ""),
        ("9–3", ""),
        ("1–900", ""),
        ("", ""),
    ],
)
def test_windows_that_words_name(words: str, numbers: str) -> None:
    assert " ".join(window_numbers(words)) == numbers
