"""The hall's ledger: one counter for all terminals. The same code on SQLite and on PostgreSQL.

A terminal reserves a number, commits ticket, record and slip in its own store, and then confirms. Between the
two the number is callable as 待确认; time never voids it, its terminal's word or staff do.
"""

from collections.abc import Callable, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from kiosk.domain.calling import Act, Standing
from kiosk.domain.ledger import Full, HallNumber, Known, News, Reserved, Seen, Theirs, Wanted
from kiosk.domain.ticket import Ticket, TicketState, place_behind, place_of_issue, ticket_label
from kiosk.domain.time import from_ms, to_ms
from kiosk.services.events import SYSTEM
from kiosk.services.hall_views import Ledger
from kiosk.store import LedgerWork
from kiosk.store.repositories.changes import epoch_of
from kiosk.store.repositories.hall import Life

TWICE = 1_000_000_000  # added to the mark of a number that a restored ledger gave to somebody else as well
TWICE_APART = 1_000_000  # further than any mark; two more of the same number have room
UNSERVED = (TicketState.WAITING, TicketState.NO_SHOW, TicketState.VOID)


class Taken(msgspec.Struct, frozen=True):
    """What the ledger made of a terminal's word. `twice`: another ticket reads the same; staff see 待确认.
    `same_person`: its holder has another number of the series; staff see that, and nothing is void by itself.
    """

    twice: bool = False
    same_person: bool = False


