"""The ledger's own rows, and the tickets that wait for a terminal's word. Run on both engines."""

from sqlalchemy import bindparam, func, insert, literal_column, select, update

from kiosk.store.hall_tables import hall_ledger, hall_terminal, ticket
from kiosk.store.statement import Statement

GET = Statement(select(hall_ledger.c.fingerprint, hall_ledger.c.epoch, hall_ledger.c.restored_day))
CREATE = Statement(insert(hall_ledger))
RENEW = Statement(
    update(hall_ledger).values(
        fingerprint=bindparam("now_known_by"), epoch=bindparam("number"), restored_day=bindparam("day")
    )
)
SEAT = Statement(select(hall_terminal.c.seat).where(hall_terminal.c.id == bindparam("terminal")))
TAKEN = Statement(select(hall_terminal.c.id).where(hall_terminal.c.seat == bindparam("wanted")))
LAST_SEAT = Statement(select(func.max(hall_terminal.c.seat)))
SIT = Statement(insert(hall_terminal))
# The literal lets both engines use the index that holds only these rows.
UNCONFIRMED = Statement(
    select(ticket.c.id)
    .where(ticket.c.terminal == bindparam("asked"), ticket.c.confirmed == literal_column("0"))
    .order_by(ticket.c.id)
)

WAITING = Statement(
    select(ticket.c.line, func.count())
    .where(ticket.c.service_day == bindparam("day"), ticket.c.state == bindparam("waiting"))
    .group_by(ticket.c.line)
)
