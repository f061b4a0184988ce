"""The audit trail."""

from sqlalchemy import bindparam, insert, select

from kiosk.store.declaring import ONE, every_column
from kiosk.store.hall_tables import event
from kiosk.store.statement import Statement

_e = event.c
LAST = Statement(select(_e.seq, _e.hash).order_by(_e.seq.desc()).limit(ONE))
APPEND = Statement(insert(event).values(every_column(event)))
RECENT = Statement(select(event).order_by(_e.seq.desc()).limit(bindparam("max_count")))
AFTER = Statement(
    select(event).where(_e.seq > bindparam("seen")).order_by(_e.seq).limit(bindparam("max_count"))
)
