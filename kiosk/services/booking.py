"""预约: booking a slot, changing and giving it back. One act, one transaction; a slot is never overbooked."""

from collections.abc import Callable
from datetime import date
from typing import assert_never

from msgspec.structs import replace

from kiosk.domain.appointment import Appointment, AppointmentState, ByPhone, Slot, Who
from kiosk.domain.hall_appointment import HallAppointment
from kiosk.domain.time import Clock
from kiosk.services.agenda import Agenda
from kiosk.services.appointment_outcomes import (
    AlreadyBooked,
    AppointmentView,
    Book,
    Booked,
    BookRefused,
    Cancel,
    Cancelled,
    Change,
    ClockSuspect,
    Find,
    Found,
    HallAway,
    InOtherHands,
    NoneFound,
    NotOpen,
    OfferedSeries,
    SlotFull,
    SlotGone,
    TooManyBookings,
    TooManyTries,
)
from kiosk.services.appointment_slips import appointment_slip
from kiosk.services.appointment_writing import AppointmentTrail
from kiosk.services.asking import Awaited
from kiosk.services.events import CITIZEN
from kiosk.services.jobs import Wake, nobody, queued_job
from kiosk.services.person_key import PersonKey
from kiosk.services.shared_hall.appointment_reach import Reach, Reached, Reaching, SettledElsewhere
from kiosk.services.timekeeping import Instant
from kiosk.services.tries import Tries
from kiosk.settings import SeriesSettings, TerminalSettings
from kiosk.settings_appointments import AppointmentSettings
from kiosk.store import Store, UnitOfWork

PER_SESSION = 3  # somebody helps their parents; nobody empties a hall's slots with invented numbers


