"""The hall's ledger of appointments: what one terminal booked, another can check in, move or give back.

```
booked ─▶ claimed by a terminal ─▶ (its own store) ticket + word ─▶ arrived, cancelled
   └ told by its home at any time: away from the ledger it settles its own appointments alone
```
A claim is the word of one terminal, as a reserved number is: time never ends it. Where two have checked in
the same appointment, the second ticket is void if it still waits, and in any case the hall's events say so.
"""

from collections.abc import Callable, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from kiosk.domain.appointment import Appointment, AppointmentState
from kiosk.domain.hall_appointment import OPEN, HallAppointment, holds
from kiosk.domain.ticket import TicketState
from kiosk.services.events import SYSTEM
from kiosk.services.hall_views import Ledger
from kiosk.store import LedgerWork

_GONE = frozenset({TicketState.VOID, TicketState.NO_SHOW})


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """What the ledger made of a terminal's word. `refused`: the appointment stands otherwise than told."""

    now: HallAppointment
    refused: bool = False
    waits: bool = False  # another terminal has it in hand: say it again later
    twice: str = ""  # the label of a second ticket for it, which staff have to know of
    voided: bool = False  # that second one is not called any more


class HallAppointments:
    """Each method may raise LedgerAway."""

    def __init__(self, ledger: Ledger, now_ms: Callable[[], int]) -> None:
        self._ledger = ledger
        self._now_ms = now_ms

    def by_token(self, token: str) -> HallAppointment | None:
        with self._ledger.read() as work:
            return work.hall_appointments.by_token(token)

    def of_person(self, person: str, since: date) -> list[HallAppointment]:
        with self._ledger.read() as work:
            return work.hall_appointments.of_person(person, since)

    def claim(self, terminal: str, appointment_id: str) -> HallAppointment | None:
        """It is in this terminal's hands, unless it is over or in another's: see `claimed`. None: unknown."""
        with self._ledger.begin() as work:
            found = work.hall_appointments.get(appointment_id)
            if found is None or found.claimed or found.appointment.state not in OPEN:
                return found
            home = found.appointment.home
            if home != terminal and not work.hall_leases.has_claimed(home):
                # After a restore its home alone knows whether the place is somebody else's by now.
                return replace(found, claimed=home)
            work.hall_appointments.claim(appointment_id, terminal)
            return replace(found, claimed=terminal)

    def release(self, terminal: str, appointment_id: str) -> None:
        """Nothing came of it."""
        with self._ledger.begin() as work:
            found = work.hall_appointments.get(appointment_id)
            if found is not None and found.claimed == terminal:
                work.hall_appointments.claim(appointment_id, "")

    def claims(self, terminal: str) -> list[str]:
        with self._ledger.read() as work:
            return work.hall_appointments.claims(terminal)

    def news(self, terminal: str) -> list[HallAppointment]:
        """What others have settled of this terminal's bookings, until it says `heard`."""
        with self._ledger.read() as work:
            return work.hall_appointments.unheard(terminal)

    def heard(self, known: Sequence[Appointment]) -> None:
        with self._ledger.begin() as work:
            for one in known:
                work.hall_appointments.heard(one)

    def of_home(self, terminal: str, since: date) -> list[HallAppointment]:
        with self._ledger.read() as work:
            return work.hall_appointments.of_home(terminal, since)

    def forget_persons(self, before: date) -> None:
        with self._ledger.begin() as work:
            work.hall_appointments.forget_persons(before)

    def tell(self, terminal: str, told: Appointment) -> Heard:
        """A terminal's word on an appointment as its store has it; `home` of its own ones may be empty."""
        told = replace(told, home=told.home or terminal)
        with self._ledger.begin() as work:
            before = work.hall_appointments.get(told.id)
            if before is None:
                work.hall_appointments.add(told, unheard=told.home != terminal)
                return _now(work, told.id)
            return self._weigh(work, terminal, before, told)

    # -- inside ------------------------------------------------------------------------------------------

    def _weigh(self, work: LedgerWork, terminal: str, before: HallAppointment, told: Appointment) -> Heard:
        known, by_home = before.appointment, terminal == told.home
        claimed = "" if before.claimed == terminal else before.claimed
        if known.state is told.state and known.ticket_id == told.ticket_id:
            work.hall_appointments.claim(told.id, claimed)
            if by_home:
                work.hall_appointments.heard(known)
            return _now(work, told.id)
        if holds(known.state, told.state, by_home=by_home):
            work.hall_appointments.claim(told.id, claimed)
            refused = replace(_now(work, told.id), refused=True)
            if told.state is not AppointmentState.ARRIVED:
                return refused
            label, voided = self._second(work, known, told)
            return replace(refused, twice=label, voided=voided)
        if claimed and told.state is not AppointmentState.ARRIVED:
            return Heard(now=before, waits=True)
        if known.state is AppointmentState.CANCELLED:
            self._tell(work, "appointment-arrived-cancelled", told.id)
        work.hall_appointments.settle(told, claimed=claimed, unheard=not by_home)
        return _now(work, told.id)

    def _second(self, work: LedgerWork, known: Appointment, told: Appointment) -> tuple[str, bool]:
        """Another ticket for an appointment that is settled: void if it waits and the first one stands."""
        second = work.calls.get(told.ticket_id)
        if second is None or second.state is TicketState.VOID:
            return "", False
        first = work.calls.get(known.ticket_id) if known.ticket_id else None
        stands = first is not None and first.state not in _GONE
        void = stands and second.state is TicketState.WAITING
        if void:
            work.tickets.void(second.ticket_id, self._now_ms())
        self._tell(work, "appointment-twice", told.id, "void" if void else "both")
        return second.label, void

    def _tell(self, work: LedgerWork, action: str, object: str, result: str = "ok") -> None:  # noqa: A002
        work.events.append(
            at_ms=self._now_ms(),
            monotonic_ms=0,  # of no one machine
            session="",
            actor=SYSTEM,
            action=action,
            object=object,
            result=result,
        )


def _now(work: LedgerWork, appointment_id: str) -> Heard:
    found = work.hall_appointments.get(appointment_id)
    if found is None:
        raise KeyError(appointment_id)
    return Heard(now=found)
