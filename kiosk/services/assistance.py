"""呼叫工作人员: one touch away on every screen. The call is stored and goes out as a record."""

from collections.abc import Callable

from kiosk.domain.record import RecordKind
from kiosk.services.events import CITIZEN, Events
from kiosk.services.outgoing import append_told
from kiosk.services.timekeeping import Timekeeping
from kiosk.store import Store


class Assistance:
    def __init__(
        self, store: Store, timekeeping: Timekeeping, events: Events, ids: Callable[[], str]
    ) -> None:
        self._store = store
        self._timekeeping = timekeeping
        self._events = events
        self._ids = ids

    def call_staff(self, session: str, screen: str) -> None:
        """Tell the district that somebody needs help, and from which screen; nothing about who it is."""
        with self._store.begin() as work:
            now = self._timekeeping.judge(work.terminal.get().last_seen_ms)
            append_told(
                work,
                record_id=self._ids(),
                kind=RecordKind.EVENT,
                created_ms=now.ms,
                told={"action": "call-staff", "screen": screen},
                urgent=True,
            )
            self._events.write(work, session, CITIZEN, "call-staff", screen)
            work.terminal.seen(now.ms)
