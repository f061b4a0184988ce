"""Which instant the terminal believes in (DESIGN §6). Nothing unique ever rests on it."""

from datetime import date
from enum import StrEnum

import msgspec

from kiosk.domain.item import WorkCalendar
from kiosk.domain.time import CHINA, Clock, from_ms, local, to_ms

# A time server may set the clock back by this much without anybody having to confirm it.
BACK_TOLERANCE_MS = 2_000
# Wall clock and monotonic clock drift apart by parts in a million; a jump is minutes and more.
JUMP_TOLERANCE_MS = 60_000


class ClockFault(StrEnum):
    BEHIND = "behind"  # before the last instant that is stored
    JUMPED = "jumped"  # not what the monotonic clock allows within this run
    BEYOND_CALENDAR = (
        "beyond-calendar"  # outside the working-day calendar: nothing tells it from a wrong year
    )


class Instant(msgspec.Struct, frozen=True):
    """The best belief of now. With a fault there is no date on slips, and staff read 时间待校准."""

    ms: int
    fault: ClockFault | None

    @property
    def day(self) -> date:
        return local(from_ms(self.ms)).date()


class Timekeeping:
    """Judges the clock. One for all services of a process: what it adopts within a run must be one line."""

    def __init__(self, clock: Clock, calendar: WorkCalendar) -> None:
        self._clock = clock
        self.calendar = calendar  # a new catalogue brings a new one
        self._started_s = clock.monotonic_s()
        self._adopted: tuple[int, float] | None = None  # (wall ms, monotonic s) of the last believed reading

    def monotonic_ms(self) -> int:
        return int(self._clock.monotonic_s() * 1000)

    def judge(self, last_seen_ms: int) -> Instant:
        """Now, given the last stored instant. Adopts the clock when it is plausible."""
        wall, monotonic_s = to_ms(self._clock.now()), self._clock.monotonic_s()
        fault = self._fault(wall, monotonic_s, last_seen_ms)
        if fault is None:
            self._adopted = (wall, monotonic_s)
            return Instant(max(wall, last_seen_ms), None)
        return Instant(self._believed(monotonic_s, last_seen_ms), fault)

    def confirm(self) -> int:
        """A person says that the clock is right now: it is adopted, also backwards. Returns it in ms."""
        wall = to_ms(self._clock.now())
        self._adopted = (wall, self._clock.monotonic_s())
        return wall

    def _fault(self, wall: int, monotonic_s: float, last_seen_ms: int) -> ClockFault | None:
        if wall < last_seen_ms - BACK_TOLERANCE_MS:
            return ClockFault.BEHIND
        if self._adopted is not None:
            adopted_wall, adopted_s = self._adopted
            expected = adopted_wall + (monotonic_s - adopted_s) * 1000
            if abs(wall - expected) > JUMP_TOLERANCE_MS:
                return ClockFault.JUMPED
        day = local(from_ms(wall)).date()
        if not self.calendar.first <= day <= self.calendar.last:
            return ClockFault.BEYOND_CALENDAR
        return None

    def _believed(self, monotonic_s: float, last_seen_ms: int) -> int:
        """What the monotonic clock says since the last believed reading, or since this run began."""
        wall, since_s = self._adopted or (last_seen_ms, self._started_s)
        return max(round(wall + (monotonic_s - since_s) * 1000), last_seen_ms)


def local_time_text(ms: int) -> str:
    """2026-11-23 09:15, on the wall clock of the hall."""
    return from_ms(ms).astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
