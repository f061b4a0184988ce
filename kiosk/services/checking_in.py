"""签到: an appointment becomes a ticket, once, in one transaction with its slip; who never came is a no-show.

booked ─▶ arrived                   on time: the place of the slot's time; late: an ordinary place
   ├────▶ cancelled
   └────▶ no-show ─▶ arrived        only when the clock that said so was wrong and has been put right

In a hall with a ledger this terminal has the appointment in hand meanwhile, whoever booked it
(`appointment_reach`), and its ticket's number is the ledger's.
"""

from typing import assert_never

import msgspec
from msgspec.structs import replace

from kiosk.domain.appointment import Appointment, AppointmentState
from kiosk.domain.hall_appointment import OPEN
from kiosk.domain.ledger import Full, Theirs
from kiosk.domain.ticket import TicketState
from kiosk.domain.time import from_ms, local
from kiosk.services.agenda import Agenda, rule_of
from kiosk.services.appointment_outcomes import (
    AppointmentView,
    CheckedIn,
    CheckIn,
    ClockSuspect,
    HallAway,
    InOtherHands,
    Missed,
    NotOpen,
    TooEarly,
)
from kiosk.services.appointment_writing import AppointmentTrail
from kiosk.services.asking import Answer, Asking, Awaited
from kiosk.services.events import CITIZEN, SYSTEM
from kiosk.services.issuing import Issuing
from kiosk.services.jobs import Wake, nobody
from kiosk.services.number_outcomes import NumbersExhausted
from kiosk.services.numbering import Numbering
from kiosk.services.placing import Place, Placing
from kiosk.services.shared_hall.appointment_reach import ALONE, Reach, Reached, Reaching, SettledElsewhere
from kiosk.services.slots import Arrival, check_in_ends_ms
from kiosk.services.timekeeping import Instant
from kiosk.settings import SeriesSettings
from kiosk.store import Store, UnitOfWork

_BATCH = 20  # no-shows a transaction: the next touch waits for it


class Arriving(msgspec.Struct, frozen=True):
    """An appointment in hand, with the number that its ticket gets."""

    reach: Reach
    number: Asking


