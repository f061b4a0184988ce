"""Queue numbers and their counters."""

from datetime import date

from sqlalchemy import bindparam, case, func, insert, select, update

from kiosk.domain.calling import Act
from kiosk.domain.ticket import PLACES_APART, Ticket, TicketState, place_of_issue
from kiosk.domain.time import from_ms, to_ms
from kiosk.store.engine import Driver
from kiosk.store.hall_tables import series_counter, ticket
from kiosk.store.repositories.changes import ChangeFeed
from kiosk.store.statement import ONE, Statement, Value, every_column

_counter = series_counter.c
_t = ticket.c
_NAMES = tuple(ticket.columns.keys())

_OF_COUNTER = (
    _counter.service_day == bindparam("day"),
    _counter.series == bindparam("series_id"),
    _counter.epoch_mark == bindparam("mark"),
)
_NEXT = Statement(
    update(series_counter).where(*_OF_COUNTER).values(last=_counter.last + 1).returning(_counter.last)
)
_RAISE = Statement(
    update(series_counter)
    .where(*_OF_COUNTER)
    .values(last=case((_counter.last < bindparam("seen"), bindparam("seen")), else_=_counter.last))
)
_FIRST = Statement(insert(series_counter).values(every_column(series_counter)))
_COUNTERS = Statement(
    select(_counter.epoch_mark, _counter.last).where(
        _counter.service_day == bindparam("day"), _counter.series == bindparam("series_id")
    )
)
_VOIDED = Statement(
    # By the index of lines; one that was transferred before it was given back frees no place.
    select(func.count()).where(
        _t.line == bindparam("series_id"),
        _t.state == bindparam("void"),
        _t.service_day == bindparam("day"),
        _t.series == bindparam("series_id"),
    )
)
_LAST_DAY = Statement(select(func.max(_counter.service_day)).where(_counter.series == bindparam("series_id")))
_ADD = Statement(insert(ticket))
_IN_SESSION = Statement(
    select(ticket)
    .where(
        _t.session == bindparam("session_id"),
        _t.series == bindparam("series_id"),
        _t.issued_ms >= bindparam("since_ms"),
        _t.state != bindparam("void"),
    )
    .order_by(_t.issued_ms.desc())
    .limit(ONE)
)
_BY_PERSON = Statement(
    select(ticket)
    .where(
        _t.person == bindparam("digest"),
        _t.series == bindparam("series_id"),
        _t.service_day == bindparam("day"),
        _t.state.not_in([bindparam("void"), bindparam("no_show")]),
    )
    .order_by(_t.issued_ms.desc())
    .limit(ONE)
)
_PERSON = Statement(select(_t.person).where(_t.id == bindparam("ticket_id")))
_PAST = Statement(
    select(_t.series, _t.service_day, _t.issued_ms, _t.called_ms, _t.ended_ms, _t.window)
    .where(_t.service_day >= bindparam("first_day"), _t.service_day <= bindparam("last_day"))
    .order_by(_t.service_day)
)
_BY_ID = Statement(select(ticket).where(_t.id == bindparam("ticket_id")))
_BY_TOKEN = Statement(select(ticket).where(_t.token == bindparam("token_value")))
_WAITING_IN_LINE = (
    _t.line == bindparam("line_id"),
    _t.state == bindparam("waiting"),
    _t.service_day == bindparam("day"),
)
_AHEAD = Statement(select(func.count()).where(*_WAITING_IN_LINE))
# Who has an appointment may stand at a time that is still to come: others do not queue up behind that.
_LAST_PLACE = Statement(
    select(_t.place).where(*_WAITING_IN_LINE, _t.due_ms.is_(None)).order_by(_t.place.desc()).limit(ONE)
)
_PLACE = Statement(select(_t.line, _t.place).where(_t.id == bindparam("ticket_id")))
_AHEAD_OF = Statement(select(func.count()).where(*_WAITING_IN_LINE, _t.place < bindparam("own_place")))
_WAITING = Statement(
    select(ticket)
    .where(_t.service_day == bindparam("day"), _t.state == bindparam("waiting"))
    .order_by(_t.issued_ms, _t.id)
)
_SHOWN = Statement(select(_t.label, _t.line, _t.window, _t.priority).where(_t.id == bindparam("ticket_id")))
_VOID = Statement(
    update(ticket)
    .where(_t.id == bindparam("ticket_id"), _t.state.in_([bindparam("waiting"), bindparam("called")]))
    .values(state=bindparam("to"), ended_ms=bindparam("at_ms"))
)
_BETWEEN = Statement(
    select(ticket)
    .where(_t.service_day >= bindparam("first_day"), _t.service_day <= bindparam("last_day"))
    .order_by(_t.service_day, _t.series, _t.epoch_mark, _t.number)
)


Past = tuple[str, date, int, int | None, int | None, str]


