"""Appointments as screens see them, in memory: one business with a full time, one that is full altogether."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kiosk.domain.appointment import Appointment, AppointmentState, ByCard, ByPhone, Slot, Who
from kiosk.domain.hall_appointment import HallAppointment
from kiosk.domain.printer import JobState
from kiosk.domain.text import Text
from kiosk.services.appointment_outcomes import (
    AppointmentView,
    Book,
    Booked,
    BookRefused,
    Cancel,
    Cancelled,
    Change,
    CheckedIn,
    CheckIn,
    ClockSuspect,
    Find,
    Found,
    FreeSlot,
    HallAway,
    InOtherHands,
    NoneFound,
    OfferedDay,
    OfferedSeries,
)
from kiosk.services.asking import Asking, Awaited
from kiosk.services.checking_in import Arriving
from kiosk.services.number_outcomes import NumberTaken
from kiosk.services.shared_hall.appointment_reach import ALONE, Reach
from kiosk.services.slots import Arrival

if TYPE_CHECKING:
    from tests.ui.fake_numbers import FakeQueue
    from tests.ui.fake_printing import FakePrinting

DAYS = (
    (date(2026, 11, 23), Text("今日 11月23日 周一", "Today, Mon 23 Nov")),
    (date(2026, 11, 24), Text("明日 11月24日 周二", "Tomorrow, Tue 24 Nov")),
    (date(2026, 11, 25), Text("11月25日 周三", "Wed 25 Nov")),
    (date(2026, 11, 26), Text("11月26日 周四", "Thu 26 Nov")),
)
PHONE = "13800001234"
TOKEN = "anAppointmentsToken_22"
_BRING = Text("身份证原件和所办事项的材料（见“办事指南”）", "Your ID card, and what the item asks for")


def slots(day: date, full_until: int = 0) -> tuple[FreeSlot, ...]:
    starts = (*range(9 * 60, 12 * 60, 30), *range(13 * 60 + 30, 17 * 60, 30))
    return tuple(
        FreeSlot(Slot(day, start, start + 30), 0 if start < full_until else 1 + start // 30 % 4)
        for start in starts
    )


class FakeBooking:
    def __init__(self, printing: FakePrinting) -> None:
        self._printing = printing
        self.suspect = False
        self.refuses: BookRefused | None = None
        self.views: list[AppointmentView] = []
        self.whose: list[Who] = []
        self.tries = 5
        self.ledger: Future[Reach] | None = None
        self.asked: list[str] = []
        self.elsewhere: list[AppointmentView] = []  # what only the hall's ledger knows
        self.dropped: list[str] = []
        self.nothing = False  # lent to this terminal, and nobody expected
        self.refuses_touch: HallAway | InOtherHands | None = None  # of an appointment of another terminal
        days = tuple(OfferedDay(day, words, slots(day)) for day, words in DAYS)
        today = replace(days[0], slots=slots(DAYS[0][0], full_until=11 * 60)[2:])
        full = OfferedDay(*DAYS[1], slots(DAYS[1][0], full_until=24 * 60))
        held = OfferedDay(*DAYS[3], slots(DAYS[3][0], full_until=24 * 60), held_back=True)
        self.offered: tuple[OfferedSeries, ...] = (
            OfferedSeries(
                "general", "A", Text("综合服务", "General services"), "1–4", (today, full, days[2], held)
            ),
            OfferedSeries("insurance", "B", Text("社保医保", "Social and medical insurance"), "5–6", (full,)),
            OfferedSeries("household", "C", Text("户籍与居住证", "Household and residence"), "7", days),
        )

    def share(self) -> None:
        """A hall of several terminals, whose ledger answers when the test says so."""
        self.ledger = Future()
        self.offered = tuple(replace(one, shared=True) for one in self.offered)

    def answer_from_ledger(self) -> None:
        assert self.ledger is not None
        self.ledger.set_result(ALONE)

    def ask(self, appointment_id: str) -> Awaited[Reach] | None:
        if self.ledger is None:
            return None
        self.asked.append(appointment_id)
        return Awaited(self.ledger)

    def drop(self, appointment_id: str, asking: Awaited[Reach]) -> None:
        del asking
        self.dropped.append(appointment_id)

    def in_use(self) -> bool:
        return True

    def anything(self) -> bool:
        return not self.nothing

    def takes(self, series: str) -> bool:
        return series in [one.id for one in self.offered]

    def offer(self) -> tuple[OfferedSeries, ...] | ClockSuspect:
        return ClockSuspect() if self.suspect else self.offered

    def book(self, session: str, series: str, day: date, start_minute: int, who: Who) -> Book:
        if self.refuses is not None:
            return self.refuses
        view = self.put(series, day, start_minute, session)
        self.whose.append(who)
        return Booked(view)

    def change(
        self,
        session: str,
        appointment_id: str,
        day: date,
        start_minute: int,
        asking: Awaited[Reach] | None = None,
    ) -> Change:
        del asking
        if self.refuses_touch is not None:
            return self.refuses_touch
        old = self._known(appointment_id)
        self.cancel(session, appointment_id)
        return self.book(session, old.appointment.series, day, start_minute, ByPhone(PHONE))

    def cancel(self, session: str, appointment_id: str, asking: Awaited[Reach] | None = None) -> Cancel:
        del session, asking
        if self.refuses_touch is not None:
            return self.refuses_touch
        return Cancelled(self.becomes(appointment_id, state=AppointmentState.CANCELLED))

    def seek(self, token: str) -> Awaited[HallAppointment | None] | None:
        if self.ledger is None or any(view.appointment.token == token for view in self.views):
            return None
        self.asked.append(token)
        sought: Future[HallAppointment | None] = Future()
        self.ledger.add_done_callback(lambda _: sought.set_result(None))
        return Awaited(sought)

    def by_token(
        self, token: str, asking: Awaited[HallAppointment | None] | None = None
    ) -> AppointmentView | None:
        if asking is not None:
            self.views += self.elsewhere
        return next((view for view in self.views if view.appointment.token == token), None)

    def again(self, view: AppointmentView) -> AppointmentView:
        return self.by_token(view.appointment.token) or view

    def of(self, session: str, who: Who) -> Find:
        del session
        if self.views and (isinstance(who, ByCard) or who.number == PHONE):
            return Found(tuple(self.views))
        self.tries -= 1
        return NoneFound(self.tries, self.offered[0].shared)

    def put(
        self,
        series: str = "general",
        day: date = DAYS[2][0],
        start: int = 600,
        session: str = "s",
        arrival: Arrival | None = Arrival.TOO_EARLY,
    ) -> AppointmentView:
        """One more appointment; its token ends in its number."""
        number = len(self.views)
        one = next(one for one in self.offered if one.id == series)
        self._printing.put(f"booked-{number}", JobState.QUEUED, kind="appointment")
        appointment = Appointment(
            id=f"appointment-{number}",
            series=series,
            slot=Slot(day, start, start + 30),
            person="digest",
            state=AppointmentState.BOOKED,
            token=TOKEN[:-1] + str(number),
            session=session,
            ticket_id="",
            booked_ms=1,
        )
        view = AppointmentView(
            appointment=appointment,
            name=one.name,
            windows=one.windows,
            day_words=dict(DAYS)[day],
            arrival=arrival,
            opens=f"{(start - 30) // 60:02}:{(start - 30) % 60:02}",
            ends=f"{(start + 45) // 60:02}:{(start + 45) % 60:02}",
            bring=_BRING,
            job_id=f"booked-{number}",
        )
        self.views.append(view)
        return view

    def becomes(
        self,
        appointment_id: str,
        state: AppointmentState | None = None,
        label: str = "",
        *,
        elsewhere: bool = False,
    ) -> AppointmentView:
        at = self.views.index(self._known(appointment_id))
        view = self.views[at]
        if state is not None:
            view = replace(view, appointment=replace(view.appointment, state=state), label=label)
            view = replace(view, elsewhere=elsewhere)
        self.views[at] = view
        return view

    def _known(self, appointment_id: str) -> AppointmentView:
        return next(view for view in self.views if view.appointment.id == appointment_id)


class FakeCheckingIn:
    def __init__(self, booking: FakeBooking, queue: FakeQueue) -> None:
        self._booking = booking
        self._queue = queue
        self.answer: CheckIn | None = None
        self.checked_in: list[str] = []

    def ask(self, appointment_id: str) -> Awaited[Arriving] | None:
        asking = self._booking.ask(appointment_id)
        if asking is None:
            return None
        both: Future[Arriving] = Future()
        asking.tell(lambda: both.set_result(Arriving(ALONE, Asking.answered(None))))
        return Awaited(both)

    def drop(self, appointment_id: str, asking: Awaited[Arriving]) -> None:
        del asking
        self._booking.dropped.append(appointment_id)

    def check_in(self, session: str, appointment_id: str, asking: Awaited[Arriving] | None = None) -> CheckIn:
        del asking
        self.checked_in.append(appointment_id)
        if self.answer is not None:
            return self.answer
        taken = self._queue.take_number(session, "general")
        assert isinstance(taken, NumberTaken)
        self._booking.becomes(appointment_id, AppointmentState.ARRIVED, taken.ticket.label)
        return CheckedIn(taken, late=False)
