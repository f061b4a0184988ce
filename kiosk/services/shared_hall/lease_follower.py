"""Leases of slots, in the link's thread: borrowed ahead of need, so that booking asks nobody.

One series and day at a time, whenever its bookings have changed and every `SWEEP_S` besides, since others
may be short. More than was there is written down after the ledger has lent it; less, before it is told.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from kiosk.domain.slot_lease import Ask, Lent
from kiosk.services.agenda import Agenda
from kiosk.services.slot_leases import holder
from kiosk.services.slots import bookable_days, slots_on
from kiosk.services.timekeeping import Instant
from kiosk.settings import SeriesSettings
from kiosk.settings_appointments import AppointmentSettings
from kiosk.store import Store, UnitOfWork

SWEEP_S = 15.0
HELD = "held"  # what was lost with an earlier life of this store, beside its leases


class LendsSlots(Protocol):
    """The ledger's part. Each may raise LedgerAway."""

    def lend(self, terminal: str, epoch: int, asked: Sequence[Ask]) -> list[Lent]: ...
    def claimed(self, terminal: str) -> None: ...
    def forget_past(self, before: date) -> None: ...
    def life(self) -> tuple[int, date | None]: ...


class Compared(Protocol):
    @property
    def compared(self) -> bool: ...


class LeaseFollower:
    def __init__(
        self,
        store: Store,
        ledger: LendsSlots,
        terminal: str,
        agenda: Agenda,
        appointments: Compared,
        monotonic_s: Callable[[], float],
    ) -> None:
        """`appointments`: has its turn before; leases are spoken of when both know the same bookings."""
        self._store = store
        self._ledger = ledger
        self._terminal = terminal
        self._agenda = agenda
        self._appointments = appointments
        self._monotonic_s = monotonic_s
        self._life: tuple[int, date | None] = (0, None)
        self._day = date.min
        self._claiming = False
        self._swept_s = 0.0
        self._due: list[tuple[str, date]] = []
        self._told: dict[tuple[str, date], dict[int, int]] = {}  # what was booked when it was last spoken of

    def turn(self, today: date) -> bool:
        with self._store.read() as work:
            now = self._agenda.now(work)
        if not self._appointments.compared or now.fault is not None:
            return False
        life = self._ledger.life()
        if life != self._life:
            self._life, self._claiming, self._due, self._told = life, True, [], {}
        if today != self._day:
            self._ledger.forget_past(today)
            self._day = today
        self._gather(today)
        if self._due:
            self._ask(*self._due[0], now)
        if not self._due and self._claiming:
            self._ledger.claimed(self._terminal)
            self._claiming, self._swept_s = False, 0.0  # now others may be lent something, and we too
        return bool(self._due)

    # -- inside ------------------------------------------------------------------------------------------

    def _gather(self, today: date) -> None:
        now_s = self._monotonic_s()
        sweep = now_s - self._swept_s >= SWEEP_S
        if sweep:
            self._swept_s = now_s
        with self._store.read() as work:
            for series, rule in self._agenda.booked_series():
                for day in bookable_days(today, rule, self._agenda.hours(series)):
                    chunk = (series.id, day)
                    if chunk not in self._due and (sweep or _booked(work, *chunk) != self._told.get(chunk)):
                        self._due.append(chunk)

    def _ask(self, series_id: str, day: date, now: Instant) -> None:
        """First of the due; it stays there while something is given back, which has to be said again."""
        found = {series.id: (series, rule) for series, rule in self._agenda.booked_series()}
        series, rule = found[series_id]
        with self._store.read() as work:
            epoch = work.terminal.get().epoch
            booked = _booked(work, series_id, day)
            asks = self._asks(work, series, rule, day, epoch, booked, now)
        lent = self._ledger.lend(self._terminal, epoch, asks)
        with self._store.begin() as work:
            lowered = [self._write(work, ask, each, epoch) for ask, each in zip(asks, lent, strict=True)]
        self._told[series_id, day] = booked
        if not any(lowered):
            self._due.pop(0)

    def _asks(
        self,
        work: UnitOfWork,
        series: SeriesSettings,
        rule: AppointmentSettings,
        day: date,
        epoch: int,
        booked: dict[int, int],
        now: Instant,
    ) -> list[Ask]:
        hours = self._agenda.hours(series)
        own = work.leases.of_day(series.id, day, holder(self._terminal, epoch))
        held = work.leases.of_day(series.id, day, holder(self._terminal, 0) + HELD)
        restored = self._life[1]
        last = None if restored is None else max(bookable_days(restored, rule, hours), default=restored)
        return [
            Ask(
                series=series.id,
                slot=slot,
                capacity=rule.per_slot,
                share=own.get(slot.start_minute, 0),
                booked=booked.get(slot.start_minute, 0),
                held=held.get(slot.start_minute, 0),
                lent_before=last is not None and day <= last,
            )
            for slot in slots_on(day, rule, hours)
            if slot.start_ms > now.ms
        ]

    def _write(self, work: UnitOfWork, ask: Ask, lent: Lent, epoch: int) -> bool:
        """Whether something was given back."""
        share = lent.share
        if share < ask.share:
            # Somebody may have booked it while the ledger was asked.
            share = max(share, _booked(work, ask.series, ask.slot.day).get(ask.slot.start_minute, 0))
        if share != ask.share:
            work.leases.put(ask.series, ask.slot, holder(self._terminal, epoch), share)
        if lent.held != ask.held:
            work.leases.put(ask.series, ask.slot, holder(self._terminal, 0) + HELD, lent.held)
        return share < ask.share


def _booked(work: UnitOfWork, series: str, day: date) -> dict[int, int]:
    return {start: count for (_, start), count in work.appointments.taken(series, day, day).items()}
