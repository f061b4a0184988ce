"""Taking a number (取号): one touch, one transaction, a number that is never issued twice and never wraps."""

from collections.abc import Callable
from datetime import date

import msgspec

from kiosk.domain.record import RecordKind
from kiosk.domain.text import Text
from kiosk.domain.ticket import SeriesStatus, SeriesView, Ticket, TicketState, ticket_label
from kiosk.domain.time import from_ms, local
from kiosk.services.jobs import Wake, nobody, queued_job
from kiosk.services.outgoing import append_told
from kiosk.services.service_day import day_words, open_day_after, serving_day
from kiosk.services.slips import ticket_slip
from kiosk.services.timekeeping import Instant, Timekeeping
from kiosk.settings import HallSettings, SeriesSettings, TerminalSettings
from kiosk.store import Store, UnitOfWork
from kiosk.store.repositories.terminal import Terminal

MIN_DIGITS = 3  # the first number reads 001: people who get 101 think a hundred are before them


class NumberTaken(msgspec.Struct, frozen=True, kw_only=True):
    ticket: Ticket
    job_id: str
    ahead: int  # how many wait before it
    windows: str
    day_words: Text | None  # None while the clock is suspect: no date is promised
    repeated: bool  # a second touch within the guard time: the same number again


class NumbersExhausted(msgspec.Struct, frozen=True):
    """The range or the next open day's quota is used up. Issuing stops; it never wraps."""

    series: str
    service_day: date


class NoOpenDay(msgspec.Struct, frozen=True):
    """It is after closing and the calendar knows no further open day."""

    series: str


TakeNumber = NumberTaken | NumbersExhausted | NoOpenDay


