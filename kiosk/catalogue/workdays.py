"""By when an accepted case is due, from the shipped working-day calendar (DOMAIN §2.6)."""

from datetime import date, timedelta

from kiosk.domain.item import TimeLimit, TimeUnit, WorkCalendar
from kiosk.domain.time import add_months


def due_day(calendar: WorkCalendar, limit: TimeLimit, accepted: date) -> date | None:
    """The last day of `limit` when the day of acceptance is not counted.

    None beyond the end of the calendar and for a limit that the source does not state: then only the limit
    itself (3个工作日) may be said. Hours and minutes end on the day of acceptance.
    """
    match limit.unit:
        case TimeUnit.UNSTATED:
            return None
        case TimeUnit.INSTANT | TimeUnit.HOUR | TimeUnit.MINUTE:
            day = accepted
        case TimeUnit.DAY:
            day = accepted + timedelta(days=limit.value)
        case TimeUnit.MONTH:
            day = add_months(accepted, limit.value)
        case TimeUnit.WORKDAY:
            return _workdays_later(calendar, accepted, limit.value)
    return day if calendar.is_workday(day) is not None else None


def promised_day(calendar: WorkCalendar, limit: TimeLimit, accepted: date) -> date | None:
    """The day that may be said beside the limit; None where the limit alone says it, or nothing is known."""
    if limit.unit in (TimeUnit.INSTANT, TimeUnit.HOUR, TimeUnit.MINUTE):
        return None
    return due_day(calendar, limit, accepted)


def _workdays_later(calendar: WorkCalendar, accepted: date, count: int) -> date | None:
    day, left = accepted, count
    while left > 0:
        day += timedelta(days=1)
        match calendar.is_workday(day):
            case None:
                return None
            case True:
                left -= 1
    return day if calendar.is_workday(day) is not None else None
