"""For which day a number counts, and how people say it (DESIGN §6)."""

from datetime import date, datetime, timedelta

from kiosk.domain.item import WorkCalendar
from kiosk.domain.text import Text
from kiosk.settings import HoursSettings

_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def serving_day(now: datetime, hours: HoursSettings, calendar: WorkCalendar) -> date | None:
    """The day of the next serving minute at `now` (local time).

    Before opening and in breaks it is today; after closing the next open day. None when the calendar ends
    before it knows one: no date may be promised then.
    """
    if calendar.is_workday(now.date()) and now.time() < hours.close:
        return now.date()
    return open_day_after(now.date(), calendar)


def open_day_after(day: date, calendar: WorkCalendar) -> date | None:
    candidate = day + timedelta(days=1)
    while candidate <= calendar.last:
        if calendar.is_workday(candidate):
            return candidate
        candidate += timedelta(days=1)
    return None


def day_words(day: date, today: date) -> Text:
    """“明日 11月24日 周二” / “Tomorrow, Tue 24 November”."""
    zh = f"{day.month}月{day.day}日 周{_WEEKDAYS_ZH[day.weekday()]}"
    en = f"{_WEEKDAYS_EN[day.weekday()]} {day.day} {_MONTHS_EN[day.month - 1]}"
    match (day - today).days:
        case 0:
            return Text(f"今日 {zh}", f"Today, {en}")
        case 1:
            return Text(f"明日 {zh}", f"Tomorrow, {en}")
        case _:
            return Text(zh, en)
