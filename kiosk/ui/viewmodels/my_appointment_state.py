"""What 我的预约 shows of an appointment, derived from how it stands. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from kiosk.domain.appointment import AppointmentState
from kiosk.services.slots import Arrival
from kiosk.ui.viewmodel import State
from kiosk.ui.viewmodels.bars import Say, day_words_of
from kiosk.ui.viewmodels.booking_state import Line
from kiosk.ui.viewmodels.who import WhoState

if TYPE_CHECKING:
    from kiosk.domain.text import Language
    from kiosk.services.appointment_outcomes import AppointmentView


class AppointmentRow(State, frozen=True):
    id: str
    title: str
    detail: str
    tag: str


class ShownAppointment(State, frozen=True):
    headline: str
    advice: str
    lines: tuple[Line, ...]
    can_check_in: bool
    has_number: bool
    can_change: bool
    can_cancel: bool
    offers_number: bool


class MyAppointmentState(State, frozen=True):
    """`step`: who, several or one. `asking`: whether it is really to be given back. `working`: the act that
    waits for the hall's ledger, check-in or cancel, or empty."""

    step: str = "who"
    who: WhoState | None = None
    rows: tuple[AppointmentRow, ...] = ()
    shown: ShownAppointment | None = None
    refusal: str = ""
    asking: bool = False
    working: str = ""


def derive_shown(
    view: AppointmentView, changes: bool, refused: bool, language: Language, say: Say
) -> ShownAppointment:
    """`changes`: whether its series still takes appointments. `refused`: whether an act on it just was."""
    key = standing(view)
    words = {"opens": view.opens, "ends": view.ends, "label": view.label, "time": view.appointment.slot.words}
    return ShownAppointment(
        headline=say(f"{key}-headline", **words),
        advice=say(f"{key}-advice", **words),
        lines=(
            Line(say("business"), view.name.in_(language)),
            Line(say("day"), appointment_day(view, language)),
            Line(say("time"), view.appointment.slot.words),
            Line(say("where"), say("windows", windows=view.windows)),
            Line(say("bring"), view.bring.in_(language)),
        ),
        has_number=key == "arrived",
        can_check_in=key in ("now", "late", "arrived"),
        can_change=changes and not refused and key in ("early", "now", "late"),
        can_cancel=key in ("early", "now", "late", "clock"),
        offers_number=refused or key in ("missed", "cancelled", "clock"),
    )


def standing(view: AppointmentView) -> str:
    """How it stands, as the key of what is said: early, now, late, missed, arrived, elsewhere, cancelled or
    clock."""
    match view.appointment.state:
        case AppointmentState.ARRIVED:
            return "elsewhere" if view.elsewhere else "arrived"
        case AppointmentState.CANCELLED:
            return "cancelled"
        case AppointmentState.BOOKED | AppointmentState.NO_SHOW:
            pass
        case unreachable:
            assert_never(unreachable)
    match view.arrival:
        case None:
            return "clock"
        case Arrival.TOO_EARLY:
            return "early"
        case Arrival.ON_TIME:
            return "now"
        case Arrival.LATE:
            return "late"
        case Arrival.MISSED:
            return "missed"
        case other:
            assert_never(other)


def appointment_day(view: AppointmentView, language: Language) -> str:
    words = view.day_words
    return day_words_of(view.appointment.slot.day, language) if words is None else words.in_(language)
