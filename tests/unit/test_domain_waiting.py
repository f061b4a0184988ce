"""The range of waiting time on a simulated month: honest, and no wider than it must be."""

import heapq
import random
import sys
from collections.abc import Iterator
from functools import cache

from kiosk.domain.waiting import (
    HIGH,
    LOW,
    PastTicket,
    Wait,
    WaitRange,
    _quantile,
    _rounded,
    estimate,
    open_windows,
    waits_of_day,
)

SEED = 20261124
OPEN_MS, CLOSE_MS = 9 * 3_600_000, 17 * 3_600_000
MEAN_MIN = 7.0
# Arrivals an hour from nine to five: two peaks, and a lull at noon.
ARRIVALS = (38, 34, 20, 8, 14, 30, 26, 10)
WINDOWS = (4, 4, 4, 2, 3, 4, 4, 4)


def service_ms(rng: random.Random) -> float:
    """Most are quick, some are not: a gamma with a coefficient of variation of 0.7."""
    return rng.gammavariate(2.0, MEAN_MIN / 2.0) * 60_000


def day(rng: random.Random) -> list[PastTicket]:
    """First come, first served by as many windows as the hour has."""
    busy = rng.lognormvariate(0, 0.15)
    arrivals = sorted(
        OPEN_MS + hour * 3_600_000 + rng.random() * 3_600_000
        for hour, count in enumerate(ARRIVALS)
        for _ in range(round(count * busy * rng.uniform(0.9, 1.1)))
    )
    free = [(OPEN_MS + 0.0, number) for number in range(4)]
    tickets = []
    for issued in arrivals:
        while True:
            at, window = heapq.heappop(free)
            called = max(at, issued)
            hour = min(7, int((called - OPEN_MS) // 3_600_000))
            if window < WINDOWS[hour]:
                break
            # Closed at this hour: back at the next one, when it may be open again.
            heapq.heappush(free, (OPEN_MS + (hour + 1) * 3_600_000.0, window))
        heapq.heappush(free, (called + service_ms(rng), window))
        hour_of_day = int(issued // 3_600_000)
        tickets.append(PastTicket(int(issued), int(called), None, str(window), hour_of_day))
    return tickets


@cache
def oracle(ahead: int, windows: int) -> tuple[float, float]:
    """The range by somebody who knows the windows' true law: each is at a random moment of a service."""
    rng = random.Random(SEED + ahead * 7 + windows)
    waits = []
    for _ in range(300):
        ends = []
        for _ in range(windows):
            # What is left of a service that is met at a random moment: length-biased, then cut anywhere.
            ends.append(rng.gammavariate(3.0, MEAN_MIN / 2.0) * rng.random())
        heapq.heapify(ends)
        for _ in range(ahead):
            heapq.heapreplace(ends, ends[0] + rng.gammavariate(2.0, MEAN_MIN / 2.0))
        waits.append(ends[0])
    waits.sort()
    return _quantile(waits, LOW), _quantile(waits, HIGH)


def queued(tickets: list[PastTicket]) -> Iterator[Wait]:
    """Those who had to wait at all; a free window is no guess."""
    return (wait for wait in waits_of_day(tickets) if wait.ahead > 0)


def test_a_month_of_ranges_is_honest_and_narrow() -> None:
    rng = random.Random(SEED)
    history = sorted(
        (wait for _ in range(28) for wait in waits_of_day(day(rng))), key=lambda wait: wait.ahead
    )
    covered = said = 0
    width = oracle_width = 0.0
    for _ in range(20):
        for met in queued(day(rng)):
            told = estimate(history, met.ahead, met.hour, met.windows)
            if told is None:
                continue
            said += 1
            covered += told.low_min <= met.minutes <= told.high_min
            width += told.high_min - told.low_min
            best = _rounded(*oracle(met.ahead, met.windows))
            oracle_width += best.high_min - best.low_min
    coverage, ratio = covered / said, width / oracle_width
    sys.stdout.write(
        f"seed {SEED}: {said} ranges, covered {coverage:.1%}, "
        f"mean width {width / said:.1f} min, oracle's {oracle_width / said:.1f} min ({ratio:.2f})\n"
    )
    assert said > 1000
    assert coverage >= 0.80
    assert ratio <= 1.5


def test_little_history_is_no_estimate() -> None:
    few = [Wait(3, 10, 2, 12.0)] * 39
    assert estimate(few, 3, 10, 2) is None
    assert estimate([*few, Wait(3, 10, 2, 12.0)], 3, 10, 2) == WaitRange(10, 15)
    assert estimate([Wait(3, 10, 2, 12.0)] * 40, 30, 10, 2) is None  # nobody ever stood so far back


def test_the_same_hour_and_windows_are_asked_first() -> None:
    quick, slow = [Wait(5, 10, 4, 10.0)] * 40, [Wait(5, 15, 2, 40.0)] * 60
    assert estimate([*quick, *slow], 5, 10, 4) == WaitRange(10, 15)
    assert estimate([*quick, *slow], 5, 15, 2) == WaitRange(40, 45)


def test_ranges_are_rounded_outwards() -> None:
    assert _rounded(11.0, 21.0) == WaitRange(10, 25)
    assert _rounded(0.0, 0.0) == WaitRange(0, 5)
    assert _rounded(10.0, 20.0) == WaitRange(10, 20)


def test_who_stood_ahead_is_counted_from_the_times() -> None:
    minute = 60_000
    tickets = [
        PastTicket(0, 5 * minute, None, "1", 9),
        PastTicket(1 * minute, None, 2 * minute, "", 9),  # given back at once
        PastTicket(3 * minute, 9 * minute, None, "2", 9),
        PastTicket(6 * minute, 12 * minute, None, "1", 9),
    ]
    assert waits_of_day(tickets) == [Wait(0, 9, 0, 5.0), Wait(1, 9, 0, 6.0), Wait(1, 9, 1, 6.0)]


def test_forgotten_calls_and_the_wait_for_the_door_are_left_out() -> None:
    minute = 60_000
    tickets = [PastTicket(0, 300 * minute, None, "1", 7), PastTicket(10 * minute, 9 * minute, None, "1", 9)]
    assert waits_of_day(tickets) == []
    early = [PastTicket(0, 60 * minute, None, "1", 8)]
    assert waits_of_day(early, serving_from_ms=30 * minute) == []


def test_a_window_that_called_long_ago_is_closed() -> None:
    minute = 60_000
    calls = [(0, "1"), (20 * minute, "2"), (40 * minute, "2"), (41 * minute, "3")]
    assert open_windows(calls, 40 * minute) == 1
    assert open_windows(calls, 29 * minute) == 2
