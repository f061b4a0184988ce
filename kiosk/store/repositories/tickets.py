"""Queue numbers and their counters."""

from datetime import date

from sqlalchemy import bindparam, func, insert, select, tuple_, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.domain.ticket import Ticket, TicketState
from kiosk.domain.time import from_ms, to_ms
from kiosk.store.engine import Driver
from kiosk.store.statement import ONE, Statement, Value
from kiosk.store.tables import series_counter, ticket

_counter = series_counter.c
_t = ticket.c

_NEXT = Statement(
    upsert(series_counter)
    .values(
        service_day=bindparam("day"),
        series=bindparam("series_id"),
        epoch_mark=bindparam("mark"),
        last=bindparam("first"),
    )
    .on_conflict_do_update(
        index_elements=[_counter.service_day, _counter.series, _counter.epoch_mark],
        set_={"last": _counter.last + 1},
    )
    .returning(_counter.last)
)
_COUNTERS = Statement(
    select(_counter.epoch_mark, _counter.last).where(
        _counter.service_day == bindparam("day"), _counter.series == bindparam("series_id")
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
    )
    .order_by(_t.issued_ms.desc())
    .limit(ONE)
)
_BY_TOKEN = Statement(select(ticket).where(_t.token == bindparam("token_value")))
_AHEAD = Statement(
    select(func.count()).where(
        _t.service_day == bindparam("day"),
        _t.series == bindparam("series_id"),
        _t.state == bindparam("waiting"),
    )
)
_AHEAD_OF = Statement(
    select(func.count()).where(
        _t.service_day == bindparam("day"),
        _t.series == bindparam("series_id"),
        _t.state == bindparam("waiting"),
        tuple_(_t.epoch_mark, _t.number) < tuple_(bindparam("mark"), bindparam("own_number")),
    )
)
_WAITING = Statement(
    select(ticket)
    .where(_t.service_day == bindparam("day"), _t.state == bindparam("waiting"))
    .order_by(_t.issued_ms, _t.id)
)
_SET_STATE = Statement(update(ticket).where(_t.id == bindparam("ticket_id")).values(state=bindparam("to")))


class Tickets:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def next_number(self, day: date, series: str, mark: int) -> int:
        """1 for a day that has no counter yet, else one more than the last; never the clock's business."""
        row = _NEXT.one(self._driver, day=day.isoformat(), series_id=series, mark=mark, first=1)
        if row is None:
            raise LookupError("a counter that was just written has no value")
        return int(row[0])

    def issued(self, day: date, series: str) -> dict[int, int]:
        """The last number by epoch mark. Their sum is how many were issued for the day."""
        rows = _COUNTERS.all(self._driver, day=day.isoformat(), series_id=series)
        return {int(mark): int(last) for mark, last in rows}

    def last_day(self, series: str) -> date | None:
        """The latest service day that has a counter in this series."""
        row = _LAST_DAY.one(self._driver, series_id=series)
        return date.fromisoformat(row[0]) if row and row[0] else None

    def add(self, new: Ticket) -> None:
        _ADD.change(
            self._driver,
            id=new.id,
            series=new.series,
            service_day=new.service_day.isoformat(),
            epoch_mark=new.epoch_mark,
            number=new.number,
            label=new.label,
            priority=int(new.priority),
            state=new.state.value,
            token=new.token,
            session=new.session,
            issued_ms=to_ms(new.issued),
        )

    def in_session(self, session: str, series: str, since_ms: int) -> Ticket | None:
        """The session's latest number in this series that was issued at `since_ms` or later."""
        row = _IN_SESSION.one(self._driver, session_id=session, series_id=series, since_ms=since_ms)
        return None if row is None else _ticket(row)

    def by_token(self, token: str) -> Ticket | None:
        row = _BY_TOKEN.one(self._driver, token_value=token)
        return None if row is None else _ticket(row)

    def waiting_count(self, day: date, series: str) -> int:
        row = _AHEAD.one(
            self._driver, day=day.isoformat(), series_id=series, waiting=TicketState.WAITING.value
        )
        return int(row[0]) if row else 0

    def ahead_of(self, ticket: Ticket) -> int:
        """How many wait with a smaller number; a series after a restore follows the one before it."""
        row = _AHEAD_OF.one(
            self._driver,
            day=ticket.service_day.isoformat(),
            series_id=ticket.series,
            waiting=TicketState.WAITING.value,
            mark=ticket.epoch_mark,
            own_number=ticket.number,
        )
        return int(row[0]) if row else 0

    def waiting(self, day: date) -> list[Ticket]:
        """All numbers of a day that wait, in the order of issue."""
        rows = _WAITING.all(self._driver, day=day.isoformat(), waiting=TicketState.WAITING.value)
        return [_ticket(row) for row in rows]

    def set_state(self, ticket_id: str, state: TicketState) -> bool:
        return _SET_STATE.change(self._driver, ticket_id=ticket_id, to=state.value) == 1


def _ticket(row: tuple[Value, ...]) -> Ticket:
    name, series, day, mark, number, label, priority, state, token, session, issued_ms = row
    return Ticket(
        id=name,
        series=series,
        service_day=date.fromisoformat(day),
        epoch_mark=mark,
        number=number,
        label=label,
        priority=bool(priority),
        state=TicketState(state),
        token=token,
        session=session,
        issued=from_ms(issued_ms),
    )
