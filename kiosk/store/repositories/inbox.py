"""What came from the district, and how far its feed was read: both in the transaction that applies it."""

import msgspec
from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.store.engine import Driver
from kiosk.store.statement import Statement, every_column
from kiosk.store.tables import feed_cursor, inbox

_CURSOR = Statement(select(feed_cursor.c.feed_epoch, feed_cursor.c.position))
_ADD = Statement(upsert(inbox).values(every_column(inbox)).on_conflict_do_nothing())
_moved = upsert(feed_cursor).values(every_column(feed_cursor))
_MOVE = Statement(
    _moved.on_conflict_do_update(
        index_elements=[feed_cursor.c.only],
        set_={"feed_epoch": _moved.excluded.feed_epoch, "position": _moved.excluded.position},
    )
)


class FeedCursor(msgspec.Struct, frozen=True):
    """`feed_epoch` changes when the district's own store was restored; positions count within it."""

    feed_epoch: str
    position: int


class Inbox:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def cursor(self) -> FeedCursor | None:
        """None before the first entry."""
        row = _CURSOR.one(self._driver)
        return None if row is None else FeedCursor(*row)

    def apply(
        self, *, feed_epoch: str, position: int, kind: str, record_id: str | None, body: bytes, now_ms: int
    ) -> bool:
        """Keep one feed entry and move the cursor to it. False when it was here already."""
        added = _ADD.change(
            self._driver,
            position=position,
            feed_epoch=feed_epoch,
            kind=kind,
            record_id=record_id,
            body=body,
            received_ms=now_ms,
        )
        now = self.cursor()
        if now is None or now.feed_epoch != feed_epoch or now.position < position:
            self.move(feed_epoch, position)
        return added == 1

    def move(self, feed_epoch: str, position: int) -> None:
        """Read up to here, also when nothing of it concerns this terminal."""
        _MOVE.change(self._driver, only=1, feed_epoch=feed_epoch, position=position)
