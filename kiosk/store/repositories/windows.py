"""Windows: what each calls or serves now. The table refuses one ticket at two of them."""

from kiosk.domain.calling import WindowState
from kiosk.store.engine import Driver
from kiosk.store.statement import Value
from kiosk.store.statements import windows as sql


class Windows:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def get(self, window: str) -> WindowState:
        """As it is; a window that was never used is open and empty."""
        row = sql.GET.one(self._driver, window=window)
        return WindowState(id=window) if row is None else _state(row)

    def holding(self, ticket_id: str) -> WindowState | None:
        """The window that calls or serves this ticket."""
        row = sql.HOLDING.one(self._driver, ticket=ticket_id)
        return None if row is None else _state(row)

    def all(self) -> list[WindowState]:
        return [_state(row) for row in sql.ALL.all(self._driver)]

    def save(self, state: WindowState) -> None:
        changed = sql.CHANGE.change(
            self._driver,
            window=state.id,
            ticket=state.ticket_id,
            pause=int(state.paused),
            since=state.since_priority,
        )
        if not changed:
            sql.ADD.change(
                self._driver,
                id=state.id,
                ticket_id=state.ticket_id,
                paused=int(state.paused),
                since_priority=state.since_priority,
            )


def _state(row: tuple[Value, ...]) -> WindowState:
    window, ticket_id, paused, since = row
    return WindowState(id=window, ticket_id=ticket_id, paused=bool(paused), since_priority=since)
