"""Queue numbers and their counters."""

from sqlalchemy import bindparam, case, func, insert, select, update

from kiosk.store.declaring import ONE, every_column
from kiosk.store.hall_tables import series_counter, ticket
from kiosk.store.statement import Statement

_counter = series_counter.c
_t = ticket.c

_OF_COUNTER = (
    _counter.service_day == bindparam("day"),
    _counter.series == bindparam("series_id"),
    _counter.epoch_mark == bindparam("mark"),
)
NEXT = Statement(
    update(series_counter).where(*_OF_COUNTER).values(last=_counter.last + 1).returning(_counter.last)
)
RAISE = Statement(
    update(series_counter)
    .where(*_OF_COUNTER)
    .values(last=case((_counter.last < bindparam("seen"), bindparam("seen")), else_=_counter.last))
)
FIRST = Statement(insert(series_counter).values(every_column(series_counter)))
COUNTERS = Statement(
    select(_counter.epoch_mark, _counter.last).where(
        _counter.service_day == bindparam("day"), _counter.series == bindparam("series_id")
    )
)
VOIDED = Statement(
    # By the index of lines; one that was transferred before it was given back frees no place.
    select(func.count()).where(
        _t.line == bindparam("series_id"),
        _t.state == bindparam("void"),
        _t.service_day == bindparam("day"),
        _t.series == bindparam("series_id"),
    )
)
LAST_DAY = Statement(select(func.max(_counter.service_day)).where(_counter.series == bindparam("series_id")))
ADD = Statement(insert(ticket))
IN_SESSION = Statement(
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
BY_PERSON = Statement(
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
PERSON = Statement(select(_t.person).where(_t.id == bindparam("ticket_id")))
PAST = Statement(
    select(_t.series, _t.service_day, _t.issued_ms, _t.called_ms, _t.ended_ms, _t.window)
    .where(_t.service_day >= bindparam("first_day"), _t.service_day <= bindparam("last_day"))
    .order_by(_t.service_day)
)
BY_ID = Statement(select(ticket).where(_t.id == bindparam("ticket_id")))
BY_TOKEN = Statement(select(ticket).where(_t.token == bindparam("token_value")))
LABELS_FROM = Statement(select(_t.label, _t.token).where(_t.service_day >= bindparam("first_day")))
_WAITING_IN_LINE = (
    _t.line == bindparam("line_id"),
    _t.state == bindparam("waiting"),
    _t.service_day == bindparam("day"),
)
AHEAD = Statement(select(func.count()).where(*_WAITING_IN_LINE))
# Who has an appointment may stand at a time that is still to come: others do not queue up behind that.
LAST_PLACE = Statement(
    select(_t.place).where(*_WAITING_IN_LINE, _t.due_ms.is_(None)).order_by(_t.place.desc()).limit(ONE)
)
PLACE = Statement(select(_t.line, _t.place).where(_t.id == bindparam("ticket_id")))
AHEAD_OF = Statement(select(func.count()).where(*_WAITING_IN_LINE, _t.place < bindparam("own_place")))
WAITING = Statement(
    select(ticket)
    .where(_t.service_day == bindparam("day"), _t.state == bindparam("waiting"))
    .order_by(_t.issued_ms, _t.id)
)
SHOWN = Statement(select(_t.label, _t.line, _t.window, _t.priority).where(_t.id == bindparam("ticket_id")))
VOID = Statement(
    update(ticket)
    .where(_t.id == bindparam("ticket_id"), _t.state.in_([bindparam("waiting"), bindparam("called")]))
    .values(state=bindparam("to"), ended_ms=bindparam("at_ms"))
)
BETWEEN = Statement(
    select(ticket)
    .where(_t.service_day >= bindparam("first_day"), _t.service_day <= bindparam("last_day"))
    .order_by(_t.service_day, _t.series, _t.epoch_mark, _t.number)
)
