"""How long people wait: a range from what this hall's own windows did, or nothing (DESIGN §6).

Pure: past tickets in, minutes out. Nothing is assumed of how service times are spread; what happened to
people who stood as far back, at such an hour, with so many windows calling, is what the next one is told.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from kiosk.domain.text import Text

OPEN_WINDOW_MS = 30 * 60_000  # a window that called within this time counts as open
ENOUGH = 40  # people in the same position before anything is said
LOW, HIGH = 0.10, 0.90  # of their waits; rounding outwards covers a little more
STEP_MIN = 5
TOO_LONG_MIN = 240  # who waited longer was forgotten, or nobody pressed the key


class PastTicket(msgspec.Struct, frozen=True, gc=False):
    """One ticket of a day and a series. Times in ms; `hour` on the hall's clock when it was issued."""

    issued_ms: int
    called_ms: int | None
    gone_ms: int | None  # given back or struck off before anybody called it
    window: str
    hour: int


class Wait(msgspec.Struct, frozen=True, gc=False):
    """What one person met and how long they waited."""

    ahead: int
    hour: int
    windows: int
    minutes: float


class WaitRange(msgspec.Struct, frozen=True):
    low_min: int
    high_min: int


def waits_of_day(tickets: Sequence[PastTicket], serving_from_ms: int = 0) -> list[Wait]:
    """The waits of one day of one series. Who came before `serving_from_ms` is left out: they waited for
    the door to open, which says nothing of the windows."""
    in_order = sorted(tickets, key=lambda ticket: ticket.issued_ms)
    left = sorted(moment for ticket in in_order if (moment := ticket.called_ms or ticket.gone_ms) is not None)
    calls = sorted((each.called_ms, each.window) for each in in_order if each.called_ms is not None)
    met = []
    for before, ticket in enumerate(in_order):
        if ticket.called_ms is None or ticket.issued_ms < serving_from_ms:
            continue
        minutes = (ticket.called_ms - ticket.issued_ms) / 60_000
        if 0 <= minutes <= TOO_LONG_MIN:
            ahead = max(0, before - bisect_right(left, ticket.issued_ms))
            windows = open_windows(calls, ticket.issued_ms)
            met.append(Wait(ahead, ticket.hour, windows, minutes))
    return met


def open_windows(calls: Sequence[tuple[int, str]], at_ms: int) -> int:
    """How many windows called lately. `calls`: (time, window) in order of time."""
    first = bisect_left(calls, (at_ms - OPEN_WINDOW_MS, ""))
    last = bisect_right(calls, (at_ms, "\uffff"))
    return len({window for _, window in calls[first:last]})


def estimate(waits: Sequence[Wait], ahead: int, hour: int, windows: int) -> WaitRange | None:
    """The range for somebody with `ahead` people before them; None when too few ever stood so.

    The nearest past is asked first: the same hour and windows and as many people ahead; each step asks more
    of the past, and pace, the minutes a person ahead, is what is carried over. `waits` must be in order of
    `ahead`: only those near are looked at, however long the history is.
    """
    for hours, same_windows, spread in ((1, True, 0.15), (2, True, 0.3), (24, True, 0.3), (24, False, 0.3)):
        nearest = max(1, round(ahead * spread))
        first = bisect_left(waits, ahead - nearest, key=_ahead)
        last = bisect_right(waits, ahead + nearest, key=_ahead)
        alike = [
            each
            for each in waits[first:last]
            if abs(each.hour - hour) <= hours and (each.windows == windows or not same_windows)
        ]
        if len(alike) >= ENOUGH:
            paces = sorted(each.minutes * (ahead + 1) / (each.ahead + 1) for each in alike)
            return _rounded(_quantile(paces, LOW), _quantile(paces, HIGH))
    return None


def _ahead(wait: Wait) -> int:
    return wait.ahead


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Between the two nearest, weighted."""
    at = share * (len(ordered) - 1)
    below = int(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (at - below)


def _rounded(low: float, high: float) -> WaitRange:
    """To five minutes, outwards: 大约 10–25 分钟."""
    down = int(low // STEP_MIN) * STEP_MIN
    up = -int(-high // STEP_MIN) * STEP_MIN
    return WaitRange(down, max(up, down + STEP_MIN))


def wait_words(wait: WaitRange | None) -> Text:
    """“大约 10–25 分钟”, or 暂无估计."""
    if wait is None:
        return Text("暂无估计", "no estimate yet")
    if wait.low_min == 0:
        return Text(f"{wait.high_min} 分钟以内", f"within {wait.high_min} minutes")
    return Text(f"大约 {wait.low_min}–{wait.high_min} 分钟", f"about {wait.low_min}–{wait.high_min} minutes")