class _Place(msgspec.Struct, frozen=True):
    """Where the next number of a series would go."""

    day: date
    mark: int
    last: int  # the last number under this mark
    full: bool


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
    ) -> None:
        self._store = store
        self._hall = hall
        self._terminal = terminal
        self._timekeeping = timekeeping
        self._ids = ids
        self._tokens = tokens
        self._wake = wake
        self._series = {series.id: series for series in hall.series}

    def series(self) -> tuple[SeriesView, ...]:
        """What a citizen can choose now, in the order of hall.toml."""
        with self._store.read() as work:
            terminal = work.terminal.get()
            now = self._timekeeping.judge(terminal.last_seen_ms)
            return tuple(self._view(work, series, terminal, now) for series in self._hall.series)

    def by_token(self, token: str) -> NumberTaken | None:
        """The number on a slip of this terminal, as it stands now; None for any other token."""
        with self._store.read() as work:
            ticket = work.tickets.by_token(token)
            series = None if ticket is None else self._series.get(ticket.series)
            if ticket is None or series is None:
                return None
            return self._again(
                work, ticket, series, self._timekeeping.judge(work.terminal.get().last_seen_ms)
            )

    def take_number(self, session: str, series: str, priority: bool = False) -> TakeNumber:
        """Raises KeyError for a series that hall.toml does not have."""
        wanted = self._series[series]
        with self._store.begin() as work:
            outcome = self._take(work, session, wanted, priority)
        if isinstance(outcome, NumberTaken) and not outcome.repeated:
            self._wake()
        return outcome

    def _take(self, work: UnitOfWork, session: str, series: SeriesSettings, priority: bool) -> TakeNumber:
        terminal = work.terminal.get()
        now = self._timekeeping.judge(terminal.last_seen_ms)
        before = work.tickets.in_session(session, series.id, now.ms - self._hall.guard_s * 1000)
        if before is not None:
            return self._again(work, before, series, now)
        place = self._place(work, series, terminal, now)
        if place is None:
            return NoOpenDay(series.id)
        if place.full:
            return NumbersExhausted(series.id, place.day)
        return self._issue(work, session, series, priority, place, now)

    def _issue(
        self,
        work: UnitOfWork,
        session: str,
        series: SeriesSettings,
        priority: bool,
        place: _Place,
        now: Instant,
    ) -> NumberTaken:
        ahead = work.tickets.waiting_count(place.day, series.id)
        number = work.tickets.next_number(place.day, series.id, place.mark)
        ticket = Ticket(
            id=self._ids(),
            series=series.id,
            service_day=place.day,
            epoch_mark=place.mark,
            number=number,
            label=ticket_label(series.prefix, number, max(MIN_DIGITS, len(str(series.last))), place.mark),
            priority=priority,
            state=TicketState.WAITING,
            token=self._tokens(),
            session=session,
            issued=from_ms(now.ms),
        )
        work.tickets.add(ticket)
        append_told(
            work,
            record_id=self._ids(),
            kind=RecordKind.TICKET,
            created_ms=now.ms,
            told=_told(ticket, now),
        )
        words = None if now.fault else day_words(place.day, now.day)
        slip = ticket_slip(ticket, series, self._terminal, ahead, words, None if now.fault else now.ms)
        job = queued_job(slip, job_id=self._ids(), session=session, now_ms=now.ms)
        work.print_jobs.add(job)
        work.terminal.seen(now.ms)
        return NumberTaken(
            ticket=ticket,
            job_id=job.id,
            ahead=ahead,
            windows=series.windows,
            day_words=words,
            repeated=False,
        )

    def _again(self, work: UnitOfWork, ticket: Ticket, series: SeriesSettings, now: Instant) -> NumberTaken:
        jobs = work.print_jobs.by_token(ticket.token)
        return NumberTaken(
            ticket=ticket,
            job_id=jobs[0].id,
            ahead=work.tickets.ahead_of(ticket),
            windows=series.windows,
            day_words=None if now.fault else day_words(ticket.service_day, now.day),
            repeated=True,
        )

    def _place(
        self, work: UnitOfWork, series: SeriesSettings, terminal: Terminal, now: Instant
    ) -> _Place | None:
        day = self._day(work, series, now)
        if day is None:
            return None
        place = self._place_on(work, series, terminal, day)
        if place.full and place.last < series.last:  # the quota is gone, not the range
            later = open_day_after(day, self._timekeeping.calendar)
            if later is not None:
                return self._place_on(work, series, terminal, later)
        return place

    def _day(self, work: UnitOfWork, series: SeriesSettings, now: Instant) -> date | None:
        day = serving_day(local(from_ms(now.ms)), series.hours, self._timekeeping.calendar)
        if now.fault is None:
            return day
        # Numbers go on under a suspect clock, but never for a day before one that already has numbers.
        return max(filter(None, (day or now.day, work.tickets.last_day(series.id))))

    def _place_on(self, work: UnitOfWork, series: SeriesSettings, terminal: Terminal, day: date) -> _Place:
        issued = work.tickets.issued(day, series.id)
        mark = terminal.mark_for(day)
        last = issued.get(mark, 0)
        quota_gone = series.daily_quota > 0 and sum(issued.values()) >= series.daily_quota
        return _Place(day, mark, last, last >= series.last or quota_gone)

    def _view(self, work: UnitOfWork, series: SeriesSettings, terminal: Terminal, now: Instant) -> SeriesView:
        place = self._place(work, series, terminal, now)
        if place is None or place.full:
            status = SeriesStatus.EXHAUSTED
        elif place.day != now.day and now.fault is None:
            status = SeriesStatus.NEXT_DAY
        else:
            status = SeriesStatus.OPEN
        return SeriesView(
            id=series.id,
            prefix=series.prefix,
            name=series.name,
            windows=series.windows,
            waiting=0 if place is None else work.tickets.waiting_count(place.day, series.id),
            status=status,
            service_day=None if place is None or now.fault else place.day,
        )


def _told(ticket: Ticket, now: Instant) -> dict[str, str | int | bool]:
    """The record's words: no token and no session, which belong to the citizen's slip alone."""
    return {
        "ticket_id": ticket.id,
        "series": ticket.series,
        "service_day": ticket.service_day.isoformat(),
        "label": ticket.label,
        "number": ticket.number,
        "epoch_mark": ticket.epoch_mark,
        "priority": ticket.priority,
        "clock_suspect": now.fault is not None,
    }
