"""What windows and displays read: who waits and why, what is called, what changed. Nothing is written."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

import msgspec

from kiosk.domain.calling import (
    Act,
    Called,
    CallEvent,
    Changes,
    LineCount,
    LobbyView,
    NowCalling,
    Standing,
    TicketView,
    WaitingTicket,
    WindowState,
    WindowView,
    reason,
    turns,
)
from kiosk.domain.ticket import TicketState
from kiosk.services.timekeeping import Instant, Timekeeping
from kiosk.settings import HallSettings, WindowSettings
from kiosk.store import LedgerWork

LAST_CALLS = 8  # people miss their call and look for it (PEERS: 6)
LOOKED_BACK = 200  # changes among which the last calls are looked for


class Ledger(Protocol):
    """Where the hall's numbers are: the terminal's own store, or PostgreSQL (README)."""

    def begin(self) -> AbstractContextManager[LedgerWork]: ...
    def read(self) -> AbstractContextManager[LedgerWork]: ...


class HallViews:
    """Unknown windows and series raise KeyError: pages offer only those there are."""

    def __init__(
        self,
        ledger: Ledger,
        hall: HallSettings,
        timekeeping: Timekeeping,
        last_seen_ms: Callable[[], int],
    ) -> None:
        self._ledger = ledger
        self._hall = hall
        self._timekeeping = timekeeping
        self._last_seen_ms = last_seen_ms
        self._windows = {window.id: window for window in hall.windows()}
        self._series = {series.id: series for series in hall.series}

    def windows(self) -> tuple[WindowView, ...]:
        """Every window of the hall, in the order of hall.toml."""
        now = self._now()
        with self._ledger.read() as work:
            return tuple(self._window(work, window, now) for window in self._windows.values())

    def window(self, window: str) -> WindowView:
        now = self._now()
        with self._ledger.read() as work:
            return self._window(work, self._windows[window], now)

    def waiting(self, window: str) -> tuple[WaitingTicket, ...]:
        """Who waits for this window, in the order in which it alone would call them, and why."""
        served, now = self._windows[window], self._now()
        with self._ledger.read() as work:
            since = work.windows.get(window).since_priority
            lines = [one for line in served.series for one in work.calls.waiting(line, *days(now))]
        return _listed(lines, turns(lines, since, self._hall.priority_every))

    def waiting_in(self, series: str) -> tuple[WaitingTicket, ...]:
        """Who stands in the line of a series, in order of place: priority is a window's rule."""
        line, now = self._series[series].id, self._now()
        with self._ledger.read() as work:
            lines = work.calls.waiting(line, *days(now))
        return _listed(lines, lines)

    def ticket(self, ticket_id: str) -> TicketView | None:
        with self._ledger.read() as work:
            found = work.calls.get(ticket_id)
        return None if found is None else msgspec.convert(found, TicketView, from_attributes=True)

    def lobby(self) -> LobbyView:
        now = self._now()
        with self._ledger.read() as work:
            states = work.windows.all()
            held = [(state, work.calls.get(state.ticket_id)) for state in states if state.ticket_id]
            recent = work.changes.recent(LOOKED_BACK)
            counts = {line: len(work.calls.waiting(line, *days(now))) for line in self._series}
            position = work.changes.last()
        return LobbyView(
            position=position,
            now_ms=now.ms,
            now=self._calling_now(held),
            last=_last_calls(recent, now),
            waiting=tuple(
                LineCount(series=one.id, prefix=one.prefix, name=one.name, waiting=counts[one.id])
                for one in self._hall.series
            ),
            paused=tuple(state.id for state in states if state.paused and state.id in self._windows),
            clock_suspect=now.fault is not None,
        )

    def changes_since(self, position: int, max_count: int = 500) -> Changes:
        """What happened after `position`, oldest first. `gap` after a restore, or when it is too long ago.

        Cheap when nothing happened. Somebody new begins at `lobby().position`.
        """
        with self._ledger.read() as work:
            events = work.changes.after(position, max_count)
            if events:
                lost = position + 1 < work.changes.oldest() or any(one.kind is Act.RESTART for one in events)
                return Changes(events[-1].position, tuple(events), lost)
            last = work.changes.last()
            return Changes(last, (), position > last)

    def _now(self) -> Instant:
        return self._timekeeping.judge(self._last_seen_ms())

    def _window(self, work: LedgerWork, window: WindowSettings, now: Instant) -> WindowView:
        state, held = at_window(work, window.id)
        return WindowView(
            id=window.id,
            name=window.name,
            series=window.series,
            paused=state.paused,
            now=None if held is None else called(held),
            waiting=sum(len(work.calls.waiting(line, *days(now))) for line in window.series),
        )

    def _calling_now(self, held: Iterable[tuple[WindowState, Standing | None]]) -> tuple[NowCalling, ...]:
        shown = [
            NowCalling(
                label=one.label,
                window=state.id,
                window_name=self._windows[state.id].name,
                priority=one.priority,
                serving=one.state is TicketState.SERVING,
                called_ms=one.called_ms or one.issued_ms,
            )
            for state, one in held
            if one is not None and _is_held(one) and state.id in self._windows
        ]
        return tuple(sorted(shown, key=lambda one: one.called_ms, reverse=True))


def days(now: Instant) -> tuple[date, date]:
    """The service days that are called now: today's. Under a suspect clock also those that numbers went on
    for: what day it is nobody knows, and people stand there."""
    return now.day, now.day if now.fault is None else date.max


def at_window(work: LedgerWork, window: str) -> tuple[WindowState, Standing | None]:
    """A window and whom it calls or serves; a ticket that was given back meanwhile has left it."""
    state = work.windows.get(window)
    held = work.calls.get(state.ticket_id) if state.ticket_id else None
    return state, held if held is not None and _is_held(held) else None


def called(held: Standing) -> Called:
    return Called(
        window=held.window,
        ticket_id=held.ticket_id,
        label=held.label,
        line=held.line,
        priority=held.priority,
        state=held.state,
        calls=held.calls,
        issued_ms=held.issued_ms,
        called_ms=held.called_ms or held.issued_ms,
        started_ms=held.started_ms,
        confirmed=held.confirmed,
        terminal=held.terminal,
        same_person=held.same_person,
    )


def _is_held(ticket: Standing) -> bool:
    return ticket.state in (TicketState.CALLED, TicketState.SERVING)


def _last_calls(recent: list[CallEvent], now: Instant) -> tuple[CallEvent, ...]:
    """The newest calls of the last day and night, one of each number."""
    found: dict[str, CallEvent] = {}
    for one in recent:
        if one.kind in (Act.CALL, Act.RECALL) and one.at_ms > now.ms - 24 * 3_600_000:
            found.setdefault(one.label, one)
    return tuple(found.values())[:LAST_CALLS]


def _listed(lines: list[Standing], order: list[Standing]) -> tuple[WaitingTicket, ...]:
    by_place = {one.ticket_id: n for n, one in enumerate(sorted(lines, key=lambda one: one.order))}
    return tuple(
        WaitingTicket(
            turn=turn + 1,
            ticket_id=one.ticket_id,
            label=one.label,
            line=one.line,
            priority=one.priority,
            reason=reason(one, ahead_by_rule=turn < by_place[one.ticket_id]),
            calls=one.calls,
            issued_ms=one.issued_ms,
            confirmed=one.confirmed,
            terminal=one.terminal,
            same_person=one.same_person,
        )
        for turn, one in enumerate(order)
    )
