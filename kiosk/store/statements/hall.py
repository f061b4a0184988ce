"""The ledger's own rows, and the tickets that wait for a terminal's word. Run on both engines."""

from sqlalchemy import and_, bindparam, func, insert, literal_column, select, update

from kiosk.store.declaring import ONE
from kiosk.store.hall_tables import hall_ledger, hall_terminal, series_counter, ticket
from kiosk.store.statement import Statement

GET = Statement(select(hall_ledger.c.fingerprint, hall_ledger.c.epoch, hall_ledger.c.restored_day))
CREATE = Statement(insert(hall_ledger))
RENEW = Statement(
    update(hall_ledger).values(
        fingerprint=bindparam("now_known_by"), epoch=bindparam("number"), restored_day=bindparam("day")
    )
)
SEAT = Statement(select(hall_terminal.c.seat).where(hall_terminal.c.id == bindparam("terminal")))
SEATED = Statement(select(hall_terminal.c.id).order_by(hall_terminal.c.id))
TAKEN = Statement(select(hall_terminal.c.id).where(hall_terminal.c.seat == bindparam("wanted")))
LAST_SEAT = Statement(select(func.max(hall_terminal.c.seat)))
SIT = Statement(insert(hall_terminal))
# The literal lets both engines use the index that holds only these rows.
UNCONFIRMED = Statement(
    select(ticket.c.id)
    .where(ticket.c.terminal == bindparam("asked"), ticket.c.confirmed == literal_column("0"))
    .order_by(ticket.c.id)
)

_of_line = (
    ticket.c.line == bindparam("series_id"),
    ticket.c.state == bindparam("waiting"),
    ticket.c.service_day == bindparam("day"),
)
# Whatever a reservation wants to know in one look: each one would be a way to another machine and back, while
# the whole hall waits for the lock. One row at least, and one for each counter of the day.
BEFORE = Statement(
    select(
        hall_ledger.c.epoch,
        hall_ledger.c.restored_day,
        series_counter.c.epoch_mark,
        series_counter.c.last,
        select(func.count()).where(*_of_line).scalar_subquery(),
        select(ticket.c.place)
        .where(*_of_line, ticket.c.due_ms.is_(None))
        .order_by(ticket.c.place.desc())
        .limit(ONE)
        .scalar_subquery(),
        select(func.count()).where(ticket.c.token == bindparam("token_value")).scalar_subquery(),
    ).select_from(
        select(ONE.label("one"))
        .subquery("here")
        .outerjoin(hall_ledger, hall_ledger.c.only == ONE)
        .outerjoin(
            series_counter,
            and_(
                series_counter.c.service_day == bindparam("day"),
                series_counter.c.series == bindparam("series_id"),
            ),
        )
    )
)
WAITING = Statement(
    select(ticket.c.line, func.count())
    .where(ticket.c.service_day == bindparam("day"), ticket.c.state == bindparam("waiting"))
    .group_by(ticket.c.line)
)
