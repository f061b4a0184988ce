"""我的预约: looked up by card, telephone number or the slip's QR; checked in, moved or given back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, assert_never

from PySide6.QtCore import Slot

from kiosk.domain.appointment import Who
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
from kiosk.ui.viewmodel import ViewModel
from kiosk.ui.viewmodels.bars import Say
from kiosk.ui.viewmodels.errand import Errands
from kiosk.ui.viewmodels.my_appointment_state import (
    AppointmentRow,
    MyAppointmentState,
    appointment_day,
    derive_shown,
    standing,
)
from kiosk.ui.viewmodels.who import SessionCard, WhoEntry

if TYPE_CHECKING:
    from kiosk.domain.ticket import SeriesView
    from kiosk.ui.ports import BooksAppointments, ChecksIn, IssuesNumbers
    from kiosk.ui.shell import Shell
    from kiosk.ui.viewmodels.number import Number


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
        self._errands = Errands(shell, self)
        self._clear()

    def _clear(self) -> None:
        self._errands.let_go()
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
        self._errands.let_go()
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
            self._view = self._booking.again(self._view)
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
        if self._view is None or self._errands.name:
            return  # a second touch: it is under way
        session, appointment = self.shell.session_id, self._view.appointment.id
        if self._errands.run(
            "check-in",
            self._checks_in.ask(appointment),
            lambda asking: self._arrive(self._checks_in.check_in(session, appointment, asking)),
            lambda asking: self._checks_in.drop(appointment, asking),
        ):
            self.refresh()

    @Slot()
    def change(self) -> None:
        if self._view is not None and not self._errands.name:
            appointment = self._view.appointment
            self.shell.go("booking", moves=appointment.id, series=appointment.series)

    @Slot()
    def askCancel(self) -> None:  # noqa: N802
        self._asking = not self._errands.name
        self.refresh()

    @Slot()
    def keep(self) -> None:
        self._errands.let_go()
        self._asking = False
        self.refresh()

    @Slot()
    def cancel(self) -> None:
        if self._view is None or self._errands.name:
            return
        session, appointment = self.shell.session_id, self._view.appointment.id
        if self._errands.run(
            "cancel",
            self._booking.ask(appointment),
            lambda asking: self._cancelled(self._booking.cancel(session, appointment, asking)),
            lambda asking: self._booking.drop(appointment, asking),
        ):
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
        self._asking = False
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
        self.refresh()

    def _series(self, series: str) -> SeriesView:
        return next(one for one in self._queue.series() if one.id == series)

    def _derive(self) -> MyAppointmentState:
        if self._view is not None:
            changes = self._booking.takes(self._view.appointment.series)
            return MyAppointmentState(
                step="one",
                shown=derive_shown(self._view, changes, bool(self._refusal), self.language, self.say),
                refusal=self._refused(),
                asking=self._asking,
                working=self._errands.name,
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
            title=f"{appointment_day(view, self.language)}  {slot.words}",
            detail=self.read(view.name),
            tag=self.say(f"{standing(view)}-tag"),
        )
