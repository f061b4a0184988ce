"""The ledger's own rows of appointments, whoever booked them."""

from datetime import date

from kiosk.domain.appointment import Appointment, AppointmentState, Slot
from kiosk.domain.hall_appointment import HallAppointment
from kiosk.store.engine import Driver
from kiosk.store.statement import Value
from kiosk.store.statements import hall_appointments as sql


class HallAppointments:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def add(self, new: Appointment, *, unheard: bool) -> None:
        sql.ADD.change(
            self._driver,
            id=new.id,
            home=new.home,
            series=new.series,
            service_day=new.slot.day.isoformat(),
            start_minute=new.slot.start_minute,
            end_minute=new.slot.end_minute,
            person=new.person,
            state=new.state.value,
            token=new.token,
            ticket_id=new.ticket_id,
            booked_ms=new.booked_ms,
            settled_ms=new.settled_ms,
            claimed="",
            unheard=int(unheard),
        )

    def get(self, appointment_id: str) -> HallAppointment | None:
        row = sql.GET.one(self._driver, appointment_id=appointment_id)
        return None if row is None else _known(row)

    def by_token(self, token: str) -> HallAppointment | None:
        row = sql.BY_TOKEN.one(self._driver, token_value=token)
        return None if row is None else _known(row)

    def of_person(self, person: str, since: date) -> list[HallAppointment]:
        rows = sql.OF_PERSON.all(self._driver, person_digest=person, since=since.isoformat())
        return [_known(row) for row in rows]

    def of_home(self, terminal: str, since: date) -> list[HallAppointment]:
        """Everything that a terminal booked for that day and later ones."""
        rows = sql.OF_HOME.all(self._driver, terminal=terminal, since=since.isoformat())
        return [_known(row) for row in rows]

    def unheard(self, terminal: str) -> list[HallAppointment]:
        """Of its bookings what was settled elsewhere, and it has not been told."""
        return [_known(row) for row in sql.UNHEARD.all(self._driver, terminal=terminal)]

    def heard(self, known: Appointment) -> None:
        """Its home knows this state; unless it has changed since."""
        sql.HEARD.change(
            self._driver, appointment_id=known.id, known=known.state.value, ticket=known.ticket_id
        )

    def claims(self, terminal: str) -> list[str]:
        return [str(row[0]) for row in sql.CLAIMS.all(self._driver, terminal=terminal)]

    def claim(self, appointment_id: str, by_terminal: str) -> None:
        """`by_terminal`: empty lets it go."""
        sql.CLAIM.change(self._driver, appointment_id=appointment_id, by_terminal=by_terminal)

    def settle(self, told: Appointment, *, claimed: str, unheard: bool) -> None:
        sql.SETTLE.change(
            self._driver,
            appointment_id=told.id,
            to=told.state.value,
            ticket=told.ticket_id,
            at_ms=told.settled_ms,
            by_terminal=claimed,
            news=int(unheard),
        )

    def forget_persons(self, before: date) -> None:
        sql.FORGET.change(self._driver, day=before.isoformat(), nobody="")


def _known(row: tuple[Value, ...]) -> HallAppointment:
    name, home, series, day, start, end, person, state, token, ticket_id, booked_ms, settled_ms, *rest = row
    claimed, label = rest
    return HallAppointment(
        appointment=Appointment(
            id=name,
            series=series,
            slot=Slot(date.fromisoformat(day), start, end),
            person=person,
            state=AppointmentState(state),
            token=token,
            session="",
            ticket_id=ticket_id,
            booked_ms=booked_ms,
            settled_ms=settled_ms,
            home=home,
        ),
        label=label or "",
        claimed=claimed,
    )
