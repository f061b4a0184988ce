"""What the steps of a booking show, derived from what is offered and chosen. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from kiosk.domain.appointment import Slot
from kiosk.ui.viewmodel import State
from kiosk.ui.viewmodels.bars import Say
from kiosk.ui.viewmodels.who import WhoState

if TYPE_CHECKING:
    from kiosk.domain.text import Language
    from kiosk.services.appointment_outcomes import OfferedDay, OfferedSeries


class SeriesKey(State, frozen=True):
    id: str
    prefix: str
    name: str
    detail: str
    note: str
    open: bool


class DayKey(State, frozen=True):
    day: str  # ISO
    words: str
    note: str
    current: bool


class SlotKey(State, frozen=True):
    start: int
    words: str
    note: str
    open: bool


class Line(State, frozen=True):
    label: str
    text: str


class BookingState(State, frozen=True):
    """`step`: series, slots, who or confirm. `closed`: no appointments now, and why. `working`: the hall's
    ledger is being asked."""

    step: str = "series"
    title: str = ""
    lead: str = ""
    refusal: str = ""
    closed: str = ""
    series: tuple[SeriesKey, ...] = ()
    days: tuple[DayKey, ...] = ()
    slots: tuple[SlotKey, ...] = ()
    held_back: str = ""
    who: WhoState | None = None
    lines: tuple[Line, ...] = ()
    hint: str = ""
    working: bool = False


class Chosen(msgspec.Struct, frozen=True):
    """As far as somebody has come."""

    series: str = ""
    day: date | None = None
    slot: Slot | None = None


def series_keys(offered: tuple[OfferedSeries, ...], language: Language, say: Say) -> tuple[SeriesKey, ...]:
    return tuple(
        SeriesKey(
            id=one.id,
            prefix=one.prefix,
            name=one.name.in_(language),
            detail=say("windows", windows=one.windows),
            note=say("free-in-all", count=one.free) if one.free else say(_full(one, "all-full")),
            open=one.free > 0,
        )
        for one in offered
    )


def day_keys(one: OfferedSeries, current: date | None, language: Language, say: Say) -> tuple[DayKey, ...]:
    return tuple(
        DayKey(
            day=day.day.isoformat(),
            words=day.words.in_(language),
            note=_day_note(day, _full(one), say),
            current=day.day == current,
        )
        for day in one.days
    )


def _full(one: OfferedSeries, key: str = "full") -> str:
    """What a terminal has none of any more may still be had at another one."""
    return f"{key}-here" if one.shared else key


def full_hint(shared: bool, free: Iterable[int], say: Say) -> str:
    """Where 本机约满 stands, what that means."""
    return say("full-here-hint") if shared and not all(free) else ""


def _day_note(day: OfferedDay, full: str, say: Say) -> str:
    free = sum(each.free for each in day.slots)
    if day.held_back:
        return say("not-now")
    return say("free", count=free) if free else say(full)


def slot_keys(one: OfferedSeries, day: OfferedDay, say: Say) -> tuple[SlotKey, ...]:
    return tuple(
        SlotKey(
            start=each.slot.start_minute,
            words=each.slot.words,
            note=say("free", count=each.free) if each.free else say(_full(one)),
            open=each.free > 0,
        )
        for each in day.slots
    )
