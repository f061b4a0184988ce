"""A clock for timeouts that can be moved on."""

import time
from datetime import UTC, datetime


class SteppingClock:
    """Real seconds for timeouts; `skip` moves on without waiting."""

    def __init__(self) -> None:
        self._skipped_s = 0.0

    def now(self) -> datetime:
        return datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

    def monotonic_s(self) -> float:
        return time.monotonic() + self._skipped_s

    def skip(self, seconds: float) -> None:
        self._skipped_s += seconds
