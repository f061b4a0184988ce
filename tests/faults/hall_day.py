"""A day in a hall, at high speed, through the real services and the real printing loop.

Eight windows, two waves of citizens, windows that rest, no paper for half an hour, one power cut, closing,
numbers taken at night, and the next morning. What is promised is judged at the end from the store, from what
the windows did, and from what the printer was given.
"""

import heapq
import itertools
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from kiosk.domain.calling import Called, Refused
from kiosk.domain.printer import JobState, PrinterCondition, PrinterStatus
from kiosk.domain.ticket import Ticket, TicketState
from kiosk.services.queue import NumberTaken
from printers.driver import AllSent, Confirmed, SendResult
from printers.profile import Profile
from printers.spooler import Spooler
from tests.faults.finding import Finding
from tests.faults.hall_people import Citizen, day_people, night_people
from tests.unit.services.world import World, local_instant

STAFF = "1001"
WINDOW_RESTS_S = 1800.0
NEXT_MORNING = local_instant(2026, 11, 24, 9)
NO_PAPER = (local_instant(2026, 11, 23, 10, 30), local_instant(2026, 11, 23, 11, 0))
GONE_HOME = local_instant(2026, 11, 23, 20)


class Paper:
    """A printer that says how it is and keeps what it was given; without paper for a while."""

    def __init__(self) -> None:
        self.slips: list[bytes] = []
        self.empty = False

    def status(self) -> PrinterStatus:
        return PrinterStatus(PrinterCondition.PAPER_OUT if self.empty else PrinterCondition.READY, "")

    def send(self, data: bytes) -> SendResult:
        self.slips.append(data)
        return AllSent()

    def confirm(self) -> Confirmed:
        return Confirmed(self.status())

    def release(self) -> None: ...

    def close(self) -> None: ...


