"""签到: an appointment becomes a ticket, once, in one transaction with its slip; who never came is a no-show.

booked ─▶ arrived                   on time: the place of the slot's time; late: an ordinary place
   ├────▶ cancelled
   └────▶ no-show ─▶ arrived        only when the clock that said so was wrong and has been put right
"""

from typing import assert_never

from kiosk.domain.appointment import Appointment, AppointmentState
from kiosk.domain.ticket import TicketState
from kiosk.domain.time import from_ms, local
from kiosk.services.agenda import Agenda, rule_of
from kiosk.services.appointment_outcomes import (
    AppointmentView,
    CheckedIn,
    CheckIn,
    ClockSuspect,
    Missed,
    NotOpen,
    TooEarly,
)
from kiosk.services.appointment_writing import AppointmentTrail
from kiosk.services.events import CITIZEN, SYSTEM
from kiosk.services.issuing import Issuing
from kiosk.services.jobs import Wake, nobody
from kiosk.services.number_outcomes import NumbersExhausted
from kiosk.services.placing import Place, Placing
from kiosk.services.slots import Arrival, check_in_ends_ms
from kiosk.services.timekeeping import Instant
from kiosk.settings import SeriesSettings
from kiosk.store import Store, UnitOfWork

_BATCH = 20  # no-shows a transaction: the next touch waits for it


class CheckingIn:
    def __init__(
        self,
        store: Store,
        agenda: Agenda,
        placing: Placing,
        issuing: Issuing,
        trail: AppointmentTrail,
        wake: Wake = nobody,
    ) -> None:
        self._store = store
        self._agenda = agenda
        self._placing = placing
        self._issuing = issuing
        self._trail = trail
        self._wake = wake

    def check_in(self, session: str, appointment_id: str) -> CheckIn:
        """Raises KeyError for an unknown appointment, or a series that hall.toml does not have any more."""
        with self._store.begin() as work:
            outcome = self._check_in(work, session, appointment_id)
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

    def _check_in(self, work: UnitOfWork, session: str, appointment_id: str) -> CheckIn:
        now = self._agenda.now(work)
        found = work.appointments.get(appointment_id)
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
                return self._arrive(work, session, found, series, view, now)
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
    ) -> CheckIn:
        match view.arrival:
            case None:
                return ClockSuspect()
            case Arrival.TOO_EARLY:
                return TooEarly(view)
            case Arrival.MISSED:
                if found.state is AppointmentState.BOOKED:
                    self._miss(work, found, session, CITIZEN, now)
                return Missed(view)
            case Arrival.ON_TIME | Arrival.LATE:
                return self._issue(work, session, found, series, now, late=view.arrival is Arrival.LATE)
            case unreachable:
                assert_never(unreachable)

    def _issue(
        self,
        work: UnitOfWork,
        session: str,
        found: Appointment,
        series: SeriesSettings,
        now: Instant,
        *,
        late: bool,
    ) -> CheckIn:
        """Beside the day's quota, which is for those without an appointment; the range's end holds."""
        day = found.slot.day
        mark = work.terminal.get().mark_for(day)
        if work.tickets.issued(day, series.id).get(mark, 0) >= series.last:
            return NumbersExhausted(series.id, day)
        place = Place(day=day, when=self._placing.when(series, day, now), mark=mark, full=None)
        due = None if late else found.slot
        taken = self._issuing.issue(work, session, series, False, place, now, due=due)
        work.appointments.settle(found.id, AppointmentState.ARRIVED, now.ms, taken.ticket.id)
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
