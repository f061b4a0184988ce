"""The two bars around every screen: what time and place it is, what works, and the ways out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from kiosk.domain.printer import PrinterCondition
from kiosk.domain.text import Language
from kiosk.domain.time import local
from kiosk.ui.viewmodel import State

if TYPE_CHECKING:
    from kiosk.services.status import TerminalStatus

Say = Callable[..., str]

_WEEKDAYS = {
    Language.ZH: ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    Language.EN: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Header(State, frozen=True):
    time: str
    date: str
    place: str
    network: str = ""
    network_tone: str = "good"  # good, note, bad
    printer: str = ""
    printer_tone: str = "good"


def day_words(instant: datetime, language: Language) -> str:
    """11月23日 周一 / Mon 23 Nov, on the hall's own calendar."""
    return day_words_of(local(instant).date(), language)


def day_words_of(day: date, language: Language) -> str:
    weekday = _WEEKDAYS[language][day.weekday()]
    if language is Language.EN:
        return f"{weekday} {day.day} {_MONTHS_EN[day.month - 1]}"
    return f"{day.month}月{day.day}日 {weekday}"


def printer_words(condition: PrinterCondition, say: Say) -> str:
    return say(f"printer-{condition.value}")


def derive_header(
    now: datetime, place: str, status: TerminalStatus | None, language: Language, say: Say
) -> Header:
    here = local(now)
    # A date that may be wrong is worse than none: people hold papers against it.
    trusted = status is None or status.clock_fault is None
    time = f"{here:%H:%M}" if trusted else say("clock-untrusted")
    date = day_words(now, language) if trusted else ""
    if status is None:
        return Header(time=time, date=date, place=place)
    condition = status.printer.condition if status.printer is not None else None
    return Header(
        time=time,
        date=date,
        place=place,
        network=network_words(status, say),
        # Offline is a normal state here: said, and no alarm.
        network_tone="good" if status.network == "online" else "note",
        printer=printer_words(condition, say) if condition is not None else "",
        printer_tone=_printer_tone(condition),
    )


def _printer_tone(condition: PrinterCondition | None) -> str:
    if condition is not None and not condition.can_print:
        return "bad"
    return "note" if condition is PrinterCondition.NEAR_END else "good"


def network_words(status: TerminalStatus, say: Say) -> str:
    """The citizen's words: whatever keeps the network away, service goes on."""
    if status.network == "unknown":
        return say("network-unknown")
    key = "network-online" if status.network == "online" else "network-offline"
    waiting = status.waiting_cases
    return say(f"{key}-waiting", count=waiting) if waiting else say(key)
