"""The ledger's own rows of appointments, whoever booked them."""

from sqlalchemy import bindparam, insert, literal_column, select, update

from kiosk.store.declaring import every_column
from kiosk.store.hall_tables import hall_appointment, ticket
from kiosk.store.statement import Statement

_h = hall_appointment.c
ADD = Statement(insert(hall_appointment).values(every_column(hall_appointment)))
_select = select(
    _h.id,
    _h.home,
    _h.series,
    _h.service_day,
    _h.start_minute,
    _h.end_minute,
    _h.person,
    _h.state,
    _h.token,
    _h.ticket_id,
    _h.booked_ms,
    _h.settled_ms,
    _h.claimed,
    ticket.c.label,
).select_from(hall_appointment.outerjoin(ticket, ticket.c.id == _h.ticket_id))
GET = Statement(_select.where(_h.id == bindparam("appointment_id")))
BY_TOKEN = Statement(_select.where(_h.token == bindparam("token_value")))
OF_PERSON = Statement(
    _select.where(_h.person == bindparam("person_digest"), _h.service_day >= bindparam("since")).order_by(
        _h.service_day, _h.start_minute, _h.id
    )
)
OF_HOME = Statement(
    _select.where(_h.home == bindparam("terminal"), _h.service_day >= bindparam("since")).order_by(_h.id)
)
# The literals let both engines use the indexes that hold only these rows.
UNHEARD = Statement(
    _select.where(_h.home == bindparam("terminal"), _h.unheard == literal_column("1")).order_by(_h.id)
)
CLAIMS = Statement(
    select(_h.id)
    .where(_h.claimed == bindparam("terminal"), _h.claimed != literal_column("''"))
    .order_by(_h.id)
)
CLAIM = Statement(
    update(hall_appointment)
    .where(_h.id == bindparam("appointment_id"))
    .values(claimed=bindparam("by_terminal"))
)
HEARD = Statement(
    update(hall_appointment)
    .where(
        _h.id == bindparam("appointment_id"),
        _h.state == bindparam("known"),
        _h.ticket_id == bindparam("ticket"),
    )
    .values(unheard=0)
)
SETTLE = Statement(
    update(hall_appointment)
    .where(_h.id == bindparam("appointment_id"))
    .values(
        state=bindparam("to"),
        ticket_id=bindparam("ticket"),
        settled_ms=bindparam("at_ms"),
        claimed=bindparam("by_terminal"),
        unheard=bindparam("news"),
    )
)
FORGET = Statement(
    update(hall_appointment)
    .where(_h.person > bindparam("nobody"), _h.service_day < bindparam("day"))
    .values(person=bindparam("nobody"))
)
