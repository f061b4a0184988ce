"""Giving a number back, or changing it for another business, by the token on its slip (退号、改号)."""

from collections.abc import Callable

import msgspec

from kiosk.domain.record import RecordKind
from kiosk.domain.ticket import Ticket, TicketState
from kiosk.services.asking import Awaited
from kiosk.services.events import CITIZEN, Events
from kiosk.services.issuing import told_of
from kiosk.services.jobs import Wake, nobody
from kiosk.services.number_outcomes import NumberRefused, NumberTaken
from kiosk.services.outgoing import append_told
from kiosk.services.queue import Queue
from kiosk.services.shared_hall.appointment_link import Away
from kiosk.services.shared_hall.number_reach import NumberReach, Reached
from kiosk.services.timekeeping import Timekeeping
from kiosk.store import Store, UnitOfWork

GIVEN_BACK, CHANGED = "given-back", "changed"  # why a number is void; also why its slip was not printed


class GivenBack(msgspec.Struct, frozen=True):
    """It is void: not called any more, and its place is somebody else's. The number is not used again."""

    ticket: Ticket


class Changed(msgspec.Struct, frozen=True):
    old: Ticket
    taken: NumberTaken


class NotGivenBack(msgspec.Struct, frozen=True):
    """It no longer waits: called, served, or void already. None: no number of this terminal."""

    state: TicketState | None


class Unanswered(msgspec.Struct, frozen=True):
    """The hall's ledger does not answer in time: it is void or it is not, and another look at it tells."""


class GivingBack:
    """Whoever holds the slip, or stands at the screen that shows the number, may give it back: the token is
    what both have. The label alone is called out in the hall, so it never is enough."""

    def __init__(
        self,
        store: Store,
        queue: Queue,
        timekeeping: Timekeeping,
        events: Events,
        ids: Callable[[], str],
        wake: Wake = nobody,
        reach: NumberReach | None = None,
    ) -> None:
        """`reach`: to the numbers of the hall's other terminals."""
        self._store = store
        self._queue = queue
        self._timekeeping = timekeeping
        self._events = events
        self._ids = ids
        self._wake = wake
        self._reach = reach

    def ask(self, token: str) -> Awaited[Reached]:
        """Begins to give back a number of another terminal. `given_back` with it, once it is answered."""
        if self._reach is None:
            return Awaited[Reached].answered(None)
        with self._store.read() as work:
            now = self._timekeeping.judge(work.terminal.get().last_seen_ms)
        return self._reach.give_back(token, now.ms)

    def given_back(self, session: str, asking: Awaited[Reached]) -> GivenBack | NotGivenBack | Unanswered:
        """What came of it."""
        there = asking.answer()
        if isinstance(there, Away):
            return Unanswered()
        if there is None or there.ticket.state is not TicketState.VOID:
            return NotGivenBack(None if there is None else there.ticket.state)
        with self._store.begin() as work:
            self._events.write(work, session, CITIZEN, f"number-{GIVEN_BACK}", there.ticket.id, "elsewhere")
        return GivenBack(there.ticket)

    def give_back(self, session: str, token: str) -> GivenBack | NotGivenBack:
        with self._store.begin() as work:
            ticket = work.tickets.by_token(token)
            if ticket is None or ticket.state is not TicketState.WAITING:
                return NotGivenBack(None if ticket is None else ticket.state)
            return GivenBack(self._void(work, session, ticket, GIVEN_BACK))

    def change(self, session: str, token: str, series: str) -> Changed | NotGivenBack | NumberRefused:
        """A number of `series` for the old one, in one transaction: a refusal leaves the old one as it is.

        Raises KeyError for a series that hall.toml does not have.
        """
        with self._store.begin() as work:
            old = work.tickets.by_token(token)
            if old is None or old.state is not TicketState.WAITING or old.series == series:
                return NotGivenBack(None if old is None else old.state)
            taken = self._queue.change_in(work, session, old, series)
            if not isinstance(taken, NumberTaken):
                return taken
            void = self._void(work, session, old, CHANGED)
        self._wake()
        return Changed(void, taken)

    def _void(self, work: UnitOfWork, session: str, ticket: Ticket, why: str) -> Ticket:
        """Void, told to the district and in the audit trail: the gap in the line is explained everywhere."""
        now = self._timekeeping.judge(work.terminal.get().last_seen_ms)
        if not work.tickets.void(ticket.id, now.ms):
            raise LookupError("a ticket that waits inside the transaction cannot be voided")
        self._queue.voided(work, ticket.id)
        # A slip that says something no longer true must not come out now.
        work.print_jobs.give_up_token(ticket.token, why, now.ms)
        append_told(
            work,
            record_id=self._ids(),
            kind=RecordKind.TICKET,
            created_ms=now.ms,
            told={**told_of(ticket, now), "state": TicketState.VOID.value, "reason": why},
        )
        self._events.write(work, session, CITIZEN, f"number-{why}", ticket.id)
        work.terminal.seen(now.ms)
        return msgspec.structs.replace(ticket, state=TicketState.VOID, ended_ms=now.ms)
