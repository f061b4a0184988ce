"""What can come of booking, looking up and checking in. Expected outcomes are values."""

from datetime import date

import msgspec

from kiosk.domain.appointment import Appointment, Slot
from kiosk.domain.text import Text
from kiosk.services.number_outcomes import NumbersExhausted, NumberTaken
from kiosk.services.slots import Arrival


class FreeSlot(msgspec.Struct, frozen=True):
    slot: Slot
    free: int  # 0: shown, and not to be chosen


class OfferedDay(msgspec.Struct, frozen=True):
    day: date
    words: Text
    slots: tuple[FreeSlot, ...]
    held_back: bool = False  # after a restore nobody knows what was given out for that day


class OfferedSeries(msgspec.Struct, frozen=True):
    id: str
    prefix: str
    name: Text
    windows: str
    days: tuple[OfferedDay, ...]
    shared: bool = False  # what is full here another terminal may still have

    @property
    def free(self) -> int:
        return sum(each.free for day in self.days for each in day.slots)


class AppointmentView(msgspec.Struct, frozen=True, kw_only=True):
    """An appointment as it stands now."""

    appointment: Appointment
    name: Text
    windows: str
    day_words: Text | None  # None while the clock is suspect
    arrival: Arrival | None  # None while the clock is suspect
    opens: str  # when check-in opens, 09:00
    ends: str
    bring: Text
    job_id: str
    label: str = ""  # of the ticket it has become
    elsewhere: bool = False  # the ticket is another terminal's


class ClockSuspect(msgspec.Struct, frozen=True):
    """No day can be told from another: nothing is offered, booked or checked in. Numbers go on."""


class Booked(msgspec.Struct, frozen=True):
    view: AppointmentView
    repeated: bool = False  # a second touch: the same appointment again


class AlreadyBooked(msgspec.Struct, frozen=True):
    """The person has an open appointment in this series on this day."""

    view: AppointmentView


class SlotFull(msgspec.Struct, frozen=True):
    slot: Slot


class SlotGone(msgspec.Struct, frozen=True):
    """It has begun, or the hall is closed then."""


class TooManyBookings(msgspec.Struct, frozen=True):
    """One session has booked as many as one may: the rest of a slot is for others."""


BookRefused = AlreadyBooked | SlotFull | SlotGone | TooManyBookings | ClockSuspect
Book = Booked | BookRefused


class NotOpen(msgspec.Struct, frozen=True):
    """It is cancelled, has become a ticket, or its time is over."""

    view: AppointmentView


class Cancelled(msgspec.Struct, frozen=True):
    view: AppointmentView


class Found(msgspec.Struct, frozen=True):
    """Never empty; the next one first."""

    views: tuple[AppointmentView, ...]


class NoneFound(msgspec.Struct, frozen=True):
    tries_left: int
    shared: bool = False  # another terminal of the hall may have booked one: its slip's code tells


class TooManyTries(msgspec.Struct, frozen=True):
    pass


class HallAway(msgspec.Struct, frozen=True):
    """Another terminal booked it, and the hall's ledger does not answer: nothing was done."""


class InOtherHands(msgspec.Struct, frozen=True):
    """It is being checked in, moved or cancelled at another terminal, or was when that one went dark."""

    terminal: str


Find = Found | NoneFound | TooManyTries


class CheckedIn(msgspec.Struct, frozen=True):
    taken: NumberTaken
    late: bool  # an ordinary place; on time it is the place of the slot's time


class TooEarly(msgspec.Struct, frozen=True):
    view: AppointmentView


class Missed(msgspec.Struct, frozen=True):
    """A no-show: an ordinary number may be taken."""

    view: AppointmentView


CheckIn = CheckedIn | TooEarly | Missed | NotOpen | NumbersExhausted | ClockSuspect | HallAway | InOtherHands
Cancel = Cancelled | NotOpen | HallAway | InOtherHands
Change = Book | NotOpen | HallAway | InOtherHands
