"""Windows: what each calls or serves now. The table refuses one ticket at two of them."""

from sqlalchemy import bindparam, insert, select, update

from kiosk.domain.calling import WindowState
from kiosk.store.engine import Driver
from kiosk.store.hall_tables import window_state
from kiosk.store.statement import Statement, Value, every_column

_w = window_state.c
_GET = Statement(select(window_state).where(_w.id == bindparam("window")))
_HOLDING = Statement(select(window_state).where(_w.ticket_id == bindparam("ticket")))
_ALL = Statement(select(window_state).order_by(_w.id))
_CHANGE = Statement(
    update(window_state)
    .where(_w.id == bindparam("window"))
    .values(ticket_id=bindparam("ticket"), paused=bindparam("pause"), since_priority=bindparam("since"))
)
_ADD = Statement(insert(window_state).values(every_column(window_state)))


class Windows:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def get(self, window: str) -> WindowState:
        """As it is; a window that was never used is open and empty."""
        row = _GET.one(self._driver, window=window)
        return WindowState(id=window) if row is None else _state(row)

    def holding(self, ticket_id: str) -> WindowState | None:
        """The window that calls or serves this ticket."""
        row = _HOLDING.one(self._driver, ticket=ticket_id)
        return None if row is None else _state(row)

    def all(self) -> list[WindowState]:
        return [_state(row) for row in _ALL.all(self._driver)]

    def save(self, state: WindowState) -> None:
        changed = _CHANGE.change(
            self._driver,
            window=state.id,
            ticket=state.ticket_id,
            pause=int(state.paused),
            since=state.since_priority,
        )
        if not changed:
            _ADD.change(
                self._driver,
                id=state.id,
                ticket_id=state.ticket_id,
                paused=int(state.paused),
                since_priority=state.since_priority,
            )


def _state(row: tuple[Value, ...]) -> WindowState:
    window, ticket_id, paused, since = row
    return WindowState(id=window, ticket_id=ticket_id, paused=bool(paused), since_priority=since)
