"""A month in the hall: numbers, waiting and service times, peaks. Counts only, nobody's name."""

from datetime import date

import msgspec


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """How long something took, in minutes. `p90`: nine of ten were no longer."""

    count: int
    median: float
    p90: float


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One series, hour, window or day. issued = served + no_show + given_back + left."""

    key: str
    issued: int
    served: int
    no_show: int
    given_back: int
    left: int  # neither served nor called off: nobody called them, or they are still there
    wait: Spread | None  # issue to last call, of those who took the number on the day itself; None: nobody
    service: Spread | None  # start to end


class HallReport(msgspec.Struct, frozen=True, kw_only=True):
    first: date
    last: date
    whole: Row
    by_series: tuple[Row, ...]
    by_window: tuple[Row, ...]  # the window that called last; numbers nobody called are in none
    by_hour: tuple[Row, ...]  # the hour of issue, 00–23, of numbers taken on the day itself
    by_day: tuple[Row, ...]
    night: int  # numbers taken for a later day; they waited at home and are in no waiting time

    @property
    def busiest_hour(self) -> str:
        """Empty when no number was taken on its own day."""
        return _most(self.by_hour)

    @property
    def busiest_day(self) -> str:
        return _most(self.by_day)


def _most(rows: tuple[Row, ...]) -> str:
    return max(rows, key=lambda row: row.issued).key if rows else ""
