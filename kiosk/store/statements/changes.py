"""What changed in the hall, in the order of commits. Run on both engines."""

from sqlalchemy import bindparam, delete, func, insert, literal_column, select

from kiosk.store.declaring import ONE, every_column
from kiosk.store.hall_tables import call_change
from kiosk.store.statement import Statement

_c = call_change.c
_SHOWN = (_c.position, _c.at_ms, _c.kind, _c.label, _c.line, _c.window, _c.priority)
LAST = Statement(select(_c.position).order_by(_c.position.desc()).limit(ONE))
OLDEST = Statement(select(func.min(_c.position)))
ADD = Statement(insert(call_change).values(every_column(call_change)))
_next_position = select(func.coalesce(func.max(_c.position), literal_column("0")) + literal_column("1"))
# In one statement: over the hall's network each is a way to another machine and back, under the hall's lock.
APPEND = Statement(
    insert(call_change)
    .values({**every_column(call_change), "position": _next_position.scalar_subquery()})
    .returning(_c.position)
)
AFTER = Statement(
    select(*_SHOWN).where(_c.position > bindparam("seen")).order_by(_c.position).limit(bindparam("max_count"))
)
READ = Statement(
    select(_c.position, _c.at_ms, _c.kind, _c.ticket_id)
    .where(_c.position >= bindparam("first"))
    .order_by(_c.position)
    .limit(bindparam("max_count"))
)
AT = Statement(select(_c.at_ms, _c.kind, _c.ticket_id).where(_c.position == bindparam("wanted")))
RECENT = Statement(select(*_SHOWN).order_by(_c.position.desc()).limit(bindparam("max_count")))
FORGET = Statement(delete(call_change).where(_c.position < bindparam("kept")))
