"""What became of this terminal's tickets in the hall, copied into its own store (README: who is right).

```
cursor ─▶ changes since ─▶ own tickets as they stand now ─▶ own store, with the cursor, in one transaction
   └ not there any more (restored, or away for too long) ─▶ every ticket of each day, compared both ways
```
"""

from collections import deque
from datetime import date
from typing import Protocol

from kiosk.domain.calling import Standing
from kiosk.domain.ledger import Cursor, News, Seen, Word
from kiosk.domain.ticket import TicketState
from kiosk.services.shared_hall.hall_ledger import UNSERVED
from kiosk.store import Store, UnitOfWork

AT_ONCE = 200  # changes of the hall in one look
FAR = 100  # changes of others are passed over in memory; as many are written down
KEPT_CHANGES = 1000  # of the own feed, which nobody reads in a hall with a ledger
OWN = ""  # how a terminal's own tickets name it in its own store


class Followed(Protocol):
    """What is asked of the hall's ledger. Each may raise LedgerAway."""

    def news(self, terminal: str, seen: Seen | None, max_count: int) -> News: ...
    def notice_restore(self, seen: Seen, today: date) -> bool: ...
    def issued_by(self, terminal: str, day: date) -> list[Standing]: ...


class LedgerMirror:
    """A follower of the ledger (`ledger_link.Follower`). All turns in one thread."""

    def __init__(self, store: Store, ledger: Followed, terminal: str) -> None:
        self._store = store
        self._ledger = ledger
        self._terminal = terminal
        self._cursor: Cursor | None = None
        self._written = 0  # the position that is in the store
        self._known = False  # whether the store was asked for it
        self._days: deque[date] | None = None  # that are still to be compared
        self._from: Seen | None = None  # where to go on after that

    def seen(self) -> Seen | None:
        """The last change that was read: with it the ledger notices that it was restored."""
        cursor = self._read()
        return None if cursor is None else cursor.seen

    def turn(self, today: date) -> bool:
        """True: there is more at once. Raises LedgerAway."""
        cursor = self._read()
        if self._days is not None and self._from is not None:
            return self._compare(self._days, self._from, today)
        news = self._ledger.news(self._terminal, None if cursor is None else cursor.seen, AT_ONCE)
        if news.lost or cursor is None:
            # Before the cursor moves: it may be the only thing that remembers.
            if cursor is not None and self._ledger.notice_restore(cursor.seen, today):
                return True
            with self._store.read() as work:
                self._days = deque(work.calls.days(date.min if cursor is None else min(cursor.day, today)))
            self._from = news.seen
            return True
        return self._follow(Cursor(news.seen, max(cursor.day, today)), news)

    def _follow(self, cursor: Cursor, news: News) -> bool:
        due = news.tickets or cursor.seen.position - self._written >= FAR
        if due or self._cursor is None or cursor.day != self._cursor.day:
            with self._store.begin() as work:
                if any(work.ledger_words.owes(one.ticket_id) for one in news.tickets):
                    return True  # the ledger has not heard yet what this terminal has to say of it
                for one in news.tickets:
                    _copy(work, one)
                self._put(work, cursor)
        self._cursor = cursor
        return news.more

    def _compare(self, days: deque[date], goes_on: Seen, today: date) -> bool:
        """One day's tickets, both ways; then on from where the feed stood when this began."""
        day = days[0] if days else None
        theirs = {} if day is None else {t.ticket_id: t for t in self._ledger.issued_by(self._terminal, day)}
        cursor = Cursor(goes_on, today)
        with self._store.begin() as work:
            if day is None:
                self._put(work, cursor)
            for own in work.calls.of_day(day, OWN) if day is not None else ():
                if not work.ledger_words.owes(own.ticket_id):
                    _settle(work, own, theirs.get(own.ticket_id), today)
        if days:
            days.popleft()
        else:
            self._cursor, self._days, self._from = cursor, None, None
        return True

    def _put(self, work: UnitOfWork, cursor: Cursor) -> None:
        work.ledger_cursor.put(cursor)
        work.changes.forget_before(work.changes.last() - KEPT_CHANGES)
        self._written = cursor.seen.position

    def _read(self) -> Cursor | None:
        if not self._known:
            with self._store.read() as work:
                self._cursor = work.ledger_cursor.get()
            self._written = self._cursor.seen.position if self._cursor else 0
            self._known = True
        return self._cursor


def _copy(work: UnitOfWork, now: Standing) -> None:
    """The ledger is right about everything that happens to a ticket; who was served stays served."""
    own = work.calls.get(now.ticket_id)
    if own is not None and own.state is not TicketState.DONE:
        work.calls.save(now)


def _settle(work: UnitOfWork, own: Standing, theirs: Standing | None, today: date) -> None:
    """After a gap: whoever of the two has forgotten something hears it from the other."""
    if theirs is None:
        # Its slip is in somebody's hand, or its history would be gone; a number given back leaves nothing.
        if own.service_day >= today and own.state is not TicketState.VOID:
            work.ledger_words.owe(own.ticket_id, Word.CONFIRM)
    elif own.state is TicketState.DONE and theirs.state in UNSERVED:
        work.ledger_words.owe(own.ticket_id, Word.CONFIRM)
    elif own.state is TicketState.VOID and theirs.state in (TicketState.WAITING, TicketState.CALLED):
        work.ledger_words.owe(own.ticket_id, Word.VOID)
    else:
        _copy(work, theirs)
