"""The hall's ledger as terminals speak with it: reserve, say that the slip exists, or that it does not."""

from datetime import date
from enum import StrEnum
from zlib import crc32

import msgspec

from kiosk.domain.calling import Standing
from kiosk.domain.ticket import Ticket, ticket_label

SEATS = 1000  # of one hall; a fallback number's mark is -(epoch mark × SEATS + seat)


class Word(StrEnum):
    """What a terminal owes the ledger about one of its tickets."""

    CONFIRM = "confirm"  # the ticket is stored and its slip is a job; the ledger takes it in if it must
    VOID = "void"  # it was given back


class Seen(msgspec.Struct, frozen=True):
    """The last change of the ledger that a terminal has read. A ledger in which something else stands there,
    or nothing, is not the one that was read: it was restored."""

    position: int
    change: str


class Cursor(msgspec.Struct, frozen=True):
    """`day`: the own tickets of days before it are as they will stay."""

    seen: Seen
    day: date


class News(msgspec.Struct, frozen=True):
    """What became of a terminal's tickets since its last look."""

    seen: Seen
    tickets: tuple[Standing, ...] = ()  # as they stand now
    more: bool = False
    lost: bool = False  # what was read before is forgotten, or undone: compare every ticket


class Holder(msgspec.Struct, frozen=True):
    """Whose number it is to be, as a digest under the hall's key: another one each day."""

    day: date
    digest: str

    def __repr__(self) -> str:
        return "Holder()"


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A number for one ticket. Asked twice with the same `ticket_id` it is the same number."""

    ticket_id: str
    terminal: str
    series: str
    prefix: str
    digits: int
    service_day: date
    last: int  # of the range
    quota: int  # 0: none
    priority: bool
    token: str
    issued_ms: int
    seen: Seen | None = None  # so that no number comes from a ledger that has forgotten what was read
    due_ms: int | None = None  # the start of an appointment's slot: its place is of that time
    # Where a person gets one number a day: of the service day, and of today if that is another one.
    holders: tuple[Holder, ...] = ()


class Reserved(msgspec.Struct, frozen=True, kw_only=True):
    ticket_id: str
    service_day: date
    epoch_mark: int
    number: int
    label: str
    ahead: int


class Full(msgspec.Struct, frozen=True):
    """No number for this day. `range_gone`: the last number is issued, not only the quota."""

    service_day: date
    range_gone: bool


class Theirs(msgspec.Struct, frozen=True, kw_only=True):
    """No number, since this person has one already, of whichever terminal."""

    ticket_id: str
    label: str
    service_day: date
    served: bool  # it is over: that was this person's number of the day


class HallNumber(msgspec.Struct, frozen=True, kw_only=True):
    """A number as the ledger has it, whichever terminal gave it out."""

    ticket: Ticket
    ahead: int  # in the whole hall
    terminal: str


class Known(msgspec.Struct, frozen=True):
    """The last number that a terminal has got from the ledger in a series: a smaller counter was restored."""

    service_day: date
    series: str
    epoch_mark: int
    last: int


def fallback_mark(seat: int, epoch_mark: int) -> int:
    """Where a terminal's own numbers stand beside the ledger's: never the same place as anybody else's."""
    return -(epoch_mark * SEATS + seat)


def unseated_mark(terminal: str) -> int:
    """The same for a terminal that no ledger has ever given a seat; its labels carry its id (A0007-001)."""
    return -(500 * SEATS + crc32(terminal.encode()) % (400 * SEATS))


def fallback_label(prefix: str, seat: str, number: int, digits: int, epoch_mark: int) -> str:
    """A2-001; after a restore of the terminal's store A2·3-001."""
    mark = f"·{epoch_mark}" if epoch_mark else ""
    return f"{prefix}{seat}{mark}-{ticket_label('', number, digits)}"
