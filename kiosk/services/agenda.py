"""The hall's appointments as one reads them: which slots are free, and how an appointment stands now."""

from collections.abc import Iterator
from datetime import date

from kiosk.domain.appointment import Appointment, AppointmentState, Slot
from kiosk.domain.time import from_ms, local
from kiosk.services.appointment_outcomes import AppointmentView, FreeSlot, OfferedDay, OfferedSeries
from kiosk.services.opening_hours import OpeningHours
from kiosk.services.service_day import day_words
from kiosk.services.slot_leases import SlotLeases
from kiosk.services.slots import arrival, bookable_days, check_in_ends_ms, check_in_opens_ms, slots_on
from kiosk.services.timekeeping import Instant, Timekeeping
from kiosk.settings import HallSettings, SeriesSettings
from kiosk.settings_appointments import AppointmentSettings
from kiosk.store import UnitOfWork


class Agenda:
    def __init__(self, hall: HallSettings, timekeeping: Timekeeping, leases: SlotLeases) -> None:
        self._hall = hall
        self._timekeeping = timekeeping
        self._leases = leases
        self._series = {series.id: series for series in hall.series}

    @property
    def shared(self) -> bool:
        """Several terminals book from one hall's slots."""
        return self._leases.lent

    def booked_series(self) -> Iterator[tuple[SeriesSettings, AppointmentSettings]]:
        """The series that take appointments, in the order of hall.toml."""
        for series in self._hall.series:
            if series.appointments is not None:
                yield series, series.appointments

    def series_of(self, appointment: Appointment) -> SeriesSettings | None:
        """None: hall.toml does not have it any more."""
        return self._series.get(appointment.series)

    def hours(self, series: SeriesSettings) -> OpeningHours:
        return OpeningHours(series.hours, self._hall, self._timekeeping.calendar)

    def anything(self, work: UnitOfWork) -> bool:
        """Whether there is something to book here, or to check in."""
        today = self.now(work).day
        return self._leases.any_from(work, today) or work.appointments.anything_from(today)

    def now(self, work: UnitOfWork) -> Instant:
        return self._timekeeping.judge(work.terminal.get().last_seen_ms)

    def offer(
        self, work: UnitOfWork, series: SeriesSettings, rule: AppointmentSettings, now: Instant
    ) -> OfferedSeries:
        """Every slot that has not begun, the full ones too: people see that the hall has them."""
        hours = self.hours(series)
        days = tuple(bookable_days(now.day, rule, hours))
        taken = work.appointments.taken(series.id, days[0], days[-1]) if days else {}
        offered = []
        for day in days:
            held_back = self.held_back(work, series, rule, day)
            free = tuple(
                FreeSlot(slot, 0 if held_back else self._left(work, series, rule, slot, taken))
                for slot in slots_on(day, rule, hours)
                if slot.start_ms > now.ms
            )
            if free:
                offered.append(OfferedDay(day, day_words(day, now.day), free, held_back))
        shared = self.shared
        return OfferedSeries(
            series.id, series.prefix, series.name, series.windows, tuple(offered), shared=shared
        )

    def bookable(
        self, series: SeriesSettings, rule: AppointmentSettings, day: date, start_minute: int, now: Instant
    ) -> Slot | None:
        """The slot of that day that begins then, if it may still be booked at all."""
        hours = self.hours(series)
        if day not in bookable_days(now.day, rule, hours):
            return None
        slots = (slot for slot in slots_on(day, rule, hours) if slot.start_minute == start_minute)
        return next((slot for slot in slots if slot.start_ms > now.ms), None)

    def has_room(
        self, work: UnitOfWork, series: SeriesSettings, rule: AppointmentSettings, slot: Slot
    ) -> bool:
        """Inside the transaction that books: takes the lease of the slot where it may."""
        if self.held_back(work, series, rule, slot.day):
            return False
        share = self._leases.hold(work, series.id, slot, rule.per_slot)
        taken = work.appointments.taken(series.id, slot.day, slot.day)
        return taken.get((slot.day, slot.start_minute), 0) < share

    def held_back(
        self, work: UnitOfWork, series: SeriesSettings, rule: AppointmentSettings, day: date
    ) -> bool:
        """After a restore: what was given out since the backup for that day is known to its holders alone.

        Where a ledger lends the slots, it holds back what was lost of this terminal's share, and no more.
        """
        restored = work.terminal.get().restored_day
        if restored is None or self._leases.lent:
            return False
        return day <= max(bookable_days(restored, rule, self.hours(series)), default=restored)

    def view(
        self, work: UnitOfWork, appointment: Appointment, now: Instant, label: str = ""
    ) -> AppointmentView | None:
        """None: its series is not in hall.toml any more. `label`: of a ticket of another terminal."""
        series = self.series_of(appointment)
        if series is None:
            return None
        rule = rule_of(series)
        slot = appointment.slot
        jobs = work.print_jobs.by_token(appointment.token)
        own_label = _label(work, appointment)
        return AppointmentView(
            appointment=appointment,
            name=series.name,
            windows=series.windows,
            day_words=None if now.fault else day_words(slot.day, now.day),
            arrival=None if now.fault else arrival(slot, rule, now.ms),
            opens=_clock(check_in_opens_ms(slot, rule)),
            ends=_clock(check_in_ends_ms(slot, rule)),
            bring=rule.bring,
            job_id=jobs[0].id if jobs else "",
            label=own_label or label,
            elsewhere=appointment.state is AppointmentState.ARRIVED and not own_label,
        )

    def _left(
        self,
        work: UnitOfWork,
        series: SeriesSettings,
        rule: AppointmentSettings,
        slot: Slot,
        taken: dict[tuple[date, int], int],
    ) -> int:
        share = self._leases.share(work, series.id, slot, rule.per_slot)
        return max(0, share - taken.get((slot.day, slot.start_minute), 0))


def rule_of(series: SeriesSettings) -> AppointmentSettings:
    """What was booked is honoured also after the hall has stopped taking more."""
    return series.appointments or AppointmentSettings()


def _label(work: UnitOfWork, appointment: Appointment) -> str:
    if appointment.state is not AppointmentState.ARRIVED:
        return ""
    found = work.tickets.get(appointment.ticket_id)
    return "" if found is None else found.label


def _clock(ms: int) -> str:
    return f"{local(from_ms(ms)):%H:%M}"
