"""What came from the district, and how far its feed was read: both in the transaction that applies it."""

import msgspec

from kiosk.store.engine import Driver
from kiosk.store.statements import inbox as sql


class FeedCursor(msgspec.Struct, frozen=True):
    """`feed_epoch` changes when the district's own store was restored; positions count within it."""

    feed_epoch: str
    position: int


class Inbox:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def cursor(self) -> FeedCursor | None:
        """None before the first entry."""
        row = sql.CURSOR.one(self._driver)
        return None if row is None else FeedCursor(*row)

    def apply(
        self, *, feed_epoch: str, position: int, kind: str, record_id: str | None, body: bytes, now_ms: int
    ) -> bool:
        """Keep one feed entry and move the cursor to it. False when it was here already."""
        added = sql.ADD.change(
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
        sql.MOVE.change(self._driver, only=1, feed_epoch=feed_epoch, position=position)
