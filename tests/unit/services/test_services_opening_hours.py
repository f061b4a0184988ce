"""When a series is served: breaks, weekdays, holidays, make-up days, the hall's own days."""

from datetime import date, time

import pytest

from kiosk.domain.text import Text
from kiosk.services.opening_hours import OpeningHours, ServiceTime
from kiosk.services.service_day import day_words, time_words, where_words
from kiosk.settings import HallSettings, HoursSettings, IntervalSettings
from tests.unit.services.world import CALENDAR, local_instant

MORNING = IntervalSettings(open=time(9), close=time(12))
AFTERNOON = IntervalSettings(open=time(13, 30), close=time(17))
SHORT = IntervalSettings(open=time(9), close=time(11))

HOURS = HoursSettings(
    mon=(MORNING, AFTERNOON),
    tue=(MORNING, AFTERNOON),
    wed=(MORNING, AFTERNOON),
    fri=(MORNING,),
    sat=(SHORT,),
    makeup=(MORNING,),
)


def hours(
    settings: HoursSettings = HOURS, closed_days: tuple[date, ...] = (), open_days: tuple[date, ...] = ()
) -> OpeningHours:
    return OpeningHours(settings, HallSettings(closed_days=closed_days, open_days=open_days), CALENDAR)


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        (23, (3, 0), ServiceTime(date(2026, 11, 23), time(9), False)),  # the night before opening
        (23, (9, 0), ServiceTime(date(2026, 11, 23), time(9), True)),
        (23, (11, 59), ServiceTime(date(2026, 11, 23), time(9), True)),
        (23, (12, 0), ServiceTime(date(2026, 11, 23), time(13, 30), False)),  # the break
        (23, (13, 30), ServiceTime(date(2026, 11, 23), time(13, 30), True)),
        (23, (17, 0), ServiceTime(date(2026, 11, 24), time(9), False)),  # closing is the end
        (26, (10, 0), ServiceTime(date(2026, 11, 26), time(9), True)),  # Thursday has open–close
        (
            27,
            (12, 0),
            ServiceTime(date(2026, 11, 28), time(9), False),
        ),  # Friday noon
        (28, (11, 0), ServiceTime(date(2026, 11, 30), time(9), False)),
        (29, (10, 0), ServiceTime(date(2026, 11, 30), time(9), False)),  # Sunday
    ],
)
def test_the_next_serving_minute(day: int, clock: tuple[int, int], expected: ServiceTime) -> None:
    assert hours().next_serving(local_instant(2026, 11, day, *clock)) == expected


def test_holidays_close_and_make_up_days_open() -> None:
    assert hours().on(date(2026, 10, 1)) == ()
    assert hours().on(date(2026, 10, 10)) == (SHORT,)  # a make-up Saturday with a list of its own
    assert hours(HoursSettings(makeup=(MORNING,))).on(date(2026, 10, 10)) == (MORNING,)
    assert hours(HoursSettings()).on(date(2026, 10, 10)) == (IntervalSettings(open=time(9), close=time(17)),)
    assert hours(HoursSettings()).on(date(2026, 10, 11)) == ()


def test_the_hall_s_own_days_come_before_the_calendar_s() -> None:
    own = hours(closed_days=(date(2026, 11, 24),), open_days=(date(2026, 10, 1), date(2026, 11, 29)))
    assert own.on(date(2026, 11, 24)) == ()
    assert own.on(date(2026, 10, 1)) == (IntervalSettings(open=time(9), close=time(17)),)  # a Thursday
    assert own.on(date(2026, 11, 29)) == (MORNING,)  # a Sunday has no list: as on make-up days
    assert own.next_serving(local_instant(2026, 11, 23, 18)) == ServiceTime(
        date(2026, 11, 25), time(9), False
    )


def test_an_empty_list_closes_a_weekday() -> None:
    assert hours(HoursSettings(mon=())).on(date(2026, 11, 23)) == ()


def test_outside_the_calendar_nothing_is_known() -> None:
    assert hours(open_days=(date(2027, 1, 4),)).on(date(2027, 1, 4)) == ()
    assert hours().next_serving(local_instant(2026, 12, 31, 20)) is None


def test_words_say_when_to_come() -> None:
    today = date(2026, 11, 23)
    tomorrow = ServiceTime(date(2026, 11, 24), time(9), False)
    after_break = ServiceTime(today, time(13, 30), False)
    now = ServiceTime(today, time(9), True)
    assert day_words(tomorrow.day, today, tomorrow).zh == "明日 11月24日 周二 上午9:00 起"
    assert day_words(today, today, after_break) == Text(
        "今日 11月23日 周一 下午1:30 起", "Today, Mon 23 Nov, from 1:30 pm"
    )
    assert day_words(today, today, now).zh == "今日 11月23日 周一"
    assert where_words("5–6", today, tomorrow).zh == "请在 11月24日 上午9:00 来，到 5–6 号窗口等候叫号"
    assert where_words("5–6", today, after_break).zh == "今天下午1:30 起，到 5–6 号窗口等候叫号"
    assert where_words("5–6", today, now) == where_words("5–6", today, None)


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (time(0, 5), Text("凌晨0:05", "12:05 am")),
        (time(8, 30), Text("上午8:30", "8:30 am")),
        (time(12, 0), Text("中午12:00", "12:00 pm")),
        (time(17, 59), Text("下午5:59", "5:59 pm")),
        (time(20, 0), Text("晚上8:00", "8:00 pm")),
    ],
)
def test_a_time_as_a_clerk_says_it(clock: time, words: Text) -> None:
    assert time_words(clock) == words
