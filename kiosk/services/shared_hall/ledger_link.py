"""A terminal's side of the hall's ledger: reserve within a deadline, and say afterwards what became of it.

```
reserve ─▶ (own store) ticket + record + slip + the word that is owed ─▶ word said
   └ away, or too late ─▶ a number of this terminal's own series (A2-001), whose word is owed as well
```
Whatever is cut off in between, the ledger's tickets without a word are compared with the own store when the
two meet again: what is stored here is confirmed, and what is not has no slip and is voided.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Lock
from typing import Protocol

from msgspec.structs import replace

from kiosk.domain.ledger import Full, Known, Reserved, Seen, Theirs, Wanted, Word
from kiosk.domain.ticket import Ticket, TicketState
from kiosk.services.shared_hall.hall_ledger import Taken
from kiosk.services.timekeeping import Instant, Timekeeping
from kiosk.store import Store
from kiosk.store.errors import LedgerAway

DEADLINE_S = 0.5
AT_ONCE = 20  # words in one turn; the next turn follows without a pause
QUIET_S = 1.0
RETRY_S = 2.0
DEVICE = "ledger"  # its row in device_state, which the self-check reads


class SharedLedger(Protocol):
    """What a terminal asks of the hall's ledger. Each may raise LedgerAway."""

    def register(
        self,
        terminal: str,
        claimed: int | None,
        known: Sequence[Known],
        today: date,
        seen: Seen | None,
    ) -> int: ...
    def reserve(self, wanted: Wanted) -> Reserved | Full | Theirs: ...
    def confirm(self, terminal: str, ticket: Ticket, person: str | None = None) -> Taken: ...
    def void(self, ticket_id: str, at_ms: int) -> bool: ...
    def unconfirmed(self, terminal: str) -> list[str]: ...
    def waiting(self, service_day: date) -> dict[str, int]: ...


class Follower(Protocol):
    """What else a terminal does with the hall's ledger, in the link's thread: one job, one file."""

    def turn(self, today: date) -> bool:
        """Seconds-long work with the ledger; True: more at once. May raise LedgerAway."""
        ...


def nothing() -> None:
    """Who follows no ledger has seen nothing of it."""


