"""Queue numbers and their counters."""

from datetime import date

from kiosk.domain.calling import Act
from kiosk.domain.ticket import Ticket, TicketState, place_behind
from kiosk.domain.time import from_ms, to_ms
from kiosk.store.engine import Driver
from kiosk.store.repositories.changes import ChangeFeed
from kiosk.store.statement import Value
from kiosk.store.statements import tickets as sql

Past = tuple[str, date, int, int | None, int | None, str]


class Tickets:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._changes = ChangeFeed(driver)

    def next_number(self, day: date, series: str, mark: int) -> int:
        """1 for a day that has no counter yet, else one more than the last; never the clock's business."""
        row = sql.NEXT.one(self._driver, day=day.isoformat(), series_id=series, mark=mark)
        if row is not None:
            return int(row[0])
        # The write lock is ours since BEGIN: nobody can have begun the same counter in between.
        sql.FIRST.change(self._driver, service_day=day.isoformat(), series=series, epoch_mark=mark, last=1)
        return 1

    def number_seen(self, day: date, series: str, mark: int, number: int) -> None:
        """A number that somebody else counted: this counter is never behind it."""
        if not sql.RAISE.change(self._driver, day=day.isoformat(), series_id=series, mark=mark, seen=number):
            sql.FIRST.change(
                self._driver, service_day=day.isoformat(), series=series, epoch_mark=mark, last=number
            )

    def issued(self, day: date, series: str) -> dict[int, int]:
        """The last number by epoch mark. Their sum is how many were issued for the day."""
        rows = sql.COUNTERS.all(self._driver, day=day.isoformat(), series_id=series)
        return {int(mark): int(last) for mark, last in rows}

    def void_count(self, day: date, series: str) -> int:
        """How many of a day's numbers were given back."""
        row = sql.VOIDED.one(self._driver, day=day.isoformat(), series_id=series, void=TicketState.VOID.value)
        return int(row[0]) if row else 0

    def last_day(self, series: str) -> date | None:
        """The latest service day that has a counter in this series."""
        row = sql.LAST_DAY.one(self._driver, series_id=series)
        return date.fromisoformat(row[0]) if row and row[0] else None

    def add(
        self,
        new: Ticket,
        terminal: str = "",
        confirmed: bool = True,
        place: int = 0,
        person: str | None = None,
    ) -> None:
        """`terminal` and `confirmed` are for the hall's ledger: who issued it, and whether its slip is known
        to exist. `place`: where it stands; 0: behind everybody who waits. `person`: whose it is, as a keyed
        digest; None for somebody without a card."""
        day, issued_ms = new.service_day.isoformat(), to_ms(new.issued)
        if not place:
            last = sql.LAST_PLACE.one(
                self._driver, day=day, line_id=new.series, waiting=TicketState.WAITING.value
            )
            place = place_behind(last[0] if last else 0, issued_ms, new.number)
        sql.ADD.change(
            self._driver,
            id=new.id,
            series=new.series,
            service_day=day,
            epoch_mark=new.epoch_mark,
            number=new.number,
            label=new.label,
            priority=int(new.priority),
            state=new.state.value,
            token=new.token,
            session=new.session,
            issued_ms=issued_ms,
            line=new.series,
            place=place,
            window=new.window,
            calls=0,
            called_ms=new.called_ms,
            started_ms=new.started_ms,
            ended_ms=new.ended_ms,
            terminal=terminal,
            confirmed=int(confirmed),
            person=person,
            due_ms=new.due_ms,
        )
        self._changes.append(
            at_ms=issued_ms,
            kind=Act.ISSUE,
            ticket_id=new.id,
            label=new.label,
            line=new.series,
            priority=new.priority,
        )

    def in_session(self, session: str, series: str, since_ms: int) -> Ticket | None:
        """The session's latest number in this series that was issued at `since_ms` or later and not given
        back."""
        row = sql.IN_SESSION.one(
            self._driver,
            session_id=session,
            series_id=series,
            since_ms=since_ms,
            void=TicketState.VOID.value,
        )
        return None if row is None else _ticket(row)

    def by_person(self, day: date, series: str, person: str) -> Ticket | None:
        """The number that somebody has for that day, unless they gave it back or did not come."""
        row = sql.BY_PERSON.one(
            self._driver,
            digest=person,
            series_id=series,
            day=day.isoformat(),
            void=TicketState.VOID.value,
            no_show=TicketState.NO_SHOW.value,
        )
        return None if row is None else _ticket(row)

    def person_of(self, ticket_id: str) -> str | None:
        row = sql.PERSON.one(self._driver, ticket_id=ticket_id)
        return None if row is None else row[0]

    def past(
        self, first_day: date, last_day: date
    ) -> list[tuple[str, date, int, int | None, int | None, str]]:
        """(series, day, issued, called, ended, window) of every ticket of those days, times in ms."""
        rows = sql.PAST.all(self._driver, first_day=first_day.isoformat(), last_day=last_day.isoformat())
        return [(series, date.fromisoformat(day), *times) for series, day, *times in rows]

    def get(self, ticket_id: str) -> Ticket | None:
        row = sql.BY_ID.one(self._driver, ticket_id=ticket_id)
        return None if row is None else _ticket(row)

    def by_token(self, token: str) -> Ticket | None:
        row = sql.BY_TOKEN.one(self._driver, token_value=token)
        return None if row is None else _ticket(row)

    def labels_from(self, first: date) -> list[tuple[str, str]]:
        """(label, token) of every number of this service day and later ones."""
        rows = sql.LABELS_FROM.all(self._driver, first_day=first.isoformat())
        return [(str(label), str(token)) for label, token in rows]

    def waiting_count(self, day: date, series: str) -> int:
        row = sql.AHEAD.one(
            self._driver, day=day.isoformat(), line_id=series, waiting=TicketState.WAITING.value
        )
        return int(row[0]) if row else 0

    def ahead_of(self, ticket: Ticket) -> int:
        """How many wait before it in the line where it stands."""
        own = sql.PLACE.one(self._driver, ticket_id=ticket.id)
        if own is None:
            return 0
        row = sql.AHEAD_OF.one(
            self._driver,
            day=ticket.service_day.isoformat(),
            line_id=own[0],
            waiting=TicketState.WAITING.value,
            own_place=own[1],
        )
        return int(row[0]) if row else 0

    def waiting(self, day: date) -> list[Ticket]:
        """All numbers of a day that wait, in the order of issue."""
        rows = sql.WAITING.all(self._driver, day=day.isoformat(), waiting=TicketState.WAITING.value)
        return [_ticket(row) for row in rows]

    def void(self, ticket_id: str, at_ms: int) -> bool:
        """The citizen gives the number back. False when it is being served, or over already."""
        changed = sql.VOID.change(
            self._driver,
            ticket_id=ticket_id,
            waiting=TicketState.WAITING.value,
            called=TicketState.CALLED.value,
            to=TicketState.VOID.value,
            at_ms=at_ms,
        )
        row = sql.SHOWN.one(self._driver, ticket_id=ticket_id) if changed else None
        if row is None:
            return False
        label, line, window, priority = row
        self._changes.append(
            at_ms=at_ms,
            kind=Act.VOID,
            ticket_id=ticket_id,
            label=label,
            line=line,
            window=window,
            priority=bool(priority),
        )
        return True

    def between(self, first: date, last: date) -> list[Ticket]:
        """Every number of these service days, first and last included."""
        rows = sql.BETWEEN.all(self._driver, first_day=first.isoformat(), last_day=last.isoformat())
        return [_ticket(row) for row in rows]


def _ticket(row: tuple[Value, ...]) -> Ticket:
    found = dict(zip(sql.BY_TOKEN.text().columns, row, strict=True))
    return Ticket(
        id=found["id"],
        series=found["series"],
        service_day=date.fromisoformat(found["service_day"]),
        epoch_mark=found["epoch_mark"],
        number=found["number"],
        label=found["label"],
        priority=bool(found["priority"]),
        state=TicketState(found["state"]),
        token=found["token"],
        session=found["session"],
        issued=from_ms(found["issued_ms"]),
        window=found["window"],
        called_ms=found["called_ms"],
        started_ms=found["started_ms"],
        ended_ms=found["ended_ms"],
        due_ms=found["due_ms"],
    )
