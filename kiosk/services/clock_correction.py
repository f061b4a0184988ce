"""A person says that the clock is right: it is adopted, also backwards (DESIGN §6)."""

from kiosk.services.events import Events, staff_actor
from kiosk.services.timekeeping import Timekeeping
from kiosk.store import Store


class ClockCorrection:
    def __init__(self, store: Store, timekeeping: Timekeeping, events: Events) -> None:
        self._store = store
        self._timekeeping = timekeeping
        self._events = events

    def confirm(self, staff_id: str) -> None:
        with self._store.begin() as work:
            self._events.write(work, "", staff_actor(staff_id), "clock-confirm", "clock", "before")
            work.terminal.seen(self._timekeeping.confirm())
            self._events.write(work, "", staff_actor(staff_id), "clock-confirm", "clock", "adopted")
