"""Which slots there are, and what it means to come at an instant. Pure."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from kiosk.domain.appointment import Slot, minute_of
from kiosk.services.opening_hours import OpeningHours
from kiosk.settings_appointments import AppointmentSettings

_MINUTE_MS = 60_000


class Arrival(StrEnum):
    """How an instant stands to a slot."""

    TOO_EARLY = "too-early"
    ON_TIME = "on-time"  # the place of the slot's time
    LATE = "late"  # an ordinary place
    MISSED = "missed"


def arrival(slot: Slot, rule: AppointmentSettings, now_ms: int) -> Arrival:
    if now_ms < check_in_opens_ms(slot, rule):
        return Arrival.TOO_EARLY
    if now_ms < slot.end_ms:
        return Arrival.ON_TIME
    return Arrival.LATE if now_ms < check_in_ends_ms(slot, rule) else Arrival.MISSED


def check_in_opens_ms(slot: Slot, rule: AppointmentSettings) -> int:
    return slot.start_ms - rule.early_minutes * _MINUTE_MS


def check_in_ends_ms(slot: Slot, rule: AppointmentSettings) -> int:
    return slot.end_ms + rule.late_minutes * _MINUTE_MS


def bookable_days(today: date, rule: AppointmentSettings, hours: OpeningHours) -> Iterator[date]:
    """Today if it is open, and the next `days_ahead` open days; fewer where the calendar ends."""
    if hours.on(today):
        yield today
    day = today
    for _ in range(rule.days_ahead):
        later = hours.first_after(day)
        if later is None:
            return
        day = later.day
        yield day


def slots_on(day: date, rule: AppointmentSettings, hours: OpeningHours) -> tuple[Slot, ...]:
    """Every slot of a day, whatever the time is now. None reaches into a break or over the closing."""
    return tuple(
        slot
        for interval in hours.on(day)
        for slot in _within(day, minute_of(interval.open), minute_of(interval.close), rule.slot_minutes)
    )


def _within(day: date, opens: int, closes: int, minutes: int) -> Iterator[Slot]:
    start = opens
    while start + minutes <= closes:
        yield Slot(day, start, start + minutes)
        start += minutes
