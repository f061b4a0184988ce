"""What changed in the hall, in the order of commits: displays and window pages go on from where they were.

Positions only grow, also after a restore: the terminal's epoch is their upper part, so that a display that
was further than the backup sees a gap and never another change under a position it has.
"""

from sqlalchemy import bindparam, delete, func, insert, select

from kiosk.domain.calling import Act, CallEvent
from kiosk.store.engine import Driver
from kiosk.store.hall_tables import call_change
from kiosk.store.statement import ONE, Statement, Value, every_column

EPOCH_BITS = 32  # a browser's numbers have 53: two million restores

_c = call_change.c
_SHOWN = (_c.position, _c.at_ms, _c.kind, _c.label, _c.line, _c.window, _c.priority)
_LAST = Statement(select(_c.position).order_by(_c.position.desc()).limit(ONE))
_OLDEST = Statement(select(func.min(_c.position)))
_ADD = Statement(insert(call_change).values(every_column(call_change)))
_AFTER = Statement(
    select(*_SHOWN).where(_c.position > bindparam("seen")).order_by(_c.position).limit(bindparam("max_count"))
)
_RECENT = Statement(select(*_SHOWN).order_by(_c.position.desc()).limit(bindparam("max_count")))
_FORGET = Statement(delete(call_change).where(_c.position < bindparam("kept")))


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
        position = self.last() + 1
        _ADD.change(
            self._driver,
            position=position,
            at_ms=at_ms,
            kind=kind.value,
            ticket_id=ticket_id,
            label=label,
            line=line,
            window=window,
            priority=int(priority),
        )
        return position

    def begin_epoch(self, epoch: int) -> None:
        """After a restore: no position that was ever given out comes again with another change."""
        _ADD.change(
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
        row = _LAST.one(self._driver)
        return int(row[0]) if row else 0

    def oldest(self) -> int:
        row = _OLDEST.one(self._driver)
        return int(row[0]) if row and row[0] is not None else 0

    def after(self, position: int, max_count: int) -> list[CallEvent]:
        return [_event(row) for row in _AFTER.all(self._driver, seen=position, max_count=max_count)]

    def recent(self, max_count: int) -> list[CallEvent]:
        """The latest first."""
        return [_event(row) for row in _RECENT.all(self._driver, max_count=max_count)]

    def forget_before(self, position: int) -> int:
        return _FORGET.change(self._driver, kept=position)


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
