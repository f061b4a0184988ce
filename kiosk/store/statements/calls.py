"""Tickets as calling sees them. Run on both engines."""

from sqlalchemy import bindparam, exists, literal_column, or_, select, update

from kiosk.store.declaring import ONE
from kiosk.store.hall_tables import ticket
from kiosk.store.statement import Statement

_t = ticket.c
_other = ticket.alias("other")
# By the index of persons, which few rows are in: a ticket without a card costs it nothing.
_SAME_PERSON = exists(ONE).where(
    _other.c.person == _t.person,
    _other.c.series == _t.series,
    _other.c.service_day == _t.service_day,
    _other.c.id != _t.id,
    _other.c.state.not_in([literal_column("'void'"), literal_column("'no-show'")]),
)
_COLUMNS = (
    *(_t.id, _t.label, _t.series, _t.line, _t.service_day, _t.epoch_mark, _t.number, _t.place, _t.priority),
    *(_t.state, _t.window, _t.calls, _t.issued_ms, _t.called_ms, _t.started_ms, _t.ended_ms),
    *(_t.terminal, _t.confirmed, _SAME_PERSON.label("same_person")),
)
_WAITING_IN = (
    _t.line == bindparam("line_id"),
    _t.state == bindparam("waiting"),
    _t.service_day >= bindparam("first_day"),
    _t.service_day <= bindparam("last_day"),
)
_ORDER = (_t.service_day, _t.place, _t.epoch_mark, _t.number)

GET = Statement(select(*_COLUMNS).where(_t.id == bindparam("ticket_id")))
BY_LABEL = Statement(
    select(*_COLUMNS).where(_t.service_day == bindparam("day"), _t.label == bindparam("wanted"))
)
WAITING = Statement(select(*_COLUMNS).where(*_WAITING_IN).order_by(*_ORDER))
FIRST = Statement(select(*_COLUMNS).where(*_WAITING_IN).order_by(*_ORDER).limit(ONE))
FIRST_PRIORITY = Statement(
    select(*_COLUMNS).where(*_WAITING_IN, _t.priority == bindparam("yes")).order_by(*_ORDER).limit(ONE)
)
OF_DAY = Statement(
    select(*_COLUMNS)
    .where(_t.service_day == bindparam("day"), _t.terminal == bindparam("issuer"))
    .order_by(_t.id)
)
DAYS = Statement(
    select(_t.service_day)
    .where(_t.service_day >= bindparam("first_day"))
    .group_by(_t.service_day)
    .order_by(_t.service_day)
)
BY_NUMBER = Statement(
    select(*_COLUMNS).where(
        _t.service_day == bindparam("day"),
        _t.series == bindparam("series_id"),
        _t.epoch_mark == bindparam("mark"),
        _t.number == bindparam("wanted"),
    )
)
CONFIRM = Statement(update(ticket).where(_t.id == bindparam("ticket_id")).values(confirmed=bindparam("yes")))
CONFIRM_STANDING = Statement(
    update(ticket)
    .where(
        _t.id == bindparam("ticket_id"),
        or_(_t.state != bindparam("void"), _t.confirmed == literal_column("1")),
    )
    .values(confirmed=bindparam("yes"))
)
SAVE = Statement(
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
