"""This device: its id, its epoch, its running count of cases, the last instant it believed."""

from sqlalchemy import bindparam, insert, select, update

from kiosk.store.statement import Statement
from kiosk.store.tables import terminal

GET = Statement(select(terminal))
CREATE = Statement(insert(terminal))
BUMP = Statement(
    update(terminal).values(case_count=terminal.c.case_count + 1).returning(terminal.c.case_count)
)
SEEN = Statement(update(terminal).values(last_seen_ms=bindparam("now_ms")))
EPOCH = Statement(
    update(terminal).values(
        epoch=bindparam("number"), restored_day=bindparam("day"), case_count=bindparam("count")
    )
)
FINGERPRINT = Statement(update(terminal).values(fingerprint=bindparam("value")))