class HallLedger:
    """`identity` names the database in this life; another one than before means that it was restored."""

    def __init__(self, ledger: Ledger, identity: Callable[[], str], now_ms: Callable[[], int]) -> None:
        self._ledger = ledger
        self._identity = identity
        self._now_ms = now_ms

    def register(
        self,
        terminal: str,
        claimed: int | None,
        known: Sequence[Known],
        today: date,
        seen: Seen | None = None,
    ) -> int:
        """The terminal's seat, which it keeps: the 2 in A2-001.

        A database that is another one than before, or that knows less than this terminal has got from it,
        was restored: it begins a new life, whose numbers carry a mark.
        """
        identity = self._identity()
        with self._ledger.begin() as work:
            life = work.hall.life()
            if life is None:
                work.hall.begin_life(identity, 1, None)
                life = Life(identity, 1, None)
            undone = seen is not None and _undone(work, life, seen)
            if life.fingerprint != identity or undone or any(_forgotten(work, life, one) for one in known):
                self._begin_life(work, identity, life, today, seen, known)
            for one in known:
                work.tickets.number_seen(one.service_day, one.series, one.epoch_mark, one.last)
            return work.hall.seat(terminal, claimed)

    def reserve(self, wanted: Wanted) -> Reserved | Full | Theirs:
        """The next number of the series; the same again for the same ticket. `Theirs`: of whom it is wanted
        for, while that one waits or, on the service day itself, was served."""
        with self._ledger.begin() as work:
            day, series = wanted.service_day, wanted.series
            before = work.hall.before_issuing(day, series, wanted.token)
            same = work.tickets.by_token(wanted.token) if before.known else None
            if same is not None:
                return _reserved(same, work.tickets.ahead_of(same))
            theirs = _theirs(work, wanted)
            if theirs is not None:
                return theirs
            issued, mark = before.issued, self._mark(work, before.mark, wanted)
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
                due_ms=wanted.due_ms,
            )
            if wanted.due_ms is None:
                place = place_behind(before.last_place, wanted.issued_ms, number)
            else:
                place = place_of_issue(wanted.due_ms, number)
            person = next((one.digest for one in wanted.holders if one.day == day), None)
            work.tickets.add(ticket, wanted.terminal, confirmed=False, place=place, person=person)
            ahead = before.ahead if wanted.due_ms is None else work.tickets.ahead_of(ticket)
            return _reserved(ticket, ahead)

    def confirm(self, terminal: str, ticket: Ticket, person: str | None = None) -> Taken:
        """The slip exists: the number is called, whatever was thought of it meanwhile. `person`: whose, as
        a digest under the hall's key.

        A ticket that the ledger does not know is taken in at the place of its time of issue: a fallback
        number, or one from before the ledger was restored. One that was given back by then is taken in void.
        """
        with self._ledger.begin() as work:
            if ticket.state is not TicketState.DONE and work.calls.confirm_standing(ticket.id):
                return Taken()
            known = work.calls.get(ticket.id)
            if known is None:
                return self._take_in(work, terminal, ticket, person)
            gone = ticket.state is TicketState.VOID
            if known.state is TicketState.VOID and not (known.confirmed or gone):
                # Staff gave it up because nobody came; somebody holds its slip after all.
                work.calls.save(replace(known, state=TicketState.WAITING, ended_ms=None))
                self._tell(work, "ticket-found-again", ticket.id)
                _show(work, ticket)
            elif ticket.state is TicketState.DONE and known.state in UNSERVED:
                # A restored ledger has forgotten that they were served: nobody calls them again.
                work.calls.save(_as_served(known, ticket))
                self._tell(work, "ticket-served-before", ticket.id)
                _show(work, ticket, Act.FINISH)
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

    def by_token(self, token: str) -> HallNumber | None:
        """The number on a slip, for a terminal that has not printed it."""
        with self._ledger.read() as work:
            return _hall_number(work, token)

    def give_back(self, token: str, at_ms: int) -> HallNumber | None:
        """Void from any terminal, while it waits; as it stands afterwards. Its own terminal reads it in the
        feed of changes, and has the last word on nothing: its holder has spoken."""
        with self._ledger.begin() as work:
            ticket = work.tickets.by_token(token)
            if ticket is not None and ticket.state is TicketState.WAITING:
                work.tickets.void(ticket.id, at_ms)
                work.calls.confirm(ticket.id)
                self._tell(work, "number-given-back", ticket.id, "elsewhere")
            return _hall_number(work, token)

    def notice_restore(self, seen: Seen, today: date) -> bool:
        """Begins a new life if what was read is not there any more. False: it is, or it was forgotten."""
        with self._ledger.begin() as work:
            life = work.hall.life()
            if life is None or not _undone(work, life, seen):
                return False
            self._begin_life(work, life.fingerprint, life, today, seen)
            return True

    def news(self, terminal: str, seen: Seen | None, max_count: int) -> News:
        """What became of the terminal's tickets since `seen`, looking at so many changes of the hall."""
        with self._ledger.read() as work:
            last = work.changes.at(work.changes.last()) or Seen(0, "")
            if seen is None:
                return News(last, lost=True)
            rows = work.changes.read_from(seen.position, max_count + 1)
            if seen.position == 0:
                lost = bool(rows) and rows[0][0].position != 1
            else:
                lost = not rows or rows.pop(0)[0] != seen
            if lost or any(kind is Act.RESTART for _, kind, _ in rows):
                return News(last, lost=True)
            found = {name: work.calls.get(name) for _, _, name in rows if name}
            tickets = tuple(one for one in found.values() if one is not None and one.terminal == terminal)
            return News(rows[-1][0] if rows else seen, tickets, more=len(rows) >= max_count)

    def issued_by(self, terminal: str, day: date) -> list[Standing]:
        """All tickets of a terminal for a service day, as they stand now."""
        with self._ledger.read() as work:
            return work.calls.of_day(day, terminal)

    def unconfirmed(self, terminal: str) -> list[str]:
        """The terminal's tickets that nobody has spoken of since they were reserved."""
        with self._ledger.read() as work:
            return work.hall.unconfirmed(terminal)

    def waiting(self, service_day: date) -> dict[str, int]:
        """How many wait in the lines of that day."""
        with self._ledger.read() as work:
            return work.hall.waiting(service_day)

    def _mark(self, work: LedgerWork, mark: int, wanted: Wanted) -> int:
        """The mark of its number: another one than a moment ago, if what its terminal read is gone."""
        seen = wanted.seen
        if seen is None or work.changes.at(seen.position) == seen:
            return mark
        life = work.hall.life()
        if life is None or not _undone(work, life, seen):
            return mark
        return self._begin_life(work, life.fingerprint, life, wanted.service_day, seen).mark

    def _begin_life(
        self,
        work: LedgerWork,
        identity: str,
        before: Life,
        today: date,
        seen: Seen | None,
        known: Sequence[Known] = (),
    ) -> Life:
        # Above every life that the terminal remembers: the copy may be from before an earlier restore.
        heard = [one.epoch_mark for one in known] + ([epoch_of(seen.position)] if seen else [])
        epoch = max(before.epoch, *heard) + 1 if heard else before.epoch + 1
        work.hall.begin_life(identity, epoch, today)
        work.changes.begin_epoch(epoch)
        self._tell(work, "ledger-restored", identity, f"epoch:{epoch}")
        return Life(identity, epoch, today)

    def _take_in(self, work: LedgerWork, terminal: str, ticket: Ticket, person: str | None) -> Taken:
        day, number = ticket.service_day, ticket.number
        twice = work.calls.by_label(day, ticket.label) is not None
        new = replace(ticket, session="")
        if ticket.state in (TicketState.CALLED, TicketState.SERVING):
            # The window that had it has forgotten it: it is called again.
            new = replace(new, state=TicketState.WAITING, window="", started_ms=None)
        mark = ticket.epoch_mark
        while work.calls.by_number(day, ticket.series, mark, number) is not None:
            twice = True
            mark = (mark if mark <= -TWICE else -TWICE - abs(mark)) - TWICE_APART
        new = replace(new, epoch_mark=mark)
        if not twice:
            work.tickets.number_seen(day, ticket.series, mark, number)
        stands_since = to_ms(ticket.issued) if ticket.due_ms is None else ticket.due_ms
        place = place_of_issue(stands_since, ticket.number)
        held = ticket.state not in (TicketState.VOID, TicketState.NO_SHOW)
        other = work.tickets.by_person(day, ticket.series, person) if held and person else None
        work.tickets.add(new, terminal, confirmed=not twice, place=place, person=person)
        self._tell(work, "ticket-taken-in", ticket.id, "twice" if twice else "ok")
        if other is not None:
            self._tell(work, "one-person-two-numbers", ticket.id, f"other:{other.id}")
        if ticket.state is TicketState.VOID:
            _show(work, ticket, Act.VOID)
        return Taken(twice, same_person=other is not None)

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


