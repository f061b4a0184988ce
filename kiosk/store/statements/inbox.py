"""What came from the district, and how far its feed was read."""

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.store.declaring import every_column
from kiosk.store.statement import Statement
from kiosk.store.tables import feed_cursor, inbox

CURSOR = Statement(select(feed_cursor.c.feed_epoch, feed_cursor.c.position))
ADD = Statement(upsert(inbox).values(every_column(inbox)).on_conflict_do_nothing())
_moved = upsert(feed_cursor).values(every_column(feed_cursor))
MOVE = Statement(
    _moved.on_conflict_do_update(
        index_elements=[feed_cursor.c.only],
        set_={"feed_epoch": _moved.excluded.feed_epoch, "position": _moved.excluded.position},
    )
)
