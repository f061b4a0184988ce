"""Ratings (好差评): one for each service event, and the follow-up of a bad one."""

from sqlalchemy import ColumnElement, bindparam, exists, func, insert, select, update

from kiosk.domain.rating import ServiceKind
from kiosk.store.declaring import ONE
from kiosk.store.hall_tables import ticket
from kiosk.store.statement import Statement
from kiosk.store.tables import case, rating

_r = rating.c
_columns = (
    _r.id, _r.service_kind, _r.service_id, _r.service_number, _r.item, _r.level, _r.reasons,
    _r.rated_ms, _r.day, _r.due, _r.follow_up,
)  # fmt: skip
ADD = Statement(insert(rating))
BY_ID = Statement(select(*_columns).where(_r.id == bindparam("rating_id")))
OF = Statement(
    select(*_columns).where(
        _r.service_kind == bindparam("kind"),
        _r.service_id == bindparam("service"),
        _r.service_number == bindparam("which"),
    )
)
OPEN = Statement(
    # Without a due day the calendar has ended: those come first, somebody must look.
    select(*_columns).where(_r.follow_up == bindparam("state")).order_by(_r.due, _r.rated_ms)
)
COUNT_OPEN = Statement(select(func.count()).select_from(rating).where(_r.follow_up == bindparam("state")))
COUNT_OVERDUE = Statement(
    select(func.count())
    .select_from(rating)
    .where(_r.follow_up == bindparam("state"), _r.due < bindparam("today"))
)
FOLLOWED = Statement(
    update(rating)
    .where(_r.id == bindparam("rating_id"), _r.follow_up == bindparam("before"))
    .values(follow_up=bindparam("to"), followed_ms=bindparam("now_ms"), followed_by=bindparam("staff_id"))
)


def _unrated(kind: ServiceKind, service: ColumnElement[str]) -> ColumnElement[bool]:
    return ~exists().where(_r.service_kind == kind.value, _r.service_id == service)


SERVED = Statement(
    select(ticket.c.id)
    .where(
        ticket.c.service_day == bindparam("day"),
        ticket.c.state == bindparam("done"),
        _unrated(ServiceKind.TICKET, ticket.c.id),
    )
    .limit(ONE)
)
SERVED_NUMBER = Statement(
    select(ticket.c.token)
    .where(
        ticket.c.service_day == bindparam("day"),
        ticket.c.series == bindparam("series_id"),
        ticket.c.number == bindparam("wanted"),
        ticket.c.state == bindparam("done"),
    )
    .order_by(ticket.c.epoch_mark.desc())
)
SERVED_LABELS = Statement(
    select(ticket.c.label, ticket.c.token)
    .where(ticket.c.service_day == bindparam("day"), ticket.c.state == bindparam("done"))
    .order_by(ticket.c.epoch_mark.desc())
)
FILED = Statement(
    select(case.c.id)
    .where(
        case.c.session == bindparam("session_id"),
        case.c.parent.is_(None),
        _unrated(ServiceKind.CASE, case.c.id),
    )
    .order_by(case.c.filed_ms.desc())
    .limit(ONE)
)
