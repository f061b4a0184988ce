"""Where a new ticket's number comes from: the own counter, the hall's ledger, or the own series beside it."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import msgspec

from kiosk.domain.ledger import (
    Full,
    Holder,
    Reserved,
    Wanted,
    Word,
    fallback_label,
    fallback_mark,
    unseated_mark,
)
from kiosk.domain.ticket import ticket_label
from kiosk.domain.time import from_ms, local
from kiosk.services.asking import Answer, Asking, Numbered
from kiosk.services.shared_hall.ledger_link import LedgerLink
from kiosk.settings import SeriesSettings
from kiosk.store import UnitOfWork

MIN_DIGITS = 3  # the first number reads 001: people who get 101 think a hundred are before them


class Numbering:
    """`link` is None where one terminal is the whole hall: then it needs nothing but its own store."""

    def __init__(
        self,
        terminal: str,
        ids: Callable[[], str],
        tokens: Callable[[], str],
        link: LedgerLink | None = None,
    ) -> None:
        self._terminal = terminal
        self._ids = ids
        self._tokens = tokens
        self._link = link
        # Each waits out a deadline; the screen lets nobody ask for a second number meanwhile.
        self._asking = ThreadPoolExecutor(max_workers=2, thread_name_prefix="number-asks")

    @property
    def shared(self) -> bool:
        """Several terminals draw from one ledger."""
        return self._link is not None

    def ask(
        self,
        series: SeriesSettings,
        days: Sequence[date],
        priority: bool,
        issued_ms: int,
        due_ms: int | None = None,
        holders: Sequence[Holder] = (),
    ) -> Asking:
        """A number of the hall's ledger, outside of any transaction: of the first of `days` that has one.
        Whoever asked says `settled`, whatever came of it. `due_ms`: the time of an appointment, whose place
        the number gets. `holders`: of whoever may have one number only, for each day that is asked about."""
        if self._link is None or not self._link.here:
            return Asking.answered(None)  # no thread's turn is worth it
        return Asking(self._asking.submit(self._ask, series, days, priority, issued_ms, due_ms, holders))

    def settled(self, asking: Asking, *, stored: bool) -> None:
        """The number that was asked for is in the own store, or never will be: then the hall hears that it
        is void. May be said before there is an answer."""
        asking.tell(lambda: self._settle(asking.answer(), stored))

    def close(self) -> None:
        """Nobody asks any more; waits for whoever does."""
        self._asking.shutdown()

    def _settle(self, asked: Answer, stored: bool) -> None:
        if self._link is not None and isinstance(asked, Numbered):
            self._link.settled(asked.ticket_id, stored=stored)

    def _ask(
        self,
        series: SeriesSettings,
        days: Sequence[date],
        priority: bool,
        issued_ms: int,
        due_ms: int | None,
        holders: Sequence[Holder],
    ) -> Answer:
        answer: Answer = None
        for day in days:
            theirs = tuple(one for one in holders if one.day <= day)
            answer = self._reserve(series, day, priority, issued_ms, due_ms, theirs)
            if not isinstance(answer, Full) or answer.range_gone:
                break
        return answer

    def _reserve(
        self,
        series: SeriesSettings,
        day: date,
        priority: bool,
        issued_ms: int,
        due_ms: int | None,
        holders: tuple[Holder, ...],
    ) -> Answer:
        if self._link is None:
            return None
        wanted = Wanted(
            ticket_id=self._ids(),
            terminal=self._terminal,
            series=series.id,
            prefix=series.prefix,
            digits=_digits(series),
            service_day=day,
            last=series.last,
            quota=_quota(series, day, issued_ms),
            priority=priority,
            token=self._tokens(),
            issued_ms=issued_ms,
            due_ms=due_ms,
            holders=holders,
        )
        match self._link.reserve(wanted):
            case Reserved() as got:
                return Numbered(
                    ticket_id=wanted.ticket_id,
                    token=wanted.token,
                    service_day=got.service_day,
                    epoch_mark=got.epoch_mark,
                    number=got.number,
                    label=got.label,
                    ahead=got.ahead,
                )
            case answer:
                return answer

    def draw(
        self, work: UnitOfWork, series: SeriesSettings, day: date, mark: int, asked: Numbered | None
    ) -> Numbered:
        """The number to be written in this transaction: the one that was asked for, or one of the own."""
        if asked is not None:
            work.tickets.number_seen(day, series.id, asked.epoch_mark, asked.number)
            numbered = asked
        elif self._link is None:
            number = work.tickets.next_number(day, series.id, mark)
            label = ticket_label(series.prefix, number, _digits(series), mark)
            numbered = self._own(work, series, day, mark, number, label)
        else:
            numbered = self._fallback(work, series, day, mark, self._link)
        if self._link is not None:
            work.ledger_words.owe(numbered.ticket_id, Word.CONFIRM)
        return numbered

    def give_back(self, work: UnitOfWork, ticket_id: str) -> None:
        """The hall has to hear that a ticket of this terminal was voided."""
        if self._link is not None:
            work.ledger_words.owe(ticket_id, Word.VOID)

    def waiting(self, work: UnitOfWork, series: str, day: date) -> int:
        """How many wait: in the whole hall, where there is a ledger and it has been heard."""
        heard = None if self._link is None else self._link.waiting(series)
        return work.tickets.waiting_count(day, series) if heard is None else heard

    def _fallback(
        self, work: UnitOfWork, series: SeriesSettings, day: date, mark: int, link: LedgerLink
    ) -> Numbered:
        seat = work.ledger_words.seat()
        # Never heard of by the ledger: the terminal's own number stands where its seat would.
        own = unseated_mark(self._terminal) if seat is None else fallback_mark(seat, mark)
        number = work.tickets.next_number(day, series.id, own)
        where = self._terminal if seat is None else str(seat)
        label = fallback_label(series.prefix, where, number, _digits(series), mark)
        numbered = self._own(work, series, day, own, number, label)
        heard = link.waiting(series.id)
        return numbered if heard is None else msgspec.structs.replace(numbered, ahead=heard)

    def _own(
        self, work: UnitOfWork, series: SeriesSettings, day: date, mark: int, number: int, label: str
    ) -> Numbered:
        return Numbered(
            ticket_id=self._ids(),
            token=self._tokens(),
            service_day=day,
            epoch_mark=mark,
            number=number,
            label=label,
            ahead=work.tickets.waiting_count(day, series.id),
        )


def _quota(series: SeriesSettings, day: date, issued_ms: int) -> int:
    """Of all terminals together: before a day begins, no more than its night's share."""
    early = series.night_quota if day > local(from_ms(issued_ms)).date() else 0
    return min(filter(None, (series.daily_quota, early)), default=0)


def _digits(series: SeriesSettings) -> int:
    return max(MIN_DIGITS, len(str(series.last)))
