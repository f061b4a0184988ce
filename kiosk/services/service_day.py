"""For which day a number counts and when to come, as people say it (DESIGN §6)."""

from datetime import date, time

from kiosk.domain.text import Text
from kiosk.services.opening_hours import ServiceTime

_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_words(day: date, today: date, when: ServiceTime | None = None) -> Text:
    """“明日 11月24日 周二 上午9:00 起” / “Tomorrow, Tue 24 Nov, from 9:00 am”.

    `when`: the serving of that day; its opening is said unless people are being called right now.
    """
    zh = f"{day.month}月{day.day}日 周{_WEEKDAYS_ZH[day.weekday()]}"
    en = f"{_WEEKDAYS_EN[day.weekday()]} {day.day} {_MONTHS_EN[day.month - 1]}"
    match (day - today).days:
        case 0:
            zh, en = f"今日 {zh}", f"Today, {en}"
        case 1:
            zh, en = f"明日 {zh}", f"Tomorrow, {en}"
    if when is None or when.open_now:
        return Text(zh, en)
    opens = time_words(when.opens)
    return Text(f"{zh} {opens.zh} 起", f"{en}, from {opens.en}")


def time_words(at: time) -> Text:
    """“下午1:30” / “1:30 pm”, as a clerk says it."""
    hour = at.hour if at.hour <= 12 else at.hour - 12
    en = f"{hour or 12}:{at.minute:02} {'am' if at.hour < 12 else 'pm'}"
    match at.hour:
        case 12:
            part = "中午"
        case early if early < 12:
            part = "上午" if early >= 6 else "凌晨"
        case late:
            part = "下午" if late < 18 else "晚上"
    return Text(f"{part}{hour}:{at.minute:02}", en)


def where_words(windows: str, today: date, when: ServiceTime | None) -> Text:
    """Where to wait, and from when: nobody shall sit in a closed hall with a number for another day.

    `when`: None while the clock is suspect, or when the day's serving is over.
    """
    if when is None or when.open_now:
        return Text(f"请到 {windows} 号窗口等候叫号", f"Wait to be called, windows {windows}")
    opens = time_words(when.opens)
    if when.day == today:
        return Text(
            f"今天{opens.zh} 起，到 {windows} 号窗口等候叫号",
            f"From {opens.en} today, wait to be called, windows {windows}",
        )
    day, en = when.day, f"{when.day.day} {_MONTHS_EN[when.day.month - 1]}"
    return Text(
        f"请在 {day.month}月{day.day}日 {opens.zh} 来，到 {windows} 号窗口等候叫号",
        f"Come on {en} at {opens.en} and wait to be called, windows {windows}",
    )