class Booking:
    def __init__(
        self,
        store: Store,
        terminal: TerminalSettings,
        agenda: Agenda,
        trail: AppointmentTrail,
        person_key: PersonKey,
        clock: Clock,
        ids: Callable[[], str],
        tokens: Callable[[], str],
        wake: Wake = nobody,
        reaching: Reaching | None = None,
    ) -> None:
        """`reaching`: of a hall with a ledger."""
        self._store = store
        self._terminal = terminal
        self._agenda = agenda
        self._trail = trail
        self._key = person_key
        self._ids = ids
        self._tokens = tokens
        self._wake = wake
        self._reaching = reaching or Reaching(store)
        self._tries = Tries(clock)
        self._series = {series.id: (series, rule) for series, rule in agenda.booked_series()}

    def in_use(self) -> bool:
        """Whether any series takes appointments at all."""
        return bool(self._series)

    def anything(self) -> bool:
        """Whether there is something to book here, or somebody to check in."""
        if not self._series:
            return False
        with self._store.read() as work:
            return self._agenda.anything(work)

    def takes(self, series: str) -> bool:
        return series in self._series

    def offer(self) -> tuple[OfferedSeries, ...] | ClockSuspect:
        with self._store.read() as work:
            now = self._agenda.now(work)
            if now.fault is not None:
                return ClockSuspect()
            return tuple(
                self._agenda.offer(work, series, rule, now) for series, rule in self._series.values()
            )

    def book(self, session: str, series: str, day: date, start_minute: int, who: Who) -> Book:
        """Raises KeyError for a series that takes no appointments."""
        wanted, rule = self._series[series]
        person = self._key.digest(who)
        with self._store.begin() as work:
            now = self._agenda.now(work)
            same = self._same(work, session, series, day, start_minute, person, now)
            if same is not None:
                return Booked(same, repeated=True)
            slot = self._slot_for(work, wanted, rule, day, start_minute, person, now)
            if not isinstance(slot, Slot):
                return slot
            if work.appointments.count_in_session(session) >= PER_SESSION:
                return TooManyBookings()
            outcome = self._write(work, session, wanted, slot, person, now)
        self._wake()
        return outcome

    def ask(self, appointment_id: str) -> Awaited[Reach] | None:
        """Begins to take it in hand, for `change` or `cancel`; otherwise `drop` is due. None: there is nobody
        to ask."""
        return self._reaching.ask(appointment_id)

    def drop(self, appointment_id: str, asking: Awaited[Reach]) -> None:
        """Nobody waits for it any more."""
        self._reaching.drop(appointment_id, asking)

    def close(self) -> None:
        """Waits until nothing is being asked any more."""
        self._reaching.close()

    def change(
        self,
        session: str,
        appointment_id: str,
        day: date,
        start_minute: int,
        asking: Awaited[Reach] | None = None,
    ) -> Change:
        """Another slot in the same series: the old one is given back in the transaction that takes the new.

        `asking`: of `ask` for the same; without it this may wait for the hall's ledger.
        Raises KeyError for an unknown appointment, or one whose series takes no more of them.
        """
        with self._reaching.hold(appointment_id, asking) as reached:
            match reached:
                case Reached(foreign):
                    outcome = self._change(session, appointment_id, foreign, day, start_minute)
                case SettledElsewhere(there):
                    return NotOpen(self._view_of(there.appointment, there.label))
                case HallAway() | InOtherHands():
                    return reached
                case unreachable:
                    assert_never(unreachable)
        if isinstance(outcome, Booked):
            self._wake()
        return outcome

    def _change(
        self, session: str, appointment_id: str, foreign: Appointment | None, day: date, start_minute: int
    ) -> Book | NotOpen:
        with self._store.begin() as work:
            now = self._agenda.now(work)
            old, view = self._known(work, appointment_id, now, foreign)
            wanted, rule = self._series[old.series]
            if now.fault is not None:
                return ClockSuspect()
            if old.state is not AppointmentState.BOOKED:
                return NotOpen(view)
            slot = self._slot_for(work, wanted, rule, day, start_minute, old.person, now, instead_of=old)
            if not isinstance(slot, Slot):
                return slot
            self._cancel(work, session, old, now)
            return self._write(work, session, wanted, slot, old.person, now, instead_of=old.id)

    def cancel(self, session: str, appointment_id: str, asking: Awaited[Reach] | None = None) -> Cancel:
        """Also under a suspect clock: who gives a place back does nobody wrong. Raises KeyError."""
        with self._reaching.hold(appointment_id, asking) as reached:
            match reached:
                case Reached(foreign):
                    return self._cancel_held(session, appointment_id, foreign)
                case SettledElsewhere(there):
                    return NotOpen(self._view_of(there.appointment, there.label))
                case HallAway() | InOtherHands():
                    return reached
                case unreachable:
                    assert_never(unreachable)

    def _cancel_held(
        self, session: str, appointment_id: str, foreign: Appointment | None
    ) -> Cancelled | NotOpen:
        with self._store.begin() as work:
            now = self._agenda.now(work)
            old, view = self._known(work, appointment_id, now, foreign)
            if old.state is not AppointmentState.BOOKED:
                return NotOpen(view)
            gone = self._cancel(work, session, old, now)
            return Cancelled(replace(view, appointment=gone))

    def seek(self, token: str) -> Awaited[HallAppointment | None] | None:
        """Asks the hall for what `by_token` goes on with. None: there is nothing to ask, or nobody."""
        with self._store.read() as work:
            found = work.appointments.by_token(token)
            if found is not None:
                elsewhere = found.state is AppointmentState.ARRIVED and not work.tickets.get(found.ticket_id)
                if not elsewhere:
                    return None
        return self._reaching.seek(token)

    def by_token(
        self, token: str, asking: Awaited[HallAppointment | None] | None = None
    ) -> AppointmentView | None:
        """Of this terminal, or of the hall as far as its ledger answers. `asking`: of `seek`; without it this
        may wait for the ledger."""
        asking = asking or self.seek(token)
        there = None if asking is None else asking.answer()
        with self._store.read() as work:
            now = self._agenda.now(work)
            if there is not None:
                return self._agenda.view(work, there.appointment, now, there.label)
            found = work.appointments.by_token(token)
            return None if found is None else self._agenda.view(work, found, now)

    def again(self, view: AppointmentView) -> AppointmentView:
        """The same a moment later, as far as this terminal knows: nobody else is asked."""
        with self._store.read() as work:
            now = self._agenda.now(work)
            found = work.appointments.get(view.appointment.id) or view.appointment
            return self._agenda.view(work, found, now, view.label) or view

    def of(self, session: str, who: Who) -> Find:
        """What a person has from today on. Telephone numbers can be tried out, so these tries are counted."""
        if isinstance(who, ByPhone) and self._tries.left(session) == 0:
            return TooManyTries()
        with self._store.read() as work:
            now = self._agenda.now(work)
            theirs = work.appointments.of_person(self._key.digest(who), now.day)
            open_first = sorted(theirs, key=lambda each: each.state is AppointmentState.CANCELLED)
            views = (self._agenda.view(work, each, now) for each in open_first)
            found = tuple(view for view in views if view is not None)
        if found:
            return Found(found)
        if isinstance(who, ByPhone):
            self._tries.failed(session)
        return NoneFound(self._tries.left(session), self._agenda.shared)

    # -- inside ------------------------------------------------------------------------------------------

    def _same(
        self,
        work: UnitOfWork,
        session: str,
        series: str,
        day: date,
        start_minute: int,
        person: str,
        now: Instant,
    ) -> AppointmentView | None:
        """What this very touch has booked already."""
        for each in self._open_on(work, series, day, person):
            if each.session == session and each.slot.start_minute == start_minute:
                return self._agenda.view(work, each, now)
        return None

    def _open_on(self, work: UnitOfWork, series: str, day: date, person: str) -> list[Appointment]:
        return [
            each
            for each in work.appointments.of_person(person, day)
            if (each.series, each.slot.day, each.state) == (series, day, AppointmentState.BOOKED)
        ]

    def _slot_for(
        self,
        work: UnitOfWork,
        series: SeriesSettings,
        rule: AppointmentSettings,
        day: date,
        start_minute: int,
        person: str,
        now: Instant,
        instead_of: Appointment | None = None,
    ) -> Slot | BookRefused:
        """The slot, if this person may have it now."""
        if now.fault is not None:
            return ClockSuspect()
        slot = self._agenda.bookable(series, rule, day, start_minute, now)
        if slot is None:
            return SlotGone()
        for each in self._open_on(work, series.id, day, person):
            if instead_of is None or each.id != instead_of.id or each.slot == slot:
                view = self._agenda.view(work, each, now)
                if view is not None:
                    return AlreadyBooked(view)
        return slot if self._agenda.has_room(work, series, rule, slot) else SlotFull(slot)

    def _write(
        self,
        work: UnitOfWork,
        session: str,
        series: SeriesSettings,
        slot: Slot,
        person: str,
        now: Instant,
        instead_of: str = "",
    ) -> Booked:
        new_id = self._ids()
        new = Appointment(
            id=new_id,
            series=series.id,
            slot=slot,
            person=person or f"?{new_id}",  # of another terminal's booking nothing is known but its code
            state=AppointmentState.BOOKED,
            token=self._tokens(),
            session=session,
            ticket_id="",
            booked_ms=now.ms,
        )
        work.appointments.add(new)
        self._trail.write(work, new, "booked", now.ms, session=session, actor=CITIZEN, other=instead_of)
        before = self._view(work, new, now)
        slip = appointment_slip(before, self._terminal, now.ms, shared=self._agenda.shared)
        job = queued_job(slip, job_id=self._ids(), session=session, now_ms=now.ms)
        work.print_jobs.add(job)
        return Booked(replace(before, job_id=job.id))

    def _cancel(self, work: UnitOfWork, session: str, old: Appointment, now: Instant) -> Appointment:
        work.appointments.settle_or_add(old, AppointmentState.CANCELLED, now.ms)
        self._trail.write(work, old, "cancelled", now.ms, session=session, actor=CITIZEN)
        return replace(old, state=AppointmentState.CANCELLED, settled_ms=now.ms)

    def _view_of(self, appointment: Appointment, label: str) -> AppointmentView:
        with self._store.read() as work:
            view = self._agenda.view(work, appointment, self._agenda.now(work), label)
        if view is None:
            raise KeyError(appointment.series)
        return view

    def _known(
        self, work: UnitOfWork, appointment_id: str, now: Instant, foreign: Appointment | None
    ) -> tuple[Appointment, AppointmentView]:
        found = work.appointments.get(appointment_id) or foreign
        if found is None:
            raise KeyError(appointment_id)
        return found, self._view(work, found, now)

    def _view(self, work: UnitOfWork, appointment: Appointment, now: Instant) -> AppointmentView:
        view = self._agenda.view(work, appointment, now)
        if view is None:
            raise KeyError(appointment.series)
        return view
