"""The hall's ledger: one counter for all terminals. The same code on SQLite and on PostgreSQL.

A terminal reserves a number, commits ticket, record and slip in its own store, and then confirms. Between the
two the number is callable as 待确认; time never voids it, its terminal's word or staff do.
"""

from collections.abc import Callable, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from kiosk.domain.calling import Act
from kiosk.domain.ledger import Full, Known, Reserved, Wanted
from kiosk.domain.ticket import Ticket, TicketState, place_behind, place_of_issue, ticket_label
from kiosk.domain.time import from_ms, to_ms
from kiosk.services.events import SYSTEM
from kiosk.services.hall_views import Ledger
from kiosk.store import LedgerWork

TWICE = 1_000_000_000  # added to the mark of a number that a restored ledger gave to somebody else as well


class Taken(msgspec.Struct, frozen=True):
    """What the ledger made of a terminal's word. `twice`: another ticket reads the same; staff see 待确认."""

    twice: bool = False


class HallLedger:
    """`identity` names the database in this life; another one than before means that it was restored."""

    def __init__(self, ledger: Ledger, identity: Callable[[], str], now_ms: Callable[[], int]) -> None:
        self._ledger = ledger
        self._identity = identity
        self._now_ms = now_ms

    def register(self, terminal: str, claimed: int | None, known: Sequence[Known], today: date) -> int:
        """The terminal's seat, which it keeps: the 2 in A2-001.

        A database that is another one than before, or that knows less than this terminal has got from it,
        was restored: it begins a new life, whose numbers carry a mark.
        """
        identity = self._identity()
        with self._ledger.begin() as work:
            life = work.hall.life()
            if life is None:
                work.hall.begin_life(identity, 1, None)
            elif life.fingerprint != identity or any(_forgotten(work, one) for one in known):
                work.hall.begin_life(identity, life.epoch + 1, today)
                work.changes.begin_epoch(life.epoch + 1)
                self._tell(work, "ledger-restored", identity, f"epoch:{life.epoch + 1}")
            for one in known:
                work.tickets.number_seen(one.service_day, one.series, one.epoch_mark, one.last)
            return work.hall.seat(terminal, claimed)

    def reserve(self, wanted: Wanted) -> Reserved | Full:
        """The next number of the series; the same again for the same ticket."""
        with self._ledger.begin() as work:
            day, series = wanted.service_day, wanted.series
            before = work.hall.before_issuing(day, series, wanted.token)
            same = work.tickets.by_token(wanted.token) if before.known else None
            if same is not None:
                return _reserved(same, work.tickets.ahead_of(same))
            issued, mark = before.issued, before.mark
            if issued.get(mark, 0) >= wanted.last:
                return Full(day, range_gone=True)
            # A number that was given back has left its place to somebody else.
            if wanted.quota and sum(issued.values()) - work.tickets.void_count(day, series) >= wanted.quota:
                return Full(day, range_gone=False)
            number = work.tickets.next_number(day, series, mark)
            label = ticket_label(wanted.prefix, number, wanted.digits, mark)
            ticket = Ticket(
                id=wanted.ticket_id,
                series=series,
                service_day=day,
                epoch_mark=mark,
                number=number,
                label=label,
                priority=wanted.priority,
                state=TicketState.WAITING,
                token=wanted.token,
                session="",
                issued=from_ms(wanted.issued_ms),
            )
            place = place_behind(before.last_place, wanted.issued_ms, number)
            work.tickets.add(ticket, wanted.terminal, confirmed=False, place=place)
            return _reserved(ticket, before.ahead)

    def confirm(self, terminal: str, ticket: Ticket) -> Taken:
        """The slip exists: the number is called, whatever was thought of it meanwhile.

        A ticket that the ledger does not know is taken in at the place of its time of issue: a fallback
        number, or one from before the ledger was restored.
        """
        with self._ledger.begin() as work:
            if work.calls.confirm_standing(ticket.id):
                return Taken()
            known = work.calls.get(ticket.id)
            if known is None:
                return self._take_in(work, terminal, ticket)
            # Staff gave it up because nobody came; somebody holds its slip after all.
            work.calls.save(replace(known, state=TicketState.WAITING, ended_ms=None))
            self._tell(work, "ticket-found-again", ticket.id)
            _show(work, ticket)
            work.calls.confirm(ticket.id)
            return Taken()

    def void(self, ticket_id: str, at_ms: int) -> bool:
        """The terminal's word that nobody holds this number: it was given back, or no slip was ever made."""
        with self._ledger.begin() as work:
            gone = work.tickets.void(ticket_id, at_ms)
            work.calls.confirm(ticket_id)
            if gone:
                self._tell(work, "ticket-voided", ticket_id)
            return gone

    def unconfirmed(self, terminal: str) -> list[str]:
        """The terminal's tickets that nobody has spoken of since they were reserved."""
        with self._ledger.read() as work:
            return work.hall.unconfirmed(terminal)

    def waiting(self, service_day: date) -> dict[str, int]:
        """How many wait in the lines of that day."""
        with self._ledger.read() as work:
            return work.hall.waiting(service_day)

    def _take_in(self, work: LedgerWork, terminal: str, ticket: Ticket) -> Taken:
        same = work.calls.by_label(ticket.service_day, ticket.label)
        twice = same is not None
        new = replace(ticket, session="", window="", called_ms=None, started_ms=None, ended_ms=None)
        if twice:
            new = replace(new, epoch_mark=-TWICE - abs(ticket.epoch_mark))
        else:
            work.tickets.number_seen(ticket.service_day, ticket.series, ticket.epoch_mark, ticket.number)
        place = place_of_issue(to_ms(ticket.issued), ticket.number)
        work.tickets.add(new, terminal, confirmed=not twice, place=place)
        self._tell(work, "ticket-taken-in", ticket.id, "twice" if twice else "ok")
        return Taken(twice)

    def _tell(self, work: LedgerWork, action: str, object: str, result: str = "ok") -> None:  # noqa: A002
        work.events.append(
            at_ms=self._now_ms(),
            monotonic_ms=0,  # of no one machine
            session="",
            actor=SYSTEM,
            action=action,
            object=object,
            result=result,
        )


def _forgotten(work: LedgerWork, known: Known) -> bool:
    return work.tickets.issued(known.service_day, known.series).get(known.epoch_mark, 0) < known.last


def _reserved(ticket: Ticket, ahead: int) -> Reserved:
    return Reserved(
        ticket_id=ticket.id,
        service_day=ticket.service_day,
        epoch_mark=ticket.epoch_mark,
        number=ticket.number,
        label=ticket.label,
        ahead=ahead,
    )


def _show(work: LedgerWork, ticket: Ticket) -> None:
    work.changes.append(
        at_ms=to_ms(ticket.issued),
        kind=Act.ISSUE,
        ticket_id=ticket.id,
        label=ticket.label,
        line=ticket.series,
        priority=ticket.priority,
    )
