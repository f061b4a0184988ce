"""When a series is served: weekdays, breaks, the calendar's holidays and make-up days, and the hall's own."""

from datetime import date, datetime, time, timedelta

import msgspec

from kiosk.domain.item import WorkCalendar
from kiosk.settings_hall import DAY_NAMES, HallSettings, HoursSettings, IntervalSettings


class ServiceTime(msgspec.Struct, frozen=True):
    """When a number is worth something: its day, and the time from which people are called."""

    day: date
    opens: time  # the first serving minute of that day that is not over yet
    open_now: bool  # people are being called at this moment


class OpeningHours:
    """The hours of one series. All times are the hall's wall clock."""

    def __init__(self, hours: HoursSettings, hall: HallSettings, calendar: WorkCalendar) -> None:
        self._hours = hours
        self._hall = hall
        self._calendar = calendar

    def on(self, day: date) -> tuple[IntervalSettings, ...]:
        """The intervals of a day in order; none when it is closed or outside the calendar."""
        if not self._calendar.first <= day <= self._calendar.last or day in self._hall.closed_days:
            return ()
        weekend = day.weekday() >= 5
        own: tuple[IntervalSettings, ...] | None = getattr(self._hours, DAY_NAMES[day.weekday()])
        if day in self._hall.open_days or day in self._calendar.makeup_workdays:
            return own or (self._makeup() if weekend else self._usual())
        if day in self._calendar.holidays:
            return ()
        if own is None:
            return () if weekend else self._usual()
        return own

    def next_serving(self, now: datetime) -> ServiceTime | None:
        """The next serving minute at `now`: before opening and in breaks today, after closing the next open
        day. None when the calendar ends before it knows one: no date may be promised then."""
        return self.of_day(now.date(), now) or self.first_after(now.date())

    def of_day(self, day: date, now: datetime) -> ServiceTime | None:
        """What is left of a day's serving at `now`; None when it is over or there is none."""
        if day < now.date():
            return None
        here = now.time() if day == now.date() else time.min
        for interval in self.on(day):
            if here < interval.close:
                return ServiceTime(day, interval.open, day == now.date() and interval.open <= here)
        return None

    def first_after(self, day: date) -> ServiceTime | None:
        """The opening of the first open day after `day`."""
        candidate = max(day + timedelta(days=1), self._calendar.first)
        while candidate <= self._calendar.last:
            intervals = self.on(candidate)
            if intervals:
                return ServiceTime(candidate, intervals[0].open, False)
            candidate += timedelta(days=1)
        return None

    def _usual(self) -> tuple[IntervalSettings, ...]:
        return (IntervalSettings(open=self._hours.open, close=self._hours.close),)

    def _makeup(self) -> tuple[IntervalSettings, ...]:
        return self._usual() if self._hours.makeup is None else self._hours.makeup
