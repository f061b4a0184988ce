"""One time for every process of a simulated hall: seconds since its morning began."""

from datetime import UTC, datetime, timedelta

from tests.unit.services.world import SetClock, local_instant

MORNING = local_instant(2026, 11, 23, 8, 30)
SWITCHED_ON_S = 1000.0


class DayClock(SetClock):
    """Wall clock and monotonic clock are one number, so that a thread that reads them while it moves never
    sees one without the other."""

    def __init__(self, passed_s: float = 0.0) -> None:
        self.passed_s = passed_s

    def now(self) -> datetime:
        return (MORNING + timedelta(seconds=self.passed_s)).astimezone(UTC)

    def monotonic_s(self) -> float:
        return SWITCHED_ON_S + self.passed_s

    def advance(self, seconds: float) -> None:
        self.passed_s += seconds


def passed_s(moment: datetime) -> float:
    return (moment - MORNING).total_seconds()
