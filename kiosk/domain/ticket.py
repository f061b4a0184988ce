"""Queue numbers (DESIGN §6)."""

import unicodedata
from datetime import date, datetime, time
from enum import StrEnum

import msgspec

from kiosk.domain.text import Text

PLACES_APART = 1000  # between two tickets that were issued one after the other


class TicketState(StrEnum):
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    DONE = "done"
    NO_SHOW = "no-show"
    VOID = "void"


class Ticket(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    series: str
    service_day: date
    epoch_mark: int  # 0 normally; the epoch's number in a series that went on after a restore
    number: int
    label: str  # what people read and hear: A001, after a restore A·2-001
    priority: bool
    state: TicketState
    token: str  # 128-bit, opaque; the slip's QR
    session: str
    issued: datetime
    window: str = ""  # that called it last
    called_ms: int | None = None  # the last call
    started_ms: int | None = None  # of the service
    due_ms: int | None = None  # the start of its slot, when it was an appointment
    ended_ms: int | None = None  # done, or given up as a no-show


class SeriesStatus(StrEnum):
    OPEN = "open"
    LATER_TODAY = "later-today"  # before opening, or in a break
    NEXT_DAY = "next-day"  # closed or full today: numbers are for the next open day
    EXHAUSTED = "exhausted"  # end of the range; never wraps
    QUOTA_GONE = "quota-gone"  # today's and the next open day's
    NIGHT_GONE = "night-gone"  # what may be taken before the next open day begins
    CLOSED = "closed"  # no open day is known

    @property
    def gives_numbers(self) -> bool:
        return self in (SeriesStatus.OPEN, SeriesStatus.LATER_TODAY, SeriesStatus.NEXT_DAY)


class SeriesView(msgspec.Struct, frozen=True, kw_only=True):
    """A business a citizen can take a number for, as it is now."""

    id: str
    prefix: str
    name: Text
    windows: str
    waiting: int
    status: SeriesStatus
    service_day: date | None
    opens: time | None = None  # when it serves next, unless it does now
    items: tuple[str, ...] = ()  # of the catalogue, that are served there


def ticket_label(prefix: str, number: int, width: int, epoch_mark: int = 0) -> str:
    """A001; after a restore A·2-001, so that it can never be taken for a number printed before."""
    digits = str(number).zfill(width)
    return f"{prefix}·{epoch_mark}-{digits}" if epoch_mark else f"{prefix}{digits}"


def same_label(typed: str, label: str) -> bool:
    """Whether people mean this label: a1 and Ａ００１ are A001; A2-001 needs no dash."""
    return _plain(typed) == _plain(label)


def _plain(label: str) -> tuple[str, str]:
    letters = "".join(one for one in unicodedata.normalize("NFKC", label).upper() if one.isalnum())
    head = letters.rstrip("0123456789")
    return head, letters[len(head) :].lstrip("0")  # as digits: a typed number may be of any length


def place_of_issue(issued_ms: int, number: int) -> int:
    """Where a new ticket stands among all of its day: by the time of issue, then by number.

    A million to a millisecond: one that is put back finds room between two others.
    """
    return (issued_ms * 1000 + number % 1000) * PLACES_APART


def place_behind(last_place: int, issued_ms: int, number: int) -> int:
    """The same, and behind whoever waits last (0: nobody), also when the clock was set back in between."""
    return max(place_of_issue(issued_ms, number), last_place + PLACES_APART)
