"""What can come of asking for a number. Expected outcomes are values."""

from datetime import date

import msgspec

from kiosk.domain.text import Text
from kiosk.domain.ticket import Ticket
from kiosk.domain.waiting import WaitRange


class NumberTaken(msgspec.Struct, frozen=True, kw_only=True):
    ticket: Ticket
    job_id: str
    ahead: int  # how many wait before it
    windows: str
    where: Text  # where to wait, and from when
    day_words: Text | None  # None while the clock is suspect: no date is promised
    wait: WaitRange | None = None  # None: 暂无估计
    code: str = ""  # 核对码: what stands for the slip where nothing can scan it
    repeated: bool  # a second touch within the guard time: the same number again
    elsewhere: str = ""  # the terminal that gave it out, where that is another one: it has slip and record
    same_person: bool = False  # repeated because this card has a number for that day


class NumbersExhausted(msgspec.Struct, frozen=True):
    """The range is used up. Issuing stops; it never wraps."""

    series: str
    service_day: date


class QuotaGone(msgspec.Struct, frozen=True):
    """As many numbers as the hall can serve are taken, for today and for the next open day."""

    series: str
    service_day: date


class NightNumbersGone(msgspec.Struct, frozen=True):
    """No more numbers in advance for the next open day; on that day itself there are some again."""

    series: str
    service_day: date
    day_words: Text


class NoOpenDay(msgspec.Struct, frozen=True):
    """It is after closing and the calendar knows no further open day."""

    series: str


class CardNeeded(msgspec.Struct, frozen=True):
    """This business gives numbers only to a card that lies on the reader."""

    series: str


class TakenElsewhere(msgspec.Struct, frozen=True):
    """This card has a number of the business already, from another terminal of the hall: no second one."""

    series: str
    label: str
    day_words: Text | None  # None while the clock is suspect
    served: bool = False


NumberRefused = NumbersExhausted | QuotaGone | NightNumbersGone | NoOpenDay | CardNeeded | TakenElsewhere
TakeNumber = NumberTaken | NumberRefused
