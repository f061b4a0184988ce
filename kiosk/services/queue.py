"""Taking a number (取号): one touch, one transaction, a number that is never issued twice and never wraps."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import assert_never

import msgspec
from msgspec.structs import replace

from kiosk.domain.card import IdCard
from kiosk.domain.ledger import Full as LedgerFull
from kiosk.domain.ledger import HallNumber, Holder, Theirs
from kiosk.domain.ticket import SeriesView, Ticket, TicketState
from kiosk.services.asking import Answer, Asking, Awaited
from kiosk.services.holder_key import HolderKey
from kiosk.services.issuing import Issuing
from kiosk.services.jobs import Wake, nobody
from kiosk.services.number_outcomes import CardNeeded as CardNeeded
from kiosk.services.number_outcomes import NightNumbersGone as NightNumbersGone
from kiosk.services.number_outcomes import NoOpenDay as NoOpenDay
from kiosk.services.number_outcomes import NumberRefused as NumberRefused
from kiosk.services.number_outcomes import NumbersExhausted as NumbersExhausted
from kiosk.services.number_outcomes import NumberTaken as NumberTaken
from kiosk.services.number_outcomes import QuotaGone as QuotaGone
from kiosk.services.number_outcomes import TakenElsewhere as TakenElsewhere
from kiosk.services.number_outcomes import TakeNumber as TakeNumber
from kiosk.services.numbering import Numbering
from kiosk.services.placing import Full, Place, Placing, status_of
from kiosk.services.service_day import day_words
from kiosk.services.shared_hall.ledger_link import LedgerLink
from kiosk.services.shared_hall.number_reach import NumberReach, Reached
from kiosk.services.ticket_code import TicketCode
from kiosk.services.timekeeping import Instant, Timekeeping
from kiosk.services.waiting_times import WaitingTimes
from kiosk.settings import HallSettings, SeriesSettings, TerminalSettings
from kiosk.store import Store, UnitOfWork
from kiosk.store.repositories.terminal import Terminal

SENIOR_YEARS = 65


class _Due(msgspec.Struct, frozen=True):
    """A number that nothing stands against."""

    place: Place
    priority: bool
    person: str | None
    now: Instant


class Queue:
    def __init__(
        self,
        store: Store,
        hall: HallSettings,
        terminal: TerminalSettings,
        timekeeping: Timekeeping,
        ids: Callable[[], str],
        tokens: Callable[[], str],
        wake: Wake = nobody,
        holder_key: HolderKey | None = None,
        waiting: WaitingTimes | None = None,
        link: LedgerLink | None = None,
        code: TicketCode | None = None,
        reach: NumberReach | None = None,
    ) -> None:
        """Without `holder_key` nobody is known again; without `waiting` no waiting time is estimated; without
        `code` slips carry no 核对码. `link`: to the ledger of a hall with several terminals; `reach`: to the
        numbers of the others."""
        self._store = store
        self._hall = hall
        self._timekeeping = timekeeping
        self._wake = wake
        self._series = {series.id: series for series in hall.series}
        self._placing = Placing(hall, timekeeping)
        self._numbering = Numbering(terminal.id, ids, tokens, link)
        self._issuing = Issuing(terminal, self._placing, ids, self._numbering, waiting, code)
        self._holder_key = holder_key
        self._reach = reach

    def series(self) -> tuple[SeriesView, ...]:
        """What a citizen can choose now, in the order of hall.toml."""
        with self._store.read() as work:
            terminal = work.terminal.get()
            now = self._timekeeping.judge(terminal.last_seen_ms)
            return tuple(self._view(work, series, terminal, now) for series in self._hall.series)

    def seek(self, token: str) -> Awaited[Reached] | None:
        """Begins to ask the hall for the number on a slip, of whichever terminal. None: there is nobody to
        ask, or the ledger is away."""
        return None if self._reach is None else self._reach.seek(token)

    def by_token(self, token: str, asking: Awaited[Reached] | None = None) -> NumberTaken | None:
        """The number on a slip, as it stands now; without `asking`, of `seek`, only of this terminal's."""
        there = None if asking is None else asking.answer()
        with self._store.read() as work:
            own = work.tickets.by_token(token)
            now = self._timekeeping.judge(work.terminal.get().last_seen_ms)
            found = there if isinstance(there, HallNumber) else None
            ticket = own if own is not None else found.ticket if found is not None else None
            series = None if ticket is None else self._series.get(ticket.series)
            if ticket is None or series is None:
                return None
            elsewhere = found.terminal if own is None and found is not None else ""
            return self._issuing.again(work, ticket, series, now, found, elsewhere)

    def ask(
        self, session: str, series: str, priority: bool = False, card: IdCard | None = None
    ) -> Asking | None:
        """Begins to ask the hall's ledger for the number that `take_number` will write. None: this terminal
        is the hall, and there is nobody to ask. Raises KeyError for a series that hall.toml lacks."""
        if not self._numbering.shared:
            return None
        wanted = self._series[series]
        with self._store.read() as work:
            due = self._due(work, session, wanted, priority, card)
        if not isinstance(due, _Due):
            return Asking.answered(None)
        days = [due.place.day]
        later = self._placing.hours(wanted).first_after(days[0]) if wanted.daily_quota else None
        if later is not None:  # others may have used up the quota
            days.append(later.day)
        holders = self._holders(wanted, card, sorted({due.now.day, *days}))
        return self._numbering.ask(wanted, days, due.priority, due.now.ms, holders=holders)

    def drop(self, asking: Asking) -> None:
        """Nobody waits for it any more: what the ledger may have reserved is voided by word."""
        self._numbering.settled(asking, stored=False)

    def close(self) -> None:
        """Waits until nothing is being asked any more."""
        self._numbering.close()
        if self._reach is not None:
            self._reach.close()

    def take_number(
        self,
        session: str,
        series: str,
        priority: bool = False,
        card: IdCard | None = None,
        asking: Asking | None = None,
    ) -> TakeNumber:
        """`card`: the session's own, when one was read. `asking`: of `ask` for the same; where there is none
        and one is due, this waits for the ledger. Raises KeyError for a series that hall.toml lacks."""
        asking = asking or self.ask(session, series, priority, card)
        stored = False
        try:
            asked = None if asking is None else asking.answer()
            with self._store.begin() as work:
                outcome = self.take_in(work, session, series, priority, card, asked)
            stored = isinstance(outcome, NumberTaken) and not outcome.repeated and not outcome.same_person
        finally:
            if asking is not None:
                self._numbering.settled(asking, stored=stored)
        if isinstance(outcome, NumberTaken) and not outcome.repeated:
            self._wake()
        return outcome

    def take_in(
        self,
        work: UnitOfWork,
        session: str,
        series: str,
        priority: bool = False,
        card: IdCard | None = None,
        asked: Answer = None,
    ) -> TakeNumber:
        """The same inside the caller's transaction, for an act of which the number is a part. The caller
        wakes the printer once it is committed. In a hall with a ledger the number is of the own series
        unless one was `asked` for before: no transaction waits for another machine."""
        wanted = self._series[series]
        due = self._due(work, session, wanted, priority, card)
        if not isinstance(due, _Due):
            return due
        if isinstance(asked, LedgerFull):
            return _none_left(wanted, asked, due)
        if isinstance(asked, Theirs):
            own = work.tickets.get(asked.ticket_id)
            if own is None or own.state not in (TicketState.VOID, TicketState.NO_SHOW):
                return self._theirs(work, wanted, asked, own, due.now)
            asked = None  # it is over, and the hall has not heard that yet: no reason to send anybody away
        place, person = due.place, due.person
        if asked is not None and asked.service_day != place.day:
            place = self._placing.on(work, wanted, work.terminal.get(), asked.service_day, due.now)
            person = self._person(wanted, card, place.day)
        return self._issuing.issue(work, session, wanted, due.priority, place, due.now, person, asked)

    def voided(self, work: UnitOfWork, ticket_id: str) -> None:
        """A number of this terminal is void: the hall has to hear of it."""
        self._numbering.give_back(work, ticket_id)

    def _due(
        self, work: UnitOfWork, session: str, wanted: SeriesSettings, priority: bool, card: IdCard | None
    ) -> "_Due | TakeNumber":
        """What is to be issued, or why nothing is."""
        terminal = work.terminal.get()
        now = self._timekeeping.judge(terminal.last_seen_ms)
        before = work.tickets.in_session(session, wanted.id, now.ms - self._hall.guard_s * 1000)
        if before is not None:
            return self._issuing.again(work, before, wanted, now)
        if wanted.card_needed and card is None:
            return CardNeeded(wanted.id)
        place = self._placing.place(work, wanted, terminal, now)
        if place is None:
            return NoOpenDay(wanted.id)
        person = self._person(wanted, card, place.day)
        theirs = None if person is None else work.tickets.by_person(place.day, wanted.id, person)
        if theirs is None and card is not None and place.day != now.day:
            theirs = self._still_waiting(work, wanted, card, now.day)
        if theirs is not None:
            return replace(self._issuing.again(work, theirs, wanted, now), same_person=True)
        if place.full is not None:
            return _refused(wanted, place, place.full, now)
        return _Due(place, priority or is_senior(card, now.day), person, now)

    def change_in(self, work: UnitOfWork, session: str, old: Ticket, series: str) -> TakeNumber:
        """A number of another series for whoever has `old`: priority, and whose it is, go along."""
        wanted = self._series[series]
        terminal = work.terminal.get()
        now = self._timekeeping.judge(terminal.last_seen_ms)
        place = self._placing.place(work, wanted, terminal, now)
        if place is None:
            return NoOpenDay(wanted.id)
        # The digest is of one day; for another day it says nothing.
        person = work.tickets.person_of(old.id) if place.day == old.service_day else None
        if wanted.card_needed and person is None:
            return CardNeeded(wanted.id)
        theirs = None if person is None else work.tickets.by_person(place.day, wanted.id, person)
        if theirs is not None:
            return replace(self._issuing.again(work, theirs, wanted, now), same_person=True)
        if place.full is not None:
            return _refused(wanted, place, place.full, now)
        return self._issuing.issue(work, session, wanted, old.priority, place, now, person)

    def _still_waiting(
        self, work: UnitOfWork, series: SeriesSettings, card: IdCard, today: date
    ) -> Ticket | None:
        """Today's number of somebody who, the quota being gone, would get another one for the next day."""
        person = self._person(series, card, today)
        found = None if person is None else work.tickets.by_person(today, series.id, person)
        return found if found is not None and found.state is not TicketState.DONE else None

    def _person(self, series: SeriesSettings, card: IdCard | None, day: date) -> str | None:
        """The digest that is kept; nothing is, where nobody asks whether a person comes twice."""
        if card is None or self._holder_key is None or not (series.one_per_person or series.card_needed):
            return None
        return self._holder_key.digest(card.number, day)

    def _holders(
        self, series: SeriesSettings, card: IdCard | None, days: Sequence[date]
    ) -> tuple[Holder, ...]:
        """What the ledger may know of whose number it is: nothing under a key of this terminal alone."""
        if self._holder_key is None or not self._holder_key.shared:
            return ()
        found = ((day, self._person(series, card, day)) for day in days)
        return tuple(Holder(day, digest) for day, digest in found if digest is not None)

    def _theirs(
        self, work: UnitOfWork, series: SeriesSettings, theirs: Theirs, own: Ticket | None, now: Instant
    ) -> TakeNumber:
        if own is not None:
            return replace(self._issuing.again(work, own, series, now), same_person=True)
        when = self._placing.when(series, theirs.service_day, now)
        words = None if now.fault else day_words(theirs.service_day, now.day, when)
        return TakenElsewhere(series.id, theirs.label, words, theirs.served)

    def _view(self, work: UnitOfWork, series: SeriesSettings, terminal: Terminal, now: Instant) -> SeriesView:
        place = self._placing.place(work, series, terminal, now)
        when = None if place is None else place.when
        return SeriesView(
            id=series.id,
            prefix=series.prefix,
            name=series.name,
            windows=series.windows,
            waiting=0 if place is None else self._numbering.waiting(work, series.id, place.day),
            status=status_of(place, now),
            service_day=None if place is None or now.fault else place.day,
            items=series.items,
            opens=None if when is None or when.open_now else when.opens,
        )


def _none_left(series: SeriesSettings, full: LedgerFull, due: _Due) -> NumberRefused:
    if full.range_gone:
        return NumbersExhausted(series.id, full.service_day)
    if series.night_quota and full.service_day == due.place.day > due.now.day:
        return _refused(series, due.place, Full.NIGHT, due.now)
    return QuotaGone(series.id, full.service_day)


def is_senior(card: IdCard | None, today: date) -> bool:
    """≥ 65 by the card's birth date (DOMAIN §8). Nothing else of the card is looked at."""
    if card is None or not (len(card.birth) == 8 and card.birth.isascii() and card.birth.isdigit()):
        return False
    born = int(card.birth)
    return today.year * 10_000 + today.month * 100 + today.day - born >= SENIOR_YEARS * 10_000


def _refused(series: SeriesSettings, place: Place, full: Full, now: Instant) -> NumberRefused:
    match full:
        case Full.RANGE:
            return NumbersExhausted(series.id, place.day)
        case Full.QUOTA:
            return QuotaGone(series.id, place.day)
        case Full.NIGHT:
            return NightNumbersGone(series.id, place.day, day_words(place.day, now.day, place.when))
        case _:
            assert_never(full)