class Day:
    def __init__(self, folder: Path, seed: int, count: int) -> None:
        self.folder = folder
        self.world = World(folder / "terminal")
        self.paper = Paper()
        self.spooler = self._spooler()
        self.people: dict[str, Citizen] = {}  # by ticket
        self.tokens: dict[str, str] = {}
        self.calls = defaultdict[str, list[str]](list)  # ticket ids by series, first calls only
        self.called: set[str] = set()
        self.moved: set[str] = set()  # put back or transferred: their place is another one
        self.idle = set[str]()  # windows that look up again when somebody takes a number
        self.problems: list[str] = []
        self.restarts = 0
        self._events: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self._plan(seed, count)

    # -- the plan ----------------------------------------------------------------------------------------

    def _plan(self, seed: int, count: int) -> None:
        for citizen in (*day_people(seed, count), *night_people(seed, count // 20)):
            self.at(citizen.comes, partial(self.take, citizen))
        for number, window in enumerate(self.world.services.calling.windows()):
            for opening in (local_instant(2026, 11, 23, 9), NEXT_MORNING):
                self.at(opening, partial(self.work, window.id))
            rest = local_instant(2026, 11, 23, 12) + timedelta(minutes=20 * number)
            self.at(rest, partial(self._pause, window.id))
            self.at(
                rest + timedelta(seconds=WINDOW_RESTS_S),
                partial(self._resume, window.id),
            )
        self.at(NO_PAPER[0], lambda: setattr(self.paper, "empty", True))
        self.at(NO_PAPER[1], lambda: setattr(self.paper, "empty", False))
        self.at(local_instant(2026, 11, 23, 15, 7), self.cut_power)

    def at(self, when: datetime, what: Callable[[], None]) -> None:
        heapq.heappush(self._events, (when, next(self._order), what))

    def after(self, seconds: float, what: Callable[[], None]) -> None:
        self.at(self.world.clock.instant + timedelta(seconds=seconds), what)

    def run(self) -> None:
        clock = self.world.clock
        while self._events:
            when, _, what = heapq.heappop(self._events)
            if when > clock.instant:
                clock.advance((when - clock.instant).total_seconds())
            what()
            self.print_what_waits()
        self.paper.empty = False
        self.print_what_waits()

    # -- what happens ------------------------------------------------------------------------------------

    def take(self, citizen: Citizen) -> None:
        session = f"session-{next(self._order)}"
        taken = self.world.services.queue.take_number(session, citizen.series, citizen.priority)
        if not isinstance(taken, NumberTaken):
            self.problems.append(f"{citizen.comes}: no number, {taken}")
            return
        ticket = taken.ticket
        if ticket.id in self.people:
            self.problems.append(f"{ticket.label} was given twice")
        self.people[ticket.id], self.tokens[ticket.id] = citizen, ticket.token
        self._wake()
        if citizen.gives_back:
            self.after(120, lambda: self._give_back(ticket.id))

    def _give_back(self, ticket_id: str) -> None:
        self.world.services.calling.void(STAFF, ticket_id)

    def work(self, window: str) -> None:
        """The window is free: it calls until closing, and the last ones are still served."""
        outcome = self.world.services.calling.call_next(window, STAFF)
        if isinstance(outcome, Called):
            self._note_call(outcome)
            if self.people[outcome.ticket_id].stays:
                self.after(25, lambda: self._serve(window, outcome))
            else:
                self.after(60, lambda: self._recall(window, outcome))
            return
        self.idle.add(window)

    def _wake(self) -> None:
        """From some hours after closing until the next morning nobody is at a window."""
        if not GONE_HOME <= self.world.clock.instant < NEXT_MORNING:
            for window in sorted(self.idle):
                self.after(5, partial(self.work, window))
            self.idle.clear()

    def _pause(self, window: str) -> None:
        self.world.services.calling.pause(window, STAFF)

    def _resume(self, window: str) -> None:
        self.world.services.calling.resume(window, STAFF)
        self.idle.add(window)
        self._wake()

    def _note_call(self, called: Called) -> None:
        if called.ticket_id not in self.called:
            self.called.add(called.ticket_id)
            self.calls[called.line].append(called.ticket_id)

    def _recall(self, window: str, called: Called) -> None:
        self.world.services.calling.recall(window, STAFF, called.ticket_id)
        self.after(60, lambda: self._give_up(window, called))

    def _give_up(self, window: str, called: Called) -> None:
        self._done(self.world.services.calling.no_show(window, STAFF, called.ticket_id), window)

    def _serve(self, window: str, called: Called) -> None:
        calling, citizen = self.world.services.calling, self.people[called.ticket_id]
        started = calling.start(window, STAFF, called.ticket_id)
        if isinstance(started, Refused):  # given back while they walked to the window
            self.work(window)
            return
        first_time = called.ticket_id not in self.moved
        if citizen.moves_to and first_time:
            self.moved.add(called.ticket_id)
            self._done(calling.transfer(window, STAFF, called.ticket_id, citizen.moves_to), window)
        elif citizen.put_back and first_time:
            self.moved.add(called.ticket_id)
            self._done(calling.put_back(window, STAFF, called.ticket_id), window)
        else:
            self.after(citizen.takes_s, lambda: self._finish(window, called))

    def _finish(self, window: str, called: Called) -> None:
        self._done(self.world.services.calling.finish(window, STAFF, called.ticket_id), window)

    def _done(self, outcome: object, window: str) -> None:
        if isinstance(outcome, Refused) and outcome.why != "nothing-here":
            self.problems.append(f"window {window}: {outcome}")
        self._wake()  # whoever was moved may stand in another window's line now
        self.after(10, lambda: self.work(window))

    def cut_power(self) -> None:
        """What lies on the disk at this instant is all that the next start finds."""
        place, cut = self.folder / "terminal", self.folder / "cut"
        shutil.copytree(place, cut)
        self.world.store.close()
        shutil.rmtree(place)
        cut.rename(place)
        self.world.start()
        self.spooler = self._spooler()
        self.restarts += 1

    def _spooler(self) -> Spooler:
        return Spooler(self.world.store, self.paper, Profile(), "slip", self.world.clock)

    def print_what_waits(self) -> None:
        while self.spooler.run_once():
            pass


def judge(day: Day) -> tuple[list[str], dict[str, int]]:
    """Every promise of the day that was broken, and the table it ends in."""
    first, last = GONE_HOME.date(), NEXT_MORNING.date()
    with day.world.store.read() as work:
        tickets = work.tickets.between(first, last)
        jobs = [job for one in tickets for job in work.print_jobs.by_token(one.token)]
    problems = list(day.problems)
    states = Counter(ticket.state for ticket in tickets)
    if {ticket.id for ticket in tickets} != set(day.people):
        problems.append("the store does not hold exactly the numbers that people were given")
    keys = [(one.service_day, one.series, one.epoch_mark, one.number) for one in tickets]
    if len(set(keys)) != len(keys):
        problems.append("a number was issued twice")
    for (service_day, series), numbers in _numbers(tickets).items():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            problems.append(f"{service_day} {series}: a gap that nothing explains")
    if any(states[one] for one in (TicketState.WAITING, TicketState.CALLED, TicketState.SERVING)):
        problems.append("somebody still waits, is called or is served although every window has nobody")
    problems += _order(day, tickets)
    problems += _slips(day, len(tickets), [job.state for job in jobs])
    facts = {state.value: states[state] for state in TicketState}
    return problems, {"issued": len(tickets), **facts, "slips": len(day.paper.slips)}


def _numbers(tickets: Sequence[Ticket]) -> dict[tuple[date, str], list[int]]:
    found = defaultdict[tuple[date, str], list[int]](list)
    for ticket in tickets:
        found[ticket.service_day, ticket.series].append(ticket.number)
    return found


def _order(day: Day, tickets: Sequence[Ticket]) -> list[str]:
    """Whoever has no priority and was not moved is called in the order of issue, in each line and day."""
    by_id = {ticket.id: ticket for ticket in tickets}
    problems = []
    for line, ids in day.calls.items():
        plain = [by_id[one] for one in ids if not by_id[one].priority and one not in day.moved]
        order = [(one.service_day, one.number) for one in plain if one.series == line]
        if order != sorted(order):
            problems.append(f"{line}: not called in the order of issue")
    return problems


def _slips(day: Day, issued: int, states: list[JobState]) -> list[str]:
    """One slip for each number; each printed job is on paper once."""
    problems = []
    if len(states) != issued:
        problems.append(f"{issued} numbers have {len(states)} slips")
    counts = Counter(states)
    if counts[JobState.PRINTED] != len(day.paper.slips):
        problems.append(f"{counts[JobState.PRINTED]} printed jobs, {len(day.paper.slips)} slips on paper")
    if (
        sum(counts.values())
        != counts[JobState.PRINTED] + counts[JobState.UNKNOWN] + counts[JobState.GIVEN_UP]
    ):
        problems.append(f"slips that nobody accounts for: {dict(counts)}")
    return problems


def run(folder: Path, count: int, seed: int) -> Finding:
    """`count` citizens by day and a twentieth of them at night."""
    day = Day(folder, seed, count)
    try:
        day.run()
        problems, facts = judge(day)
    finally:
        day.world.close()
    if day.restarts != 1:
        problems.append("the power was not cut")
    return Finding(name="hall_day", count=count, seed=seed, problems=tuple(problems), facts=facts)
