"""Calling numbers (叫号): one act of a window, one transaction. Two windows never have the same ticket.

Every act names the ticket that the page shows: a page that is older than the window's state is refused by
name (`Refused`), so that nobody finishes, or gives up, another person than the one before them.
"""

from msgspec.structs import replace

from kiosk.domain.calling import (
    MOVES,
    Act,
    Called,
    Moved,
    NobodyWaits,
    Refusal,
    Refused,
    Standing,
    VoidReason,
    WindowState,
    next_of,
    place_after,
    since_priority_after,
)
from kiosk.domain.ticket import TicketState
from kiosk.services.events import staff_actor
from kiosk.services.hall_views import HallViews, at_window, called, days
from kiosk.services.timekeeping import Instant
from kiosk.store import LedgerWork

KEPT_CHANGES = 10_000  # two days of a large hall; a display that was away longer reads the lobby anew


class Calling(HallViews):
    """`staff` is a staff id; it goes into the audit trail with each act."""

    def call_next(self, window: str, staff: str) -> Called | NobodyWaits | Refused:
        """The next of the window's lines: service day, place, and every n-th time a priority number."""
        served, now = self._windows[window], self._now()
        with self._ledger.begin() as work:
            state, held = at_window(work, window)
            if held is not None:
                return Refused(Refusal.BUSY, window, called(held))
            if state.paused:
                return Refused(Refusal.PAUSED, window)
            firsts = [one for line in served.series for one in work.calls.first(line, *days(now))]
            chosen = next_of(firsts, state.since_priority, self._hall.priority_every)
            if chosen is None:
                return NobodyWaits(window)
            since = since_priority_after(chosen, state.since_priority)
            work.windows.save(replace(state, ticket_id=chosen.ticket_id, since_priority=since))
            new = replace(
                chosen,
                state=TicketState.CALLED,
                window=window,
                calls=chosen.calls + 1,
                called_ms=max(now.ms, chosen.issued_ms),
                started_ms=None,
                ended_ms=None,
            )
            self._write(work, staff, Act.CALL, new, now, window)
            work.changes.forget_before(work.changes.last() - KEPT_CHANGES)
            return called(new)

    def recall(self, window: str, staff: str, ticket_id: str) -> Called | Refused:
        """Call the same number once more."""
        now = self._now()
        with self._ledger.begin() as work:
            held = self._held(work, window, ticket_id, Act.RECALL)
            if isinstance(held, Refused):
                return held
            new = replace(held, calls=held.calls + 1, called_ms=max(now.ms, held.called_ms or 0))
            self._write(work, staff, Act.RECALL, new, now, window)
            return called(new)

    def start(self, window: str, staff: str, ticket_id: str) -> Called | Refused:
        """Who was called is here."""
        now = self._now()
        with self._ledger.begin() as work:
            held = self._held(work, window, ticket_id, Act.START)
            if isinstance(held, Refused):
                return held
            begun = max(now.ms, held.called_ms or 0)
            new = replace(held, state=TicketState.SERVING, started_ms=begun)
            self._write(work, staff, Act.START, new, now, window)
            return called(new)

    def finish(self, window: str, staff: str, ticket_id: str) -> Moved | Refused:
        """Done. Where nobody said that it began, it began with the call."""
        return self._end(window, staff, ticket_id, Act.FINISH)

    def no_show(self, window: str, staff: str, ticket_id: str) -> Moved | Refused:
        return self._end(window, staff, ticket_id, Act.NO_SHOW)

    def put_back(self, window: str, staff: str, ticket_id: str, others: int | None = None) -> Moved | Refused:
        """Back into its line, behind so many others of this window's lines (None: the hall's rule).

        Also whom a window gave up as a no-show, and who came after all.
        """
        now = self._now()
        behind = self._hall.put_back_after if others is None else others
        with self._ledger.begin() as work:
            found = work.calls.get(ticket_id)
            if found is None or found.state is not TicketState.NO_SHOW:
                held = self._held(work, window, ticket_id, Act.PUT_BACK)
                if isinstance(held, Refused):
                    return held
                found = held
                _release(work, ticket_id)
            elif found.service_day < now.day:
                return Refused(Refusal.NOT_NOW, window)  # its day is over: nobody would ever call it
            day, lines = found.service_day, self._windows[window].series
            places = sorted(one.place for line in lines for one in work.calls.waiting(line, day, day))
            place = place_after(places, behind) if places else found.place
            new = _waiting_again(found, place=place)
            self._write(work, staff, Act.PUT_BACK, new, now, window)
            return Moved(new.label, new.state)

    def transfer(self, window: str, staff: str, ticket_id: str, to: str) -> Moved | Refused:
        """Into the line of another series, at the place that its time of issue gives it there."""
        line, now = self._series[to].id, self._now()
        with self._ledger.begin() as work:
            held = self._held(work, window, ticket_id, Act.TRANSFER)
            if isinstance(held, Refused):
                return held
            if held.line == line:
                return Refused(Refusal.SAME_LINE, window, called(held))
            _release(work, ticket_id)
            new = _waiting_again(held, line=line)
            self._write(work, staff, Act.TRANSFER, new, now, window)
            return Moved(new.label, new.state)

    def void(
        self, staff: str, ticket_id: str, why: VoidReason = VoidReason.OTHER, window: str = ""
    ) -> Moved | Refused:
        """Staff say that a number is worth nothing: it was given back, or its slip never came out.

        `window`: the one that says so. A number that another window has called is that window's alone.
        """
        now = self._now()
        with self._ledger.begin() as work:
            found = work.calls.get(ticket_id)
            if found is None:
                return Refused(Refusal.UNKNOWN, "")
            if (found.state, Act.VOID) not in MOVES:
                return Refused(Refusal.NOT_NOW, found.window)
            holder = work.windows.holding(ticket_id)
            if window and holder is not None and holder.id != window:
                return Refused(Refusal.ELSEWHERE, window)
            _release(work, ticket_id)
            new = replace(found, state=TicketState.VOID, ended_ms=now.ms)
            self._write(work, staff, Act.VOID, new, now, found.window, f"why:{why}")
            return Moved(new.label, new.state)

    def pause(self, window: str, staff: str) -> None:
        """No further calls; whom it has, it finishes."""
        self._pause(window, staff, Act.PAUSE)

    def resume(self, window: str, staff: str) -> None:
        self._pause(window, staff, Act.RESUME)

    def _end(self, window: str, staff: str, ticket_id: str, act: Act) -> Moved | Refused:
        now = self._now()
        with self._ledger.begin() as work:
            held = self._held(work, window, ticket_id, act)
            if isinstance(held, Refused):
                return held
            _release(work, ticket_id)
            state = MOVES[held.state, act]
            begun = held.started_ms or (held.called_ms if state is TicketState.DONE else None)
            ended = max(now.ms, held.started_ms or held.called_ms or 0)
            new = replace(held, state=state, started_ms=begun, ended_ms=ended)
            self._write(work, staff, act, new, now, window)
            return Moved(new.label, new.state)

    def _pause(self, window: str, staff: str, act: Act) -> None:
        name, now = self._windows[window].id, self._now()
        with self._ledger.begin() as work:
            state, wanted = work.windows.get(name), act is Act.PAUSE
            if state.paused == wanted:
                return
            work.windows.save(replace(state, paused=wanted))
            work.changes.append(at_ms=now.ms, kind=act, window=name)
            self._tell(work, staff, act, "", now, name)

    def _held(self, work: LedgerWork, window: str, ticket_id: str, act: Act) -> Standing | Refused:
        """The ticket at this window when it is the one the page means, and may make this move."""
        _, held = at_window(work, self._windows[window].id)
        if held is None:
            return Refused(Refusal.NOTHING_HERE, window)
        if held.ticket_id != ticket_id:
            return Refused(Refusal.OTHER_TICKET, window, called(held))
        if (held.state, act) not in MOVES:
            return Refused(Refusal.NOT_NOW, window, called(held))
        return held

    def _write(
        self,
        work: LedgerWork,
        staff: str,
        act: Act,
        new: Standing,
        now: Instant,
        window: str,
        result: str = "",
    ) -> None:
        """The ticket, the change that displays follow, and the event. `result`: else the window."""
        work.calls.save(new)
        work.changes.append(
            at_ms=now.ms,
            kind=act,
            ticket_id=new.ticket_id,
            label=new.label,
            line=new.line,
            window=window,
            priority=new.priority,
        )
        self._tell(work, staff, act, new.ticket_id, now, window, result)

    def _tell(
        self,
        work: LedgerWork,
        staff: str,
        act: Act,
        ticket_id: str,
        now: Instant,
        window: str,
        result: str = "",
    ) -> None:
        work.events.append(
            at_ms=now.ms,
            monotonic_ms=self._timekeeping.monotonic_ms(),
            session="",
            actor=staff_actor(staff),
            action=f"ticket-{act}" if ticket_id else f"window-{act}",
            object=ticket_id or window,
            result=result or (f"window:{window}" if ticket_id and window else "ok"),
        )


def _release(work: LedgerWork, ticket_id: str) -> None:
    holder: WindowState | None = work.windows.holding(ticket_id)
    if holder is not None:
        work.windows.save(replace(holder, ticket_id=None))


def _waiting_again(ticket: Standing, line: str | None = None, place: int | None = None) -> Standing:
    return replace(
        ticket,
        state=TicketState.WAITING,
        line=ticket.line if line is None else line,
        place=ticket.place if place is None else place,
        started_ms=None,
        ended_ms=None,
    )