class LedgerLink:
    """`reserve` from any thread; `turn` from one thread of its own (kiosk.app.turning)."""

    def __init__(
        self,
        store: Store,
        ledger: SharedLedger,
        terminal: str,
        timekeeping: Timekeeping,
        prepare: Callable[[], None],
        hang_up: Callable[[], None],
        deadline_s: float = DEADLINE_S,
        followers: Sequence[Follower] = (),
        seen: Callable[[], Seen | None] = nothing,
        persons_shared: bool = False,
    ) -> None:
        """`prepare` makes the ledger's tables or raises them, each time it has been away; `hang_up` ends the
        connections. `followers` have their turn after the words are said. `seen`: the last change that was
        read of the ledger. `persons_shared`: the digests of persons are under the hall's key; others mean
        nothing to other terminals, and stay here."""
        self._store = store
        self._ledger = ledger
        self._terminal = terminal
        self._timekeeping = timekeeping
        self._prepare = prepare
        self._hang_up = hang_up
        self._deadline_s = deadline_s
        self._followers = tuple(followers)
        self._seen = seen
        self._persons_shared = persons_shared
        self._lock = Lock()
        self._open: set[str] = set()  # asked for, and not yet stored or given up here
        self._here = False
        self._doubt = True  # something may have been cut off: compare
        self._waiting: dict[str, int] = {}
        self._asking = ThreadPoolExecutor(max_workers=2, thread_name_prefix="ledger-asks")

    @property
    def here(self) -> bool:
        return self._here

    def lost(self) -> None:
        """Somebody else found that it does not answer: until a turn has found it again, nobody asks."""
        self._here = False

    def waiting(self, series: str) -> int | None:
        """How many wait in the whole hall, as last heard; None before that."""
        return self._waiting.get(series)

    def follow(self, follower: Follower) -> None:
        """One more, before the first turn: it may be made of what is made of this link."""
        self._followers = (*self._followers, follower)

    def reserve(self, wanted: Wanted) -> Reserved | Full | Theirs | None:
        """None: the ledger is away, and a number of the own series is due. After a Reserved, `settled` is
        due whatever happens. Away is tried again by `turn` alone: the next citizen does not wait for it."""
        if not self._here:
            return None
        with self._lock:
            self._open.add(wanted.ticket_id)
        future = self._asking.submit(self._ledger.reserve, replace(wanted, seen=self._seen()))
        try:
            answer = future.result(self._deadline_s)
        except (TimeoutError, LedgerAway):
            future.cancel()
            self._here = False
            self.settled(wanted.ticket_id, stored=False)
            return None
        if not isinstance(answer, Reserved):
            self.settled(wanted.ticket_id, stored=True)  # there is nothing to say a word on
        return answer

    def settled(self, ticket_id: str, *, stored: bool) -> None:
        """The ticket is in the own store, or it never will be."""
        with self._lock:
            self._open.discard(ticket_id)
            self._doubt = self._doubt or not stored

    def turn(self) -> float:
        """Say what is owed. Seconds until the next turn."""
        try:
            if not self._here:
                self._register()
            said = self._say_words()
            if self._doubt:
                self._compare()
            today = self._now().day
            self._waiting = self._ledger.waiting(today)
            more = [follower.turn(today) for follower in self._followers]
        except LedgerAway as error:
            self._here = False
            self._doubt = True
            self._report(error.state, str(error))
            return RETRY_S
        return 0.0 if said == AT_ONCE or any(more) else QUIET_S

    def close(self) -> None:
        """The turns are over; with the next one it all begins anew. Numbers go on in the own series."""
        self._here = False
        self._doubt = True
        self._hang_up()

    def _register(self) -> None:
        self._prepare()
        now = self._now()
        with self._store.read() as work:
            claimed, known = work.ledger_words.seat(), work.ledger_words.known(now.day)
        seat = self._ledger.register(self._terminal, claimed, known, now.day, self._seen())
        if seat != claimed:
            with self._store.begin() as work:
                work.ledger_words.sit(seat)
        self._here = True
        self._report("here", str(seat))

    def _say_words(self) -> int:
        with self._store.read() as work:
            owed = work.ledger_words.owed(AT_ONCE)
        for ticket_id, word in owed:
            with self._store.read() as work:
                ticket = work.tickets.get(ticket_id)
            if ticket is not None:
                self._say(ticket, word)
            with self._store.begin() as work:
                work.ledger_words.said(ticket_id, word)
        return len(owed)

    def _say(self, ticket: Ticket, word: Word) -> None:
        if word is Word.VOID or ticket.state is TicketState.VOID:
            if ticket.epoch_mark < 0:
                # Given and given back while the ledger was away: the hall's count of numbers has no gap.
                self._confirm(ticket)
            self._ledger.void(ticket.id, self._now().ms)
            return
        if self._confirm(ticket).twice:
            self._report("twice", ticket.label)

    def _confirm(self, ticket: Ticket) -> Taken:
        person = None
        if self._persons_shared:
            with self._store.read() as work:
                person = work.tickets.person_of(ticket.id)
        return self._ledger.confirm(self._terminal, ticket, person)

    def _compare(self) -> None:
        """Every ticket that the ledger has no word on: this store knows whether it became one."""
        self._doubt = False
        for ticket_id in self._ledger.unconfirmed(self._terminal):
            with self._lock:
                if ticket_id in self._open:
                    continue
            with self._store.read() as work:  # after the look at `_open`: stored comes before settled
                ticket = work.tickets.get(ticket_id)
            if ticket is None:
                self._ledger.void(ticket_id, self._now().ms)
            else:
                self._say(ticket, Word.CONFIRM)

    def _report(self, state: str, detail: str) -> None:
        now = self._now()
        with self._store.begin() as work:
            work.devices.put(DEVICE, state, detail, now.ms)

    def _now(self) -> Instant:
        return self._timekeeping.judge(self._store.last_seen_ms())
