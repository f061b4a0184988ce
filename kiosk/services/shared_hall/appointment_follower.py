"""Appointments of a hall, in the link's thread: words that are owed, claims without an act, what others did.

```
owed word ─▶ ledger: stands │ refused (settled elsewhere: the own row follows) │ waits (claimed elsewhere)
claim without a word and without an act ─▶ let go
```
After the ledger was away, was restored, or this store was, everything from today on is compared once.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from msgspec.structs import replace

from kiosk.domain.appointment import Appointment, AppointmentState
from kiosk.domain.hall_appointment import HallAppointment
from kiosk.services.checks.hall_appointments import BOTH, NAME, VOID
from kiosk.services.events import SYSTEM, Events
from kiosk.services.shared_hall.appointment_link import ClaimsInHand
from kiosk.services.shared_hall.hall_appointments import Heard
from kiosk.store import Store, UnitOfWork

AT_ONCE = 20
_LOOK_AGAIN = 30
ACTS = {
    AppointmentState.BOOKED: "booked",
    AppointmentState.ARRIVED: "arrived",
    AppointmentState.CANCELLED: "cancelled",
    AppointmentState.NO_SHOW: "no-show",
}


class ToldAppointments(Protocol):
    """The ledger's part. Each may raise LedgerAway."""

    def tell(self, terminal: str, told: Appointment) -> Heard: ...
    def claims(self, terminal: str) -> list[str]: ...
    def release(self, terminal: str, appointment_id: str) -> None: ...
    def news(self, terminal: str) -> list[HallAppointment]: ...
    def heard(self, known: Sequence[Appointment]) -> None: ...
    def of_home(self, terminal: str, since: date) -> list[HallAppointment]: ...
    def forget_persons(self, before: date) -> None: ...


class AppointmentFollower:
    def __init__(
        self,
        store: Store,
        ledger: ToldAppointments,
        terminal: str,
        claims: ClaimsInHand,
        events: Events,
        life: Callable[[], int],
    ) -> None:
        """`life`: of the ledger; another one than before means that it was restored."""
        self._store = store
        self._ledger = ledger
        self._terminal = terminal
        self._claims = claims
        self._events = events
        self._life = life
        self._compared: tuple[int, date] | None = None
        self._turns = 0

    @property
    def compared(self) -> bool:
        """Whether store and ledger know the same of this terminal's appointments, but for words just owed."""
        return self._compared is not None

    def turn(self, today: date) -> bool:
        before, self._compared = self._compared, None  # until this turn has come to its end
        now = (self._life(), today)
        if now != before:
            self._compare(today)
            if before is None or before[1] != today:
                self._ledger.forget_persons(today)
        more = self._say_words()
        if self._claims.doubted():
            self._let_go()
        self._hear()
        self._turns += 1
        if self._turns % _LOOK_AGAIN == 0:
            self._claims.doubt()  # of a question that was given up, the answer may have been made late
        if not more:
            self._compared = now
        return more

    # -- inside ------------------------------------------------------------------------------------------

    def _compare(self, today: date) -> None:
        """What the ledger does not know is owed to it; what this store has lost comes back."""
        self._claims.doubt()
        heard = {one.appointment.id: one for one in self._ledger.of_home(self._terminal, today)}
        with self._store.begin() as work:
            known = work.appointments.booked_here(today)
            for one in known:
                there = heard.get(one.id)
                if there is not None and one.state is AppointmentState.BOOKED is not there.appointment.state:
                    # Settled after the backup, or elsewhere; before what took its place comes back.
                    self._follow(work, there)
                elif there is None or _differ(there.appointment, one):
                    work.appointment_words.owe(one.id, ACTS[one.state])
            # Of others' bookings nothing can be compared here; said twice it is heard once.
            for one in work.appointments.settled_for_others(today):
                work.appointment_words.owe(one.id, ACTS[one.state])
            for lost in heard.keys() - {one.id for one in known}:
                self._take_in(work, heard[lost].appointment)

    def _take_in(self, work: UnitOfWork, lost: Appointment) -> None:
        """An appointment that was booked here after the backup from which this store was restored."""
        work.appointments.add(replace(lost, home="", person=lost.person or f"?{lost.id}"))
        self._events.write(work, "", SYSTEM, "appointment-taken-in", lost.id)

    def _say_words(self) -> bool:
        with self._store.read() as work:
            owed = work.appointment_words.owed()
        said = 0
        for appointment_id, act in owed:
            if said == AT_ONCE:
                return True
            said += self._say(appointment_id, act)
        return False

    def _say(self, appointment_id: str, act: str) -> bool:
        with self._store.read() as work:
            told = work.appointments.get(appointment_id)
            # The ledger knows the ticket first: it could not void a second one that it has not heard of.
            early = told is not None and bool(told.ticket_id) and work.ledger_words.owes(told.ticket_id)
        if early:
            return False
        heard = None if told is None else self._ledger.tell(self._terminal, told)
        if heard is not None and heard.waits:
            return False
        with self._store.begin() as work:
            work.appointment_words.said(appointment_id, act)
            if heard is not None and heard.refused:
                self._follow(work, heard.now)
            if heard is not None and heard.twice:
                what = VOID if heard.voided else BOTH
                work.devices.put(NAME, what, heard.twice, work.terminal.get().last_seen_ms)
        return True

    def _let_go(self) -> None:
        for appointment_id in self._ledger.claims(self._terminal):
            if appointment_id in self._claims:
                continue
            with self._store.read() as work:  # after the look at the claims in hand
                owed = any(name == appointment_id for name, _ in work.appointment_words.owed())
            if not owed:
                self._ledger.release(self._terminal, appointment_id)

    def _hear(self) -> None:
        news = self._ledger.news(self._terminal)
        if not news:
            return
        with self._store.begin() as work:
            owed = {name for name, _ in work.appointment_words.owed()}
            known = [one for one in news if one.appointment.id not in owed]  # its word brings the answer
            for one in known:
                self._follow(work, one)
        self._ledger.heard([one.appointment for one in known])

    def _follow(self, work: UnitOfWork, heard: HallAppointment) -> None:
        there = heard.appointment
        here = work.appointments.get(there.id)
        if here is None or not _differ(there, here):
            return
        work.appointments.settle(there.id, there.state, there.settled_ms or 0, there.ticket_id)
        self._events.write(work, "", SYSTEM, f"appointment-{ACTS[there.state]}-elsewhere", there.id)


def _differ(there: Appointment, here: Appointment) -> bool:
    return (there.state, there.ticket_id) != (here.state, here.ticket_id)
