"""Tickets as calling sees them: who waits in a line, and what became of whom. Runs on both engines."""

from datetime import date

from sqlalchemy import bindparam, select, update

from kiosk.domain.calling import Standing
from kiosk.domain.ticket import TicketState
from kiosk.store.engine import Driver
from kiosk.store.hall_tables import ticket
from kiosk.store.statement import ONE, Statement, Value

_t = ticket.c
_COLUMNS = (
    *(_t.id, _t.label, _t.series, _t.line, _t.service_day, _t.epoch_mark, _t.number, _t.place, _t.priority),
    *(_t.state, _t.window, _t.calls, _t.issued_ms, _t.called_ms, _t.started_ms, _t.ended_ms),
    *(_t.terminal, _t.confirmed),
)
_WAITING_IN = (
    _t.line == bindparam("line_id"),
    _t.state == bindparam("waiting"),
    _t.service_day >= bindparam("first_day"),
    _t.service_day <= bindparam("last_day"),
)
_ORDER = (_t.service_day, _t.place, _t.epoch_mark, _t.number)

_GET = Statement(select(*_COLUMNS).where(_t.id == bindparam("ticket_id")))
_BY_LABEL = Statement(
    select(*_COLUMNS).where(_t.service_day == bindparam("day"), _t.label == bindparam("wanted"))
)
_WAITING = Statement(select(*_COLUMNS).where(*_WAITING_IN).order_by(*_ORDER))
_FIRST = Statement(select(*_COLUMNS).where(*_WAITING_IN).order_by(*_ORDER).limit(ONE))
_FIRST_PRIORITY = Statement(
    select(*_COLUMNS).where(*_WAITING_IN, _t.priority == bindparam("yes")).order_by(*_ORDER).limit(ONE)
)
_CONFIRM = Statement(update(ticket).where(_t.id == bindparam("ticket_id")).values(confirmed=bindparam("yes")))
_SAVE = Statement(
    update(ticket)
    .where(_t.id == bindparam("ticket_id"))
    .values(
        line=bindparam("to_line"),
        place=bindparam("to_place"),
        state=bindparam("to_state"),
        window=bindparam("at_window"),
        calls=bindparam("call_count"),
        called_ms=bindparam("called"),
        started_ms=bindparam("started"),
        ended_ms=bindparam("ended"),
    )
)


class Calls:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def get(self, ticket_id: str) -> Standing | None:
        row = _GET.one(self._driver, ticket_id=ticket_id)
        return None if row is None else _standing(row)

    def by_label(self, day: date, label: str) -> Standing | None:
        """The ticket that reads so on that day: labels of one day are never the same."""
        row = _BY_LABEL.one(self._driver, day=day.isoformat(), wanted=label)
        return None if row is None else _standing(row)

    def waiting(self, line: str, first_day: date, last_day: date) -> list[Standing]:
        """Who stands in a line for those service days, in order."""
        return [_standing(row) for row in _WAITING.all(self._driver, **_days(line, first_day, last_day))]

    def first(self, line: str, first_day: date, last_day: date) -> list[Standing]:
        """The first in a line and the first with priority: who comes next is one of them."""
        days = _days(line, first_day, last_day)
        rows = _FIRST.all(self._driver, **days)
        if rows:
            rows += _FIRST_PRIORITY.all(self._driver, yes=1, **days)
        return [_standing(row) for row in rows]

    def confirm(self, ticket_id: str) -> None:
        """Its terminal has spoken: nobody waits for a word on it any more."""
        _CONFIRM.change(self._driver, ticket_id=ticket_id, yes=1)

    def save(self, changed: Standing) -> None:
        """Everything of a ticket that calling may change."""
        _SAVE.change(
            self._driver,
            ticket_id=changed.ticket_id,
            to_line=changed.line,
            to_place=changed.place,
            to_state=changed.state.value,
            at_window=changed.window,
            call_count=changed.calls,
            called=changed.called_ms,
            started=changed.started_ms,
            ended=changed.ended_ms,
        )


def _days(line: str, first_day: date, last_day: date) -> dict[str, Value]:
    return {
        "line_id": line,
        "waiting": TicketState.WAITING.value,
        "first_day": first_day.isoformat(),
        "last_day": last_day.isoformat(),
    }


def _standing(row: tuple[Value, ...]) -> Standing:
    name, label, series, line, day, mark, number, place, priority, state, *rest = row
    window, calls, issued_ms, called_ms, started_ms, ended_ms, terminal, confirmed = rest
    return Standing(
        ticket_id=name,
        label=label,
        series=series,
        line=line,
        service_day=date.fromisoformat(day),
        epoch_mark=mark,
        number=number,
        place=place,
        priority=bool(priority),
        state=TicketState(state),
        window=window,
        calls=calls,
        issued_ms=issued_ms,
        called_ms=called_ms,
        started_ms=started_ms,
        ended_ms=ended_ms,
        terminal=terminal,
        confirmed=bool(confirmed),
    )
