"""Where the next number of a series goes: its day, its mark, or why there is none (DESIGN §6)."""

from datetime import date
from enum import StrEnum

import msgspec

from kiosk.domain.ticket import SeriesStatus
from kiosk.domain.time import from_ms, local
from kiosk.services.opening_hours import OpeningHours, ServiceTime
from kiosk.services.timekeeping import Instant, Timekeeping
from kiosk.settings import HallSettings, SeriesSettings
from kiosk.store import UnitOfWork
from kiosk.store.repositories.terminal import Terminal


class Full(StrEnum):
    RANGE = "range"  # the last number is out
    QUOTA = "quota"
    NIGHT = "night"  # what may be taken before the day begins


class Place(msgspec.Struct, frozen=True, kw_only=True):
    day: date
    when: ServiceTime | None  # None while the clock is suspect
    mark: int  # the epoch mark of its number
    full: Full | None  # None: there is a number left


class Placing:
    def __init__(self, hall: HallSettings, timekeeping: Timekeeping) -> None:
        self._hall = hall
        self._timekeeping = timekeeping

    def hours(self, series: SeriesSettings) -> OpeningHours:
        return OpeningHours(series.hours, self._hall, self._timekeeping.calendar)

    def when(self, series: SeriesSettings, day: date, now: Instant) -> ServiceTime | None:
        """What is left of that day's serving; None while the clock is suspect."""
        return None if now.fault else self.hours(series).of_day(day, local(from_ms(now.ms)))

    def place(
        self, work: UnitOfWork, series: SeriesSettings, terminal: Terminal, now: Instant
    ) -> Place | None:
        """None: no open day is known."""
        day = self._day(work, series, now)
        if day is None:
            return None
        place = self.on(work, series, terminal, day, now)
        if place.full is not Full.QUOTA:
            return place
        later = self.hours(series).first_after(day)
        return place if later is None else self.on(work, series, terminal, later.day, now)

    def _day(self, work: UnitOfWork, series: SeriesSettings, now: Instant) -> date | None:
        serving = self.hours(series).next_serving(local(from_ms(now.ms)))
        day = None if serving is None else serving.day
        if now.fault is None:
            return day
        # Numbers go on under a suspect clock, but never for a day before one that already has numbers.
        return max(filter(None, (day or now.day, work.tickets.last_day(series.id))))

    def on(
        self, work: UnitOfWork, series: SeriesSettings, terminal: Terminal, day: date, now: Instant
    ) -> Place:
        """The place on that very day."""
        issued = work.tickets.issued(day, series.id)
        mark = terminal.mark_for(day)
        full = self._full(work, series, day, issued, mark, now)
        return Place(day=day, when=self.when(series, day, now), mark=mark, full=full)

    def _full(
        self,
        work: UnitOfWork,
        series: SeriesSettings,
        day: date,
        issued: dict[int, int],
        mark: int,
        now: Instant,
    ) -> Full | None:
        if issued.get(mark, 0) >= series.last:
            return Full.RANGE
        early = day > now.day and now.fault is None
        quota = series.daily_quota
        if not quota and not (early and series.night_quota):
            return None  # two reads saved for halls without quotas
        # Who gave a number back has left the place to somebody else; the number itself is not used again.
        taken = sum(issued.values()) - work.tickets.void_count(day, series.id)
        if quota and taken >= quota:
            return Full.QUOTA
        # Until a day begins, all of its numbers were taken in advance.
        return Full.NIGHT if early and series.night_quota and taken >= series.night_quota else None


def status_of(place: Place | None, now: Instant) -> SeriesStatus:
    """What the screen says of a series."""
    if place is None:
        return SeriesStatus.CLOSED
    match place.full:
        case Full.RANGE:
            return SeriesStatus.EXHAUSTED
        case Full.QUOTA:
            return SeriesStatus.QUOTA_GONE
        case Full.NIGHT:
            return SeriesStatus.NIGHT_GONE
        case None if now.fault is not None or place.when is None:
            return SeriesStatus.OPEN
        case None if place.day != now.day:
            return SeriesStatus.NEXT_DAY
        case None:
            return SeriesStatus.OPEN if place.when.open_now else SeriesStatus.LATER_TODAY
