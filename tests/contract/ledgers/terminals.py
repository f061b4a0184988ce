"""Terminals of one hall: each with a store of its own, all with the same ledger, which may be away."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from threading import Event

from kiosk.domain.calling import Standing
from kiosk.domain.ledger import Full, HallNumber, Known, News, Reserved, Seen, Theirs, Wanted
from kiosk.domain.ticket import Ticket
from kiosk.services.holder_key import HolderKey
from kiosk.services.number_outcomes import NumberTaken
from kiosk.services.queue import Queue
from kiosk.services.shared_hall.hall_ledger import HallLedger, Taken
from kiosk.services.shared_hall.ledger_link import Follower, LedgerLink
from kiosk.services.shared_hall.ledger_mirror import LedgerMirror
from kiosk.settings import HallSettings
from kiosk.store.errors import LedgerAway
from tests.unit.services.world import SetClock, World


class Line:
    """The way to the ledger: cut, cut after the answer was made, or slow."""

    def __init__(self, ledger: HallLedger) -> None:
        self._ledger = ledger
        self.cut = False
        self.answers_are_lost = False
        self.held: Event | None = None

    def register(
        self, terminal: str, claimed: int | None, known: Sequence[Known], today: date, seen: Seen | None
    ) -> int:
        self._pass()
        return self._ledger.register(terminal, claimed, known, today, seen)

    def reserve(self, wanted: Wanted) -> Reserved | Full | Theirs:
        self._pass()
        if self.held is not None:
            self.held.wait()
        reserved = self._ledger.reserve(wanted)
        if self.answers_are_lost:
            raise LedgerAway("lost")
        return reserved

    def confirm(self, terminal: str, ticket: Ticket, person: str | None = None) -> Taken:
        self._pass()
        return self._ledger.confirm(terminal, ticket, person)

    def void(self, ticket_id: str, at_ms: int) -> bool:
        self._pass()
        return self._ledger.void(ticket_id, at_ms)

    def by_token(self, token: str) -> HallNumber | None:
        self._pass()
        return self._ledger.by_token(token)

    def give_back(self, token: str, at_ms: int) -> HallNumber | None:
        self._pass()
        return self._ledger.give_back(token, at_ms)

    def unconfirmed(self, terminal: str) -> list[str]:
        self._pass()
        return self._ledger.unconfirmed(terminal)

    def waiting(self, service_day: date) -> dict[str, int]:
        self._pass()
        return self._ledger.waiting(service_day)

    def news(self, terminal: str, seen: Seen | None, max_count: int) -> News:
        self._pass()
        return self._ledger.news(terminal, seen, max_count)

    def notice_restore(self, seen: Seen, today: date) -> bool:
        self._pass()
        return self._ledger.notice_restore(seen, today)

    def issued_by(self, terminal: str, day: date) -> list[Standing]:
        self._pass()
        return self._ledger.issued_by(terminal, day)

    def _pass(self) -> None:
        if self.cut:
            raise LedgerAway("cut")


class HallTerminal:
    def __init__(
        self,
        folder: Path,
        ledger: HallLedger,
        clock: SetClock,
        name: str,
        hall: HallSettings,
        deadline_s: float,
        holder_key: HolderKey | None = None,
    ) -> None:
        self.world = World(folder, clock, hall=hall, terminal=name)
        self.line = Line(ledger)
        self._hall = hall
        self._name = name
        self._deadline_s = deadline_s
        self._holder_key = holder_key
        self.boot()

    def boot(self, followers: Sequence[Follower] = ()) -> None:
        """A new process on the same store: what was only in memory is gone."""
        world = self.world
        self.mirror = LedgerMirror(world.store, self.line, self._name)
        self.link = LedgerLink(
            world.store,
            self.line,
            self._name,
            world.timekeeping,
            prepare=lambda: None,
            hang_up=lambda: None,
            deadline_s=self._deadline_s,
            followers=(self.mirror, *followers),
            seen=self.mirror.seen,
            persons_shared=self._holder_key is not None and self._holder_key.shared,
        )
        self.queue = Queue(
            world.store,
            self._hall,
            world.settings.kiosk.terminal,
            world.timekeeping,
            lambda: f"{self._name}-{world.ids()}",
            lambda: f"{self._name}-{world.tokens()}",
            holder_key=self._holder_key,
            link=self.link,
        )

    def take(self, session: str, series: str = "general") -> NumberTaken:
        self.world.clock.advance(1)
        taken = self.queue.take_number(session, series)
        assert isinstance(taken, NumberTaken)
        return taken

    def turn(self) -> float:
        return self.link.turn()

    def settle(self) -> None:
        """Turns until there is nothing left to do at once."""
        while self.turn() == 0.0:
            pass

    def close(self) -> None:
        self.world.close()
