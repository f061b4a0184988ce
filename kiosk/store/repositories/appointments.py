"""Appointments, from booking to the window or to nothing."""

from datetime import date

from msgspec.structs import replace

from kiosk.domain.appointment import Appointment, AppointmentState, Slot
from kiosk.store.engine import Driver
from kiosk.store.statement import Value
from kiosk.store.statements import appointments as sql


class Appointments:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def add(self, new: Appointment) -> None:
        """Raises IntegrityError for a second open one of the same person, series and day."""
        sql.ADD.change(
            self._driver,
            id=new.id,
            series=new.series,
            service_day=new.slot.day.isoformat(),
            start_minute=new.slot.start_minute,
            end_minute=new.slot.end_minute,
            person=new.person,
            state=new.state.value,
            token=new.token,
            session=new.session,
            ticket_id=new.ticket_id,
            booked_ms=new.booked_ms,
            settled_ms=new.settled_ms,
            home=new.home,
        )

    def get(self, appointment_id: str) -> Appointment | None:
        row = sql.GET.one(self._driver, appointment_id=appointment_id)
        return None if row is None else _appointment(row)

    def by_token(self, token: str) -> Appointment | None:
        row = sql.BY_TOKEN.one(self._driver, token_value=token)
        return None if row is None else _appointment(row)

    def of_person(self, person: str, since: date) -> list[Appointment]:
        """Everything of theirs from a day on, cancelled ones too, by day and slot."""
        rows = sql.OF_PERSON.all(self._driver, person_digest=person, since=since.isoformat())
        return [_appointment(row) for row in rows]

    def taken(self, series: str, first: date, last: date) -> dict[tuple[date, int], int]:
        """How many hold a place of this terminal in each slot (day, start minute); a no-show held it too.

        So does a cancelled one that the hall's ledger has not heard of: somebody may be checking in with it
        at another terminal.
        """
        rows = sql.TAKEN.all(
            self._driver,
            series_id=series,
            first=first.isoformat(),
            last=last.isoformat(),
            here="",
            cancelled=AppointmentState.CANCELLED.value,
        )
        return {(date.fromisoformat(day), int(start)): int(count) for day, start, count in rows}

    def count_in_session(self, session: str) -> int:
        row = sql.IN_SESSION.one(self._driver, session_id=session)
        return int(row[0]) if row else 0

    def booked_until(self, day: date) -> list[Appointment]:
        """Who was expected up to and on that day and has not been settled."""
        rows = sql.BOOKED_UNTIL.all(self._driver, booked=AppointmentState.BOOKED.value, day=day.isoformat())
        return [_appointment(row) for row in rows]

    def anything_from(self, day: date) -> bool:
        """Whether anybody is expected."""
        row = sql.EXISTS.one(self._driver, since=day.isoformat(), booked=AppointmentState.BOOKED.value)
        return row is not None

    def booked_here(self, since: date) -> list[Appointment]:
        """Everything that this terminal booked for that day and later ones, whatever became of it."""
        return [
            _appointment(row) for row in sql.HELD_FROM.all(self._driver, since=since.isoformat(), here="")
        ]

    def settled_for_others(self, since: date) -> list[Appointment]:
        """What other terminals booked and this one has settled."""
        return [
            _appointment(row) for row in sql.FOREIGN_FROM.all(self._driver, since=since.isoformat(), here="")
        ]

    def settle(self, appointment_id: str, state: AppointmentState, now_ms: int, ticket_id: str = "") -> bool:
        changed = sql.SETTLE.change(
            self._driver, appointment_id=appointment_id, to=state.value, ticket=ticket_id, now_ms=now_ms
        )
        return changed == 1

    def settle_or_add(
        self, known: Appointment, state: AppointmentState, now_ms: int, ticket_id: str = ""
    ) -> None:
        """Also of another terminal's booking, which is in this store only once it is settled here."""
        if not self.settle(known.id, state, now_ms, ticket_id):
            self.add(replace(known, state=state, settled_ms=now_ms, ticket_id=ticket_id))

    def forget_persons(self, before: date) -> int:
        """Whose appointments of past days they were is nobody's business any more."""
        return sql.FORGET.change(
            self._driver, day=before.isoformat(), nobody="", booked=AppointmentState.BOOKED.value
        )


def _appointment(row: tuple[Value, ...]) -> Appointment:
    found = dict(zip(sql.BY_TOKEN.text().columns, row, strict=True))
    return Appointment(
        id=found["id"],
        series=found["series"],
        slot=Slot(date.fromisoformat(found["service_day"]), found["start_minute"], found["end_minute"]),
        person=found["person"],
        state=AppointmentState(found["state"]),
        token=found["token"],
        session=found["session"],
        ticket_id=found["ticket_id"],
        booked_ms=found["booked_ms"],
        settled_ms=found["settled_ms"],
        home=found["home"],
    )
