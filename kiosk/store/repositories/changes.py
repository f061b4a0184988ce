"""What changed in the hall, in the order of commits: displays and window pages go on from where they were.

Positions only grow, also after a restore: the terminal's epoch is their upper part, so that a display that
was further than the backup sees a gap and never another change under a position it has.
"""

from kiosk.domain.calling import Act, CallEvent
from kiosk.domain.ledger import Seen
from kiosk.store.engine import Driver
from kiosk.store.statement import Value
from kiosk.store.statements import changes as sql

EPOCH_BITS = 32  # a browser's numbers have 53: two million restores


class ChangeFeed:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def append(
        self,
        *,
        at_ms: int,
        kind: Act,
        ticket_id: str = "",
        label: str = "",
        line: str = "",
        window: str = "",
        priority: bool = False,
    ) -> int:
        """Its position. The write lock of the transaction keeps positions in the order of commits."""
        row = sql.APPEND.one(
            self._driver,
            at_ms=at_ms,
            kind=kind.value,
            ticket_id=ticket_id,
            label=label,
            line=line,
            window=window,
            priority=int(priority),
        )
        if row is None:
            raise LookupError("an INSERT … RETURNING returned nothing")
        return int(row[0])

    def begin_epoch(self, epoch: int) -> None:
        """After a restore: no position that was ever given out comes again with another change."""
        sql.ADD.change(
            self._driver,
            position=epoch << EPOCH_BITS,
            at_ms=0,
            kind=Act.RESTART.value,
            ticket_id="",
            label="",
            line="",
            window="",
            priority=0,
        )

    def last(self) -> int:
        """0 before the first."""
        row = sql.LAST.one(self._driver)
        return int(row[0]) if row else 0

    def oldest(self) -> int:
        row = sql.OLDEST.one(self._driver)
        return int(row[0]) if row and row[0] is not None else 0

    def after(self, position: int, max_count: int) -> list[CallEvent]:
        return [_event(row) for row in sql.AFTER.all(self._driver, seen=position, max_count=max_count)]

    def read_from(self, position: int, max_count: int) -> list[tuple[Seen, Act, str]]:
        """The change at `position` and those after it, with the ticket of each."""
        rows = sql.READ.all(self._driver, first=position, max_count=max_count)
        return [(Seen(one[0], _mark(*one[1:])), Act(one[2]), one[3]) for one in rows]

    def at(self, position: int) -> Seen | None:
        row = sql.AT.one(self._driver, wanted=position)
        return None if row is None else Seen(position, _mark(*row))

    def recent(self, max_count: int) -> list[CallEvent]:
        """The latest first."""
        return [_event(row) for row in sql.RECENT.all(self._driver, max_count=max_count)]

    def forget_before(self, position: int) -> int:
        return sql.FORGET.change(self._driver, kept=position)


def _mark(at_ms: int, kind: str, ticket_id: str) -> str:
    return f"{at_ms} {kind} {ticket_id}"


def epoch_of(position: int) -> int:
    """The life in which a position was given out."""
    return max(1, position >> EPOCH_BITS)


def _event(row: tuple[Value, ...]) -> CallEvent:
    position, at_ms, kind, label, line, window, priority = row
    return CallEvent(
        position=position,
        at_ms=at_ms,
        kind=Act(kind),
        label=label,
        line=line,
        window=window,
        priority=bool(priority),
    )
