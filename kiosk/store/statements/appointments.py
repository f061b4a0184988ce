"""Appointments, from booking to the window or to nothing."""

from sqlalchemy import bindparam, func, insert, or_, select, update

from kiosk.store.declaring import ONE, every_column
from kiosk.store.statement import Statement
from kiosk.store.tables import appointment, appointment_word

_a = appointment.c

ADD = Statement(insert(appointment).values(every_column(appointment)))
BY_TOKEN = Statement(select(appointment).where(_a.token == bindparam("token_value")))
GET = Statement(select(appointment).where(_a.id == bindparam("appointment_id")))
OF_PERSON = Statement(
    select(appointment)
    .where(_a.person == bindparam("person_digest"), _a.service_day >= bindparam("since"))
    .order_by(_a.service_day, _a.start_minute, _a.booked_ms)
)
TAKEN = Statement(
    select(_a.service_day, _a.start_minute, func.count())
    .select_from(appointment.outerjoin(appointment_word, appointment_word.c.appointment_id == _a.id))
    .where(
        _a.series == bindparam("series_id"),
        _a.service_day >= bindparam("first"),
        _a.service_day <= bindparam("last"),
        _a.home == bindparam("here"),
        or_(_a.state != bindparam("cancelled"), appointment_word.c.act.is_not(None)),
    )
    .group_by(_a.service_day, _a.start_minute)
)
IN_SESSION = Statement(select(func.count()).where(_a.session == bindparam("session_id")))
BOOKED_UNTIL = Statement(
    select(appointment)
    .where(_a.state == bindparam("booked"), _a.service_day <= bindparam("day"))
    .order_by(_a.service_day, _a.start_minute)
)
HELD_FROM = Statement(
    select(appointment)
    .where(_a.service_day >= bindparam("since"), _a.home == bindparam("here"))
    .order_by(_a.id)
)
FOREIGN_FROM = Statement(
    select(appointment)
    .where(_a.home > bindparam("here"), _a.service_day >= bindparam("since"))
    .order_by(_a.home, _a.service_day)
)
EXISTS = Statement(
    select(_a.id).where(_a.service_day >= bindparam("since"), _a.state == bindparam("booked")).limit(ONE)
)
SETTLE = Statement(
    update(appointment)
    .where(_a.id == bindparam("appointment_id"))
    .values(state=bindparam("to"), ticket_id=bindparam("ticket"), settled_ms=bindparam("now_ms"))
)
# Greater than nobody, not unlike: the index by person then holds nothing of what is already forgotten.
FORGET = Statement(
    update(appointment)
    .where(
        _a.person > bindparam("nobody"),
        _a.service_day < bindparam("day"),
        _a.state != bindparam("booked"),
    )
    .values(person=bindparam("nobody"))
)
