"""An appointment for the length of one act: this terminal's own, or the hall's when another one booked it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import msgspec

from kiosk.domain.appointment import Appointment
from kiosk.domain.hall_appointment import OPEN, HallAppointment
from kiosk.services.appointment_outcomes import HallAway, InOtherHands
from kiosk.services.asking import Awaited
from kiosk.services.shared_hall.appointment_link import AppointmentLink, Away
from kiosk.store import Store


class Reached(msgspec.Struct, frozen=True):
    """`foreign`: booked elsewhere, and not in this store; nobody else has it in hand meanwhile."""

    foreign: Appointment | None = None


class SettledElsewhere(msgspec.Struct, frozen=True):
    """The own row, if there is one, follows at the link's next turn."""

    there: HallAppointment


T = TypeVar("T")
Reach = Reached | SettledElsewhere | HallAway | InOtherHands
ALONE = Reached()


class Reaching:
    """`link` is None where one terminal is the whole hall."""

    def __init__(self, store: Store, link: AppointmentLink | None = None) -> None:
        self._store = store
        self._link = link

    def ask(self, appointment_id: str) -> Awaited[Reach] | None:
        """Begins to take it in hand. One of the two is due afterwards: `hold` with it, or `drop`. None: this
        terminal is the hall, and there is nobody to ask."""
        return self.begin(appointment_id, lambda reach: reach)

    def begin(self, appointment_id: str, then: Callable[[Reach], T]) -> Awaited[T] | None:
        """The same, with more to be asked in that thread."""
        link = self._link
        if link is None:
            return None
        link.take(appointment_id)
        return link.begin(lambda: then(self._reach(link, appointment_id)))

    def drop(self, appointment_id: str, asking: Awaited[T]) -> None:
        """Nothing comes of it, or all that will. May be said before there is an answer."""
        link = self._link
        if link is not None:
            asking.tell(lambda: link.settled(appointment_id))

    @contextmanager
    def hold(self, appointment_id: str, asking: Awaited[Reach] | None = None) -> Iterator[Reach]:
        """Outside of any transaction; without `asking` up to half a second. Raises KeyError for one that
        nobody knows. An own one may always be acted upon, also while the ledger is away: it sorts that out
        later.
        """
        asking = asking or self.ask(appointment_id)
        if asking is None:
            yield ALONE
            return
        try:
            yield asking.answer()
        finally:
            self.drop(appointment_id, asking)

    def seek(self, token: str) -> Awaited[HallAppointment | None] | None:
        """By the code on its slip. None also while the ledger is away."""
        link = self._link
        return None if link is None or not link.here else link.begin(lambda: _by_token(link, token))

    def close(self) -> None:
        """Waits until nothing is being asked any more."""
        if self._link is not None:
            self._link.close()

    def _reach(self, link: AppointmentLink, appointment_id: str) -> Reach:
        with self._store.read() as work:
            own = work.appointments.get(appointment_id)
        if own is not None and own.state not in OPEN:
            return ALONE
        is_own = own is not None
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


def _by_token(link: AppointmentLink, token: str) -> HallAppointment | None:
    found = link.by_token(token)
    return None if isinstance(found, Away) else found
