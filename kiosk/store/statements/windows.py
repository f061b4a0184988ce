"""Windows: what each calls or serves now. The table refuses one ticket at two of them."""

from sqlalchemy import bindparam, insert, select, update

from kiosk.store.declaring import every_column
from kiosk.store.hall_tables import window_state
from kiosk.store.statement import Statement

_w = window_state.c
GET = Statement(select(window_state).where(_w.id == bindparam("window")))
HOLDING = Statement(select(window_state).where(_w.ticket_id == bindparam("ticket")))
ALL = Statement(select(window_state).order_by(_w.id))
CHANGE = Statement(
    update(window_state)
    .where(_w.id == bindparam("window"))
    .values(ticket_id=bindparam("ticket"), paused=bindparam("pause"), since_priority=bindparam("since"))
)
ADD = Statement(insert(window_state).values(every_column(window_state)))
