"""我的预约: looked up by card, telephone number or the slip's QR; checked in, moved or given back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, assert_never

from PySide6.QtCore import Slot

from kiosk.domain.appointment import AppointmentState, Who
from kiosk.services.appointment_outcomes import (
    AppointmentView,
    Cancel,
    Cancelled,
    CheckedIn,
    CheckIn,
    ClockSuspect,
    Find,
    Found,
    HallAway,
    InOtherHands,
    Missed,
    NoneFound,
    NotOpen,
    TooEarly,
    TooManyTries,
)
from kiosk.services.number_outcomes import NumbersExhausted
from kiosk.services.slots import Arrival
from kiosk.ui.viewmodel import State, ViewModel
from kiosk.ui.viewmodels.bars import Say, day_words_of
from kiosk.ui.viewmodels.booking_state import Line
from kiosk.ui.viewmodels.who import SessionCard, WhoEntry, WhoState

if TYPE_CHECKING:
    from kiosk.domain.text import Language
    from kiosk.domain.ticket import SeriesView
    from kiosk.ui.ports import BooksAppointments, ChecksIn, IssuesNumbers
    from kiosk.ui.shell import Shell
    from kiosk.ui.viewmodels.number import Number


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
    """`step`: who, several or one. `asking`: whether it is really to be given back."""

    step: str = "who"
    who: WhoState | None = None
    rows: tuple[AppointmentRow, ...] = ()
    shown: ShownAppointment | None = None
    refusal: str = ""
    asking: bool = False


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
            Line(say("day"), _day(view, language)),
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


def _day(view: AppointmentView, language: Language) -> str:
    words = view.day_words
    return day_words_of(view.appointment.slot.day, language) if words is None else words.in_(language)


class MyAppointment(ViewModel):
    screen: ClassVar[str] = "my-appointment"
    qml: ClassVar[str] = "MyAppointment"

    def __init__(
        self,
        shell: Shell,
        booking: BooksAppointments,
        check_in: ChecksIn,
        queue: IssuesNumbers,
        number: Number,
        card: SessionCard,
    ) -> None:
        """`number` shows the ticket that an appointment has become."""
        super().__init__(shell, MyAppointmentState())
        self._booking = booking
        self._checks_in = check_in
        self._queue = queue
        self._number = number
        self._entry = WhoEntry(card)
        self._clear()

    def _clear(self) -> None:
        self._views: tuple[AppointmentView, ...] = ()
        self._view: AppointmentView | None = None
        self._refusal = ""
        self._elsewhere = ""  # the terminal that has it in hand
        self._tries_left: int | None = None
        self._asking = False
        self._entry.forget()

    # -- from the shell ----------------------------------------------------------------------------------

    def open(self, arguments: Mapping[str, str]) -> None:
        del arguments
        self._clear()
        self.refresh()

    def present(self, view: AppointmentView) -> None:
        """The QR of its slip was scanned."""
        self._clear()
        self._view = view
        self.refresh()

    def back(self) -> bool:
        if self._asking:
            self._asking = False
        elif self._view is not None and len(self._views) > 1:
            self._view = None
        elif self._view is not None or self._views:
            # By the QR there is nothing to go back to but where one was.
            if not self._views:
                return False
            self._clear()
        else:
            return False
        self._refusal = ""
        self.refresh()
        return True

    def type_in(self, digits: str) -> bool:
        if self._view is not None or self._views:
            return False
        self._entry.forget()
        self.typed(digits)
        return True

    def reread(self) -> None:
        """Time goes on while somebody reads: what was too early is not any more."""
        if self._view is not None:
            self._look_again(self._view)
            self.refresh()

    def refresh(self) -> None:
        self._show(self._derive())

    def forget(self) -> None:
        self._clear()
        self.refresh()

    # -- from the fingers --------------------------------------------------------------------------------

    @Slot(str)
    def typed(self, digits: str) -> None:
        self._entry.typed(digits)
        self.refresh()

    @Slot()
    def erase(self) -> None:
        self._entry.erase()
        self.refresh()

    @Slot()
    def usePhone(self) -> None:  # noqa: N802 - called from QML
        self._find(self._entry.by_phone())

    @Slot()
    def useCard(self) -> None:  # noqa: N802
        self._find(self._entry.by_card())

    @Slot(str)
    def choose(self, appointment: str) -> None:
        self._view = next((view for view in self._views if view.appointment.id == appointment), None)
        self.refresh()

    @Slot()
    def checkIn(self) -> None:  # noqa: N802
        if self._view is not None:
            self._arrive(self._checks_in.check_in(self.shell.session_id, self._view.appointment.id))

    @Slot()
    def change(self) -> None:
        if self._view is not None:
            appointment = self._view.appointment
            self.shell.go("booking", moves=appointment.id, series=appointment.series)

    @Slot()
    def askCancel(self) -> None:  # noqa: N802
        self._asking = True
        self.refresh()

    @Slot()
    def keep(self) -> None:
        self._asking = False
        self.refresh()

    @Slot()
    def cancel(self) -> None:
        if self._view is None:
            return
        self._asking = False
        self._cancelled(self._booking.cancel(self.shell.session_id, self._view.appointment.id))
        self.refresh()

    @Slot()
    def takeNumber(self) -> None:  # noqa: N802
        self.shell.go_instead("take-number")

    @Slot()
    def finish(self) -> None:
        self.shell.leave()

    # -- inside ------------------------------------------------------------------------------------------

    def _find(self, who: Who | None) -> None:
        if who is not None:
            self._met(self._booking.of(self.shell.session_id, who))
        self.refresh()

    def _met(self, outcome: Find) -> None:
        match outcome:
            case Found(views):
                self._views = views
                self._view = views[0] if len(views) == 1 else None
            case NoneFound(tries_left, shared):
                self._tries_left = tries_left
                none = "none-found-here" if shared else "none-found"
                self._entry.complain(none if tries_left else "too-many-tries")
            case TooManyTries():
                self._entry.complain("too-many-tries")
            case _:
                assert_never(outcome)

    def _arrive(self, outcome: CheckIn) -> None:
        match outcome:
            case CheckedIn(taken):
                self._number.present(taken, self._series(taken.ticket.series), scanned=taken.repeated)
                self.shell.go_instead("number")
                return
            case TooEarly(view) | Missed(view) | NotOpen(view):
                self._view = view
            case NumbersExhausted():
                self._refusal = "refused-exhausted"
            case ClockSuspect():
                self._refusal = "refused-clock"
            case HallAway():
                self._refusal = "refused-hall-away"
            case InOtherHands(terminal):
                self._elsewhere = terminal
                self._refusal = "refused-elsewhere"
            case _:
                assert_never(outcome)
        self.refresh()

    def _cancelled(self, outcome: Cancel) -> None:
        match outcome:
            case Cancelled(view) | NotOpen(view):
                self._view = view
            case HallAway():
                self._refusal = "refused-hall-away"
            case InOtherHands(terminal):
                self._elsewhere = terminal
                self._refusal = "refused-elsewhere"
            case _:
                assert_never(outcome)

    def _series(self, series: str) -> SeriesView:
        return next(one for one in self._queue.series() if one.id == series)

    def _look_again(self, view: AppointmentView) -> None:
        self._view = self._booking.by_token(view.appointment.token) or view

    def _derive(self) -> MyAppointmentState:
        if self._view is not None:
            changes = self._booking.takes(self._view.appointment.series)
            return MyAppointmentState(
                step="one",
                shown=derive_shown(self._view, changes, bool(self._refusal), self.language, self.say),
                refusal=self._refused(),
                asking=self._asking,
            )
        if self._views:
            return MyAppointmentState(step="several", rows=tuple(self._row(view) for view in self._views))
        say: Say = lambda key, **values: self.say(key, **{"count": self._tries_left, **values})  # noqa: E731
        return MyAppointmentState(who=self._entry.state(self.say("title"), self.say("lead"), say))

    def _refused(self) -> str:
        return self.say(self._refusal, terminal=self._elsewhere) if self._refusal else ""

    def _row(self, view: AppointmentView) -> AppointmentRow:
        slot = view.appointment.slot
        return AppointmentRow(
            id=view.appointment.id,
            title=f"{_day(view, self.language)}  {slot.words}",
            detail=self.read(view.name),
            tag=self.say(f"{standing(view)}-tag"),
        )