def _hall_number(work: LedgerWork, token: str) -> HallNumber | None:
    ticket = work.tickets.by_token(token)
    standing = None if ticket is None else work.calls.get(ticket.id)
    if ticket is None or standing is None:
        return None
    return HallNumber(ticket=ticket, ahead=work.tickets.ahead_of(ticket), terminal=standing.terminal)


def _theirs(work: LedgerWork, wanted: Wanted) -> Theirs | None:
    """Under the hall's lock: at no two terminals does one person get a number each."""
    for holder in wanted.holders:
        found = work.tickets.by_person(holder.day, wanted.series, holder.digest)
        # Who was served today may well want a number for another day.
        if found is not None and (holder.day == wanted.service_day or found.state is not TicketState.DONE):
            served = found.state is TicketState.DONE
            return Theirs(ticket_id=found.id, label=found.label, service_day=found.service_day, served=served)
    return None


def _forgotten(work: LedgerWork, life: Life, known: Known) -> bool:
    """Whether numbers that were given out could come again: under an older mark none is given any more."""
    if known.epoch_mark < life.mark:
        return False
    return work.tickets.issued(known.service_day, known.series).get(known.epoch_mark, 0) < known.last


def _undone(work: LedgerWork, life: Life, seen: Seen) -> bool:
    """Whether a change that was read in this life is not there any more, and was not forgotten with age."""
    if seen.position == 0 or epoch_of(seen.position) < life.epoch:
        return False
    there = work.changes.at(seen.position)
    if there is not None or epoch_of(seen.position) > life.epoch:
        return there != seen
    return seen.position >= work.changes.oldest()


def _as_served(known: Standing, ticket: Ticket) -> Standing:
    return replace(
        known,
        state=TicketState.DONE,
        window=ticket.window,
        called_ms=ticket.called_ms,
        started_ms=ticket.started_ms,
        ended_ms=ticket.ended_ms,
    )


def _reserved(ticket: Ticket, ahead: int) -> Reserved:
    return Reserved(
        ticket_id=ticket.id,
        service_day=ticket.service_day,
        epoch_mark=ticket.epoch_mark,
        number=ticket.number,
        label=ticket.label,
        ahead=ahead,
    )


def _show(work: LedgerWork, ticket: Ticket, kind: Act = Act.ISSUE) -> None:
    work.changes.append(
        at_ms=to_ms(ticket.issued),
        kind=kind,
        ticket_id=ticket.id,
        label=ticket.label,
        line=ticket.series,
        priority=ticket.priority,
    )
