"""Taking a number (取号): one touch, one transaction, a number that is never issued twice and never wraps."""

from collections.abc import Callable
from typing import assert_never

from kiosk.domain.ticket import SeriesView
from kiosk.services.issuing import Issuing
from kiosk.services.jobs import Wake, nobody
from kiosk.services.number_outcomes import NightNumbersGone as NightNumbersGone
from kiosk.services.number_outcomes import NoOpenDay as NoOpenDay
from kiosk.services.number_outcomes import NumberRefused as NumberRefused
from kiosk.services.number_outcomes import NumbersExhausted as NumbersExhausted
from kiosk.services.number_outcomes import NumberTaken as NumberTaken
from kiosk.services.number_outcomes import QuotaGone as QuotaGone
from kiosk.services.number_outcomes import TakeNumber as TakeNumber
from kiosk.services.placing import Full, Place, Placing, status_of
from kiosk.services.service_day import day_words
from kiosk.services.timekeeping import Instant, Timekeeping
from kiosk.settings import HallSettings, SeriesSettings, TerminalSettings
from kiosk.store import Store, UnitOfWork
from kiosk.store.repositories.terminal import Terminal


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
        self._timekeeping = timekeeping
        self._wake = wake
        self._series = {series.id: series for series in hall.series}
        self._placing = Placing(hall, timekeeping)
        self._issuing = Issuing(terminal, self._placing, ids, tokens)

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
            now = self._timekeeping.judge(work.terminal.get().last_seen_ms)
            return self._issuing.again(work, ticket, series, now)

    def take_number(self, session: str, series: str, priority: bool = False) -> TakeNumber:
        """Raises KeyError for a series that hall.toml does not have."""
        with self._store.begin() as work:
            outcome = self.take_in(work, session, series, priority)
        if isinstance(outcome, NumberTaken) and not outcome.repeated:
            self._wake()
        return outcome

    def take_in(self, work: UnitOfWork, session: str, series: str, priority: bool = False) -> TakeNumber:
        """The same inside the caller's transaction, for an act of which the number is a part. The caller
        wakes the printer once it is committed."""
        wanted = self._series[series]
        terminal = work.terminal.get()
        now = self._timekeeping.judge(terminal.last_seen_ms)
        before = work.tickets.in_session(session, wanted.id, now.ms - self._hall.guard_s * 1000)
        if before is not None:
            return self._issuing.again(work, before, wanted, now)
        place = self._placing.place(work, wanted, terminal, now)
        if place is None:
            return NoOpenDay(wanted.id)
        if place.full is not None:
            return _refused(wanted, place, place.full, now)
        return self._issuing.issue(work, session, wanted, priority, place, now)

    def _view(self, work: UnitOfWork, series: SeriesSettings, terminal: Terminal, now: Instant) -> SeriesView:
        place = self._placing.place(work, series, terminal, now)
        when = None if place is None else place.when
        return SeriesView(
            id=series.id,
            prefix=series.prefix,
            name=series.name,
            windows=series.windows,
            waiting=0 if place is None else work.tickets.waiting_count(place.day, series.id),
            status=status_of(place, now),
            service_day=None if place is None or now.fault else place.day,
            opens=None if when is None or when.open_now else when.opens,
        )


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
