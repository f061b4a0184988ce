"""What every change of an appointment leaves behind, inside its transaction: a record and an event."""

from collections.abc import Callable

from kiosk.domain.appointment import Appointment, clock_words
from kiosk.domain.record import RecordKind
from kiosk.services.events import Events
from kiosk.services.outgoing import append_told
from kiosk.store import UnitOfWork


class AppointmentTrail:
    def __init__(self, events: Events, ids: Callable[[], str], *, shared: bool = False) -> None:
        """`shared`: the hall's ledger has to hear of each."""
        self._events = events
        self._ids = ids
        self._shared = shared

    def write(
        self,
        work: UnitOfWork,
        appointment: Appointment,
        action: str,
        now_ms: int,
        *,
        session: str,
        actor: str,
        other: str = "",
    ) -> None:
        """`action`: booked, cancelled, arrived, no-show. `other`: the id of the ticket that it became, or of
        the appointment that it takes the place of. Nothing says whose it is, and the token stays here."""
        slot = appointment.slot
        append_told(
            work,
            record_id=self._ids(),
            kind=RecordKind.APPOINTMENT,
            created_ms=now_ms,
            told={
                "appointment_id": appointment.id,
                "action": action,
                "series": appointment.series,
                "service_day": slot.day.isoformat(),
                "from": clock_words(slot.start_minute),
                "to": clock_words(slot.end_minute),
                "other": other,
            },
        )
        self._events.write(work, session, actor, f"appointment-{action}", appointment.id)
        if self._shared:
            work.appointment_words.owe(appointment.id, action)
        work.terminal.seen(now_ms)
