"""Instants, the place's own time, and the clock as an argument."""

import calendar
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

# China has kept one offset without daylight saving since 1992, so no time-zone database is needed.
CHINA = timezone(timedelta(hours=8), "CST")


class Clock(Protocol):
    """Where a composition root gets its time from; tests pass one that they set."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        ...

    def monotonic_s(self) -> float:
        """Seconds that never run backwards, from an arbitrary start."""
        ...


def to_ms(instant: datetime) -> int:
    """Milliseconds since 1970-01-01 UTC. A naive instant is a bug and raises ValueError."""
    if instant.tzinfo is None:
        raise ValueError("an instant must carry its zone")
    return round(instant.timestamp() * 1000)


def from_ms(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)


def local(instant: datetime) -> datetime:
    """The same instant on the wall clock of the hall."""
    return instant.astimezone(CHINA)


def add_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    # 31 August minus six months is the last of February.
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
