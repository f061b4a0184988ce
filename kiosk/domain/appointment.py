"""Appointments (预约): a slot of a series on a day, and who comes to it."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

import msgspec

from kiosk.domain.time import CHINA, to_ms

_MINUTES_A_DAY = 24 * 60


class Slot(msgspec.Struct, frozen=True, order=True):
    """Minutes since midnight on the wall clock of the hall; it ends before `end_minute`."""

    day: date
    start_minute: int
    end_minute: int

    @property
    def start_ms(self) -> int:
        return _instant_ms(self.day, self.start_minute)

    @property
    def end_ms(self) -> int:
        return _instant_ms(self.day, self.end_minute)

    @property
    def words(self) -> str:
        """09:30–10:00"""
        return f"{clock_words(self.start_minute)}–{clock_words(self.end_minute)}"

    @property
    def end_words(self) -> str:
        return clock_words(self.end_minute)


class AppointmentState(StrEnum):
    BOOKED = "booked"
    ARRIVED = "arrived"  # checked in: it has become a ticket
    CANCELLED = "cancelled"  # gives its place in the slot back
    NO_SHOW = "no-show"


class Appointment(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    series: str
    slot: Slot
    person: str  # keyed digest of a card's or a telephone's number; empty once its day is over
    state: AppointmentState
    token: str  # 128-bit, opaque; the slip's QR
    session: str
    ticket_id: str  # empty until checked in
    booked_ms: int
    settled_ms: int | None = None
    home: str = ""  # the terminal of the hall that booked it; empty: this one

    def __repr__(self) -> str:
        # Neither the token nor the digest belongs into a log.
        return f"Appointment({self.id}, {self.state})"


class ByCard(msgspec.Struct, frozen=True):
    """Who books, known by the number on the ID card."""

    number: str

    def __repr__(self) -> str:
        return "ByCard()"


class ByPhone(msgspec.Struct, frozen=True):
    number: str

    def __repr__(self) -> str:
        return "ByPhone()"


Who = ByCard | ByPhone


def clock_words(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def minute_of(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _instant_ms(day: date, minute: int) -> int:
    days, minute = divmod(minute, _MINUTES_A_DAY)
    midnight = datetime.combine(day, time(), CHINA)
    return to_ms(midnight + timedelta(days=days, minutes=minute))
