"""What this hall's own past says of how long somebody will wait; read beside the screen, asked in memory."""

from collections import defaultdict
from datetime import date, timedelta

from kiosk.domain.time import from_ms, local
from kiosk.domain.waiting import (
    OPEN_WINDOW_MS,
    PastTicket,
    Wait,
    WaitRange,
    estimate,
    open_windows,
    waits_of_day,
)
from kiosk.services.hall_views import Ledger
from kiosk.services.timekeeping import Timekeeping
from kiosk.store import Store
from kiosk.store.errors import LedgerAway

HISTORY_DAYS = 28  # four of each weekday; older service says little of the people who work here now

_Key = tuple[str, date]


class WaitingTimes:
    """`refresh` reads four weeks of tickets: the keeper's thread calls it. `range` never touches the disk.

    `ledger`: of a hall with several terminals. The own tickets tell nothing of how many stood before them, so
    that while it is away what was known before goes on.
    """

    def __init__(self, store: Store, timekeeping: Timekeeping, ledger: Ledger | None = None) -> None:
        self._store = store
        self._ledger = ledger or store
        self._timekeeping = timekeeping
        self._waits: dict[str, list[Wait]] = {}
        self._windows: dict[str, int] = {}
        self._known: dict[tuple[str, int, int], WaitRange | None] = {}

    def refresh(self) -> None:
        now = self._timekeeping.judge(self._store.last_seen_ms())
        try:
            with self._ledger.read() as work:
                rows = work.tickets.past(now.day - timedelta(days=HISTORY_DAYS), now.day)
        except LedgerAway:
            return
        days: dict[_Key, list[PastTicket]] = defaultdict(list)
        for series, day, issued, called, ended, window in rows:
            gone = ended if called is None else None
            days[series, day].append(PastTicket(issued, called, gone, window, _hour(issued)))
        waits: dict[str, list[Wait]] = defaultdict(list)
        windows: dict[str, int] = {}
        for (series, day), tickets in days.items():
            calls = sorted((each.called_ms, each.window) for each in tickets if each.called_ms is not None)
            # Before the first call of a day nobody was served: who came earlier waited for the door.
            waits[series] += waits_of_day(tickets, calls[0][0] - OPEN_WINDOW_MS if calls else 0)
            if day == now.day:
                windows[series] = open_windows(calls, now.ms)
        for each in waits.values():
            each.sort(key=lambda wait: wait.ahead)
        # Whole dictionaries are swapped: the Qt thread reads the old ones or the new ones.
        self._waits, self._windows, self._known = dict(waits), windows, {}

    def range(self, series: str, ahead: int, now_ms: int) -> WaitRange | None:
        """None: this hall has not seen enough to say anything (暂无估计)."""
        waits = self._waits.get(series)
        if not waits:
            return None
        key = (series, ahead, _hour(now_ms))
        known = self._known
        if key not in known:
            known[key] = estimate(waits, ahead, key[2], self._windows.get(series, 0))
        return known[key]


def _hour(ms: int) -> int:
    return local(from_ms(ms)).hour