class CheckingIn:
    def __init__(
        self,
        store: Store,
        agenda: Agenda,
        placing: Placing,
        issuing: Issuing,
        trail: AppointmentTrail,
        wake: Wake = nobody,
        reaching: Reaching | None = None,
        numbering: Numbering | None = None,
    ) -> None:
        """`reaching` and `numbering`: of a hall with a ledger; `issuing` draws from the same."""
        self._store = store
        self._agenda = agenda
        self._placing = placing
        self._issuing = issuing
        self._trail = trail
        self._wake = wake
        self._reaching = reaching or Reaching(store)
        self._numbering = numbering

    def ask(self, appointment_id: str) -> Awaited[Arriving] | None:
        """Begins to take the appointment in hand and to ask for its number. None: there is nobody to ask."""
        return self._reaching.begin(appointment_id, lambda reach: self._arriving(appointment_id, reach))

    def drop(self, appointment_id: str, asking: Awaited[Arriving]) -> None:
        """Nobody waits for it any more: no ticket comes of it."""
        asking.tell(lambda: self._let_go(asking, stored=False))
        self._reaching.drop(appointment_id, asking)

    def check_in(self, session: str, appointment_id: str, asking: Awaited[Arriving] | None = None) -> CheckIn:
        """`asking`: of `ask` for the same; where there is none and one is due, this waits for the ledger.
        Raises KeyError for an unknown appointment, or a series that hall.toml does not have any more."""
        asking = asking or self.ask(appointment_id)
        if asking is None:
            outcome = self._act(session, appointment_id, Arriving(ALONE, Asking.answered(None)))
        else:
            outcome = self._act_and_settle(session, appointment_id, asking)
        if isinstance(outcome, CheckedIn) and not outcome.taken.repeated:
            self._wake()
        return outcome

    def close_days(self) -> int:
        """Whoever was not there by the end of their day is a no-show. Returns how many; a periodic turn.

        Nothing happens under a suspect clock: it would turn everybody away.
        """
        count = 0
        while True:
            settled = self._close_some()
            count += settled
            if settled < _BATCH:
                return count

    # -- inside ------------------------------------------------------------------------------------------

    def _act_and_settle(self, session: str, appointment_id: str, asking: Awaited[Arriving]) -> CheckIn:
        stored = False
        try:
            outcome = self._act(session, appointment_id, asking.answer())
            stored = isinstance(outcome, CheckedIn) and not outcome.taken.repeated
        finally:
            self._let_go(asking, stored=stored)
            self._reaching.drop(appointment_id, asking)
        return outcome

    def _act(self, session: str, appointment_id: str, arriving: Arriving) -> CheckIn:
        match arriving.reach:
            case Reached(foreign):
                asked = arriving.number.answer()
                with self._store.begin() as work:
                    return self._check_in(work, session, appointment_id, foreign, asked)
            case SettledElsewhere(there):
                return NotOpen(self._view_of(there.appointment, there.label))
            case HallAway() | InOtherHands() as refused:
                return refused
            case unreachable:
                assert_never(unreachable)

    def _arriving(self, appointment_id: str, reach: Reach) -> Arriving:
        nothing = Asking.answered(None)
        number = self._ask(appointment_id, reach.foreign) if isinstance(reach, Reached) else nothing
        number.answer()  # the screen is told when both are there
        return Arriving(reach, number)

    def _let_go(self, asking: Awaited[Arriving], *, stored: bool) -> None:
        if self._numbering is not None and not asking.failed:
            self._numbering.settled(asking.answer().number, stored=stored)

    def _ask(self, appointment_id: str, foreign: Appointment | None) -> Asking:
        """A number of the hall's ledger, if one is due: in the place of the slot's time, beside the quota."""
        nothing = Asking.answered(None)
        if self._numbering is None or not self._numbering.shared:
            return nothing
        with self._store.read() as work:
            now = self._agenda.now(work)
            found = work.appointments.get(appointment_id) or foreign
            series = None if found is None else self._agenda.series_of(found)
            view = None if found is None else self._agenda.view(work, found, now)
        if found is None or series is None or view is None or found.state not in OPEN:
            return nothing
        if view.arrival not in (Arrival.ON_TIME, Arrival.LATE):
            return nothing
        due_ms = None if view.arrival is Arrival.LATE else found.slot.start_ms
        beside_quota = replace(series, daily_quota=0)
        return self._numbering.ask(beside_quota, [found.slot.day], False, now.ms, due_ms)

    def _view_of(self, appointment: Appointment, label: str) -> AppointmentView:
        with self._store.read() as work:
            view = self._agenda.view(work, appointment, self._agenda.now(work), label)
        if view is None:
            raise KeyError(appointment.series)
        return view

    def _check_in(
        self,
        work: UnitOfWork,
        session: str,
        appointment_id: str,
        foreign: Appointment | None,
        asked: Answer,
    ) -> CheckIn:
        now = self._agenda.now(work)
        found = work.appointments.get(appointment_id) or foreign
        series = None if found is None else self._agenda.series_of(found)
        view = None if found is None else self._agenda.view(work, found, now)
        if found is None or series is None or view is None:
            raise KeyError(appointment_id)
        match found.state:
            case AppointmentState.CANCELLED:
                return NotOpen(view)
            case AppointmentState.ARRIVED:
                return self._again(work, found, series, view, now)
            case AppointmentState.BOOKED | AppointmentState.NO_SHOW:
                return self._arrive(work, session, found, series, view, now, asked)
            case unreachable:
                assert_never(unreachable)

    def _again(
        self,
        work: UnitOfWork,
        found: Appointment,
        series: SeriesSettings,
        view: AppointmentView,
        now: Instant,
    ) -> CheckIn:
        """One appointment is one ticket: the same again."""
        ticket = work.tickets.get(found.ticket_id)
        if ticket is None or ticket.state is TicketState.VOID:
            return NotOpen(view)
        return CheckedIn(self._issuing.again(work, ticket, series, now), late=False)

    def _arrive(
        self,
        work: UnitOfWork,
        session: str,
        found: Appointment,
        series: SeriesSettings,
        view: AppointmentView,
        now: Instant,
        asked: Answer,
    ) -> CheckIn:
        match view.arrival:
            case None:
                return ClockSuspect()
            case Arrival.TOO_EARLY:
                return TooEarly(view)
            case Arrival.MISSED:
                if found.state is AppointmentState.BOOKED and not found.home:
                    self._miss(work, found, session, CITIZEN, now)
                return Missed(view)
            case Arrival.ON_TIME | Arrival.LATE:
                return self._issue(
                    work, session, found, series, now, asked, late=view.arrival is Arrival.LATE
                )
            case unreachable:
                assert_never(unreachable)

    def _issue(
        self,
        work: UnitOfWork,
        session: str,
        found: Appointment,
        series: SeriesSettings,
        now: Instant,
        asked: Answer,
        *,
        late: bool,
    ) -> CheckIn:
        """Beside the day's quota, which is for those without an appointment; the range's end holds."""
        day = found.slot.day
        mark = work.terminal.get().mark_for(day)
        if isinstance(asked, Full):
            return NumbersExhausted(series.id, day)
        if isinstance(asked, Theirs):
            asked = None  # nobody asked whose it is: an appointment is no second walk-in number
        if asked is None and work.tickets.issued(day, series.id).get(mark, 0) >= series.last:
            return NumbersExhausted(series.id, day)
        place = Place(day=day, when=self._placing.when(series, day, now), mark=mark, full=None)
        due = None if late else found.slot
        taken = self._issuing.issue(work, session, series, False, place, now, asked=asked, due=due)
        work.appointments.settle_or_add(found, AppointmentState.ARRIVED, now.ms, taken.ticket.id)
        self._trail.write(
            work, found, "arrived", now.ms, session=session, actor=CITIZEN, other=taken.ticket.id
        )
        return CheckedIn(taken, late)

    def _miss(self, work: UnitOfWork, missed: Appointment, session: str, actor: str, now: Instant) -> None:
        work.appointments.settle(missed.id, AppointmentState.NO_SHOW, now.ms)
        self._trail.write(work, missed, "no-show", now.ms, session=session, actor=actor)

    def _close_some(self) -> int:
        with self._store.begin() as work:
            now = self._agenda.now(work)
            if now.fault is not None:
                return 0
            expected = work.appointments.booked_until(now.day)
            gone = [each for each in expected if self._day_is_over(each, now)][:_BATCH]
            for each in gone:
                self._miss(work, each, "", SYSTEM, now)
            work.appointments.forget_persons(now.day)
            return len(gone)

    def _day_is_over(self, expected: Appointment, now: Instant) -> bool:
        series = self._agenda.series_of(expected)
        if expected.slot.day < now.day or series is None:
            return expected.slot.day < now.day
        over = self._agenda.hours(series).of_day(now.day, local(from_ms(now.ms))) is None
        return over and now.ms >= check_in_ends_ms(expected.slot, rule_of(series))
