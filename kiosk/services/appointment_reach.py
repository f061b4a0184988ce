"""An appointment for the length of one act: this terminal's own, or the hall's when another one booked it."""

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from kiosk.domain.appointment import Appointment
from kiosk.domain.hall_appointment import OPEN, HallAppointment
from kiosk.services.appointment_link import AppointmentLink, Away
from kiosk.services.appointment_outcomes import HallAway, InOtherHands
from kiosk.store import Store


class Reached(msgspec.Struct, frozen=True):
    """`foreign`: booked elsewhere, and not in this store; nobody else has it in hand meanwhile."""

    foreign: Appointment | None = None


class SettledElsewhere(msgspec.Struct, frozen=True):
    """The own row, if there is one, follows at the link's next turn."""

    there: HallAppointment


Reach = Reached | SettledElsewhere | HallAway | InOtherHands
ALONE = Reached()


class Reaching:
    """`link` is None where one terminal is the whole hall."""

    def __init__(self, store: Store, link: AppointmentLink | None = None) -> None:
        self._store = store
        self._link = link

    @contextmanager
    def hold(self, appointment_id: str) -> Iterator[Reach]:
        """Up to half a second, outside of any transaction. Raises KeyError for one that nobody knows.

        An own one may always be acted upon, also while the ledger is away: it sorts that out later.
        """
        with self._store.read() as work:
            own = work.appointments.get(appointment_id)
        if self._link is None or (own is not None and own.state not in OPEN):
            yield ALONE
            return
        try:
            yield self._reach(self._link, appointment_id, is_own=own is not None)
        finally:
            self._link.settled(appointment_id)

    def by_token(self, token: str) -> HallAppointment | None:
        """None also while the ledger is away."""
        found = None if self._link is None else self._link.by_token(token)
        return None if isinstance(found, Away) else found

    def _reach(self, link: AppointmentLink, appointment_id: str, *, is_own: bool) -> Reach:
        found = link.claim(appointment_id)
        if isinstance(found, Away):
            return ALONE if is_own else HallAway()
        if found is None:
            if not is_own:
                raise KeyError(appointment_id)
            return ALONE  # booked here a moment ago: nobody else can have it
        if found.appointment.state not in OPEN:
            return SettledElsewhere(found)
        if found.claimed != link.terminal:
            return InOtherHands(found.claimed)
        return ALONE if is_own else Reached(found.appointment)