class Tickets:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._changes = ChangeFeed(driver)

    def next_number(self, day: date, series: str, mark: int) -> int:
        """1 for a day that has no counter yet, else one more than the last; never the clock's business."""
        row = _NEXT.one(self._driver, day=day.isoformat(), series_id=series, mark=mark)
        if row is not None:
            return int(row[0])
        # The write lock is ours since BEGIN: nobody can have begun the same counter in between.
        _FIRST.change(self._driver, service_day=day.isoformat(), series=series, epoch_mark=mark, last=1)
        return 1

    def number_seen(self, day: date, series: str, mark: int, number: int) -> None:
        """A number that somebody else counted: this counter is never behind it."""
        if not _RAISE.change(self._driver, day=day.isoformat(), series_id=series, mark=mark, seen=number):
            _FIRST.change(
                self._driver, service_day=day.isoformat(), series=series, epoch_mark=mark, last=number
            )

    def issued(self, day: date, series: str) -> dict[int, int]:
        """The last number by epoch mark. Their sum is how many were issued for the day."""
        rows = _COUNTERS.all(self._driver, day=day.isoformat(), series_id=series)
        return {int(mark): int(last) for mark, last in rows}

    def void_count(self, day: date, series: str) -> int:
        """How many of a day's numbers were given back."""
        row = _VOIDED.one(self._driver, day=day.isoformat(), series_id=series, void=TicketState.VOID.value)
        return int(row[0]) if row else 0

    def last_day(self, series: str) -> date | None:
        """The latest service day that has a counter in this series."""
        row = _LAST_DAY.one(self._driver, series_id=series)
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
            # Behind them also when the clock was set back in between.
            last = _LAST_PLACE.one(
                self._driver, day=day, line_id=new.series, waiting=TicketState.WAITING.value
            )
            behind = (last[0] if last and last[0] else 0) + PLACES_APART
            place = max(place_of_issue(issued_ms, new.number), behind)
        _ADD.change(
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
        row = _IN_SESSION.one(
            self._driver,
            session_id=session,
            series_id=series,
            since_ms=since_ms,
            void=TicketState.VOID.value,
        )
        return None if row is None else _ticket(row)

    def by_person(self, day: date, series: str, person: str) -> Ticket | None:
        """The number that somebody has for that day, unless they gave it back or did not come."""
        row = _BY_PERSON.one(
            self._driver,
            digest=person,
            series_id=series,
            day=day.isoformat(),
            void=TicketState.VOID.value,
            no_show=TicketState.NO_SHOW.value,
        )
        return None if row is None else _ticket(row)

    def person_of(self, ticket_id: str) -> str | None:
        row = _PERSON.one(self._driver, ticket_id=ticket_id)
        return None if row is None else row[0]

    def past(
        self, first_day: date, last_day: date
    ) -> list[tuple[str, date, int, int | None, int | None, str]]:
        """(series, day, issued, called, ended, window) of every ticket of those days, times in ms."""
        rows = _PAST.all(self._driver, first_day=first_day.isoformat(), last_day=last_day.isoformat())
        return [(series, date.fromisoformat(day), *times) for series, day, *times in rows]

    def get(self, ticket_id: str) -> Ticket | None:
        row = _BY_ID.one(self._driver, ticket_id=ticket_id)
        return None if row is None else _ticket(row)

    def by_token(self, token: str) -> Ticket | None:
        row = _BY_TOKEN.one(self._driver, token_value=token)
        return None if row is None else _ticket(row)

    def waiting_count(self, day: date, series: str) -> int:
        row = _AHEAD.one(self._driver, day=day.isoformat(), line_id=series, waiting=TicketState.WAITING.value)
        return int(row[0]) if row else 0

    def ahead_of(self, ticket: Ticket) -> int:
        """How many wait before it in the line where it stands."""
        own = _PLACE.one(self._driver, ticket_id=ticket.id)
        if own is None:
            return 0
        row = _AHEAD_OF.one(
            self._driver,
            day=ticket.service_day.isoformat(),
            line_id=own[0],
            waiting=TicketState.WAITING.value,
            own_place=own[1],
        )
        return int(row[0]) if row else 0

    def waiting(self, day: date) -> list[Ticket]:
        """All numbers of a day that wait, in the order of issue."""
        rows = _WAITING.all(self._driver, day=day.isoformat(), waiting=TicketState.WAITING.value)
        return [_ticket(row) for row in rows]

    def void(self, ticket_id: str, at_ms: int) -> bool:
        """The citizen gives the number back. False when it is being served, or over already."""
        changed = _VOID.change(
            self._driver,
            ticket_id=ticket_id,
            waiting=TicketState.WAITING.value,
            called=TicketState.CALLED.value,
            to=TicketState.VOID.value,
            at_ms=at_ms,
        )
        row = _SHOWN.one(self._driver, ticket_id=ticket_id) if changed else None
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
        rows = _BETWEEN.all(self._driver, first_day=first.isoformat(), last_day=last.isoformat())
        return [_ticket(row) for row in rows]


def _ticket(row: tuple[Value, ...]) -> Ticket:
    found = dict(zip(_NAMES, row, strict=True))
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
