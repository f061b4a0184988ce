"""What each terminal of the hall last said of itself. Run on both engines."""

from sqlalchemy import bindparam, insert, select, update

from kiosk.store.declaring import every_column
from kiosk.store.hall_tables import terminal_health
from kiosk.store.statement import Statement

RENEW = Statement(
    update(terminal_health)
    .where(terminal_health.c.terminal == bindparam("whose"))
    .values(heard_ms=bindparam("at_ms"), told=bindparam("words"))
)
ADD = Statement(insert(terminal_health).values(every_column(terminal_health)))
ALL = Statement(select(terminal_health).order_by(terminal_health.c.terminal))
