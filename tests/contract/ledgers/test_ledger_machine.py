"""Any mix of terminals' words and windows' acts, against a model in plain Python, on both engines.

The model keeps places as exact fractions of the time of issue; the ledger keeps whole numbers.
"""

import dataclasses
import tempfile
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kiosk.domain.calling import Called, Moved, NobodyWaits, Refused
from kiosk.domain.ticket import TicketState
from tests.contract.ledgers.halls import HALL, ON_POSTGRES, Hall

WAITING, CALLED, SERVING = TicketState.WAITING, TicketState.CALLED, TicketState.SERVING
DONE, NO_SHOW, VOID = TicketState.DONE, TicketState.NO_SHOW, TicketState.VOID

# Two windows compete for one line, one serves another line, so that transfers cross.
WINDOWS = {"1": "general", "2": "general", "5": "insurance"}
windows = st.sampled_from(sorted(WINDOWS))
numbers = st.integers(0, 60)


@dataclasses.dataclass
class Model:
    id: str
    line: str
    place: Fraction
    priority: bool
    confirmed: bool = False
    state: TicketState = WAITING
    window: str = ""


class LedgerMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.hall = self.open()
        self.tickets: dict[str, Model] = {}
        self.since = dict.fromkeys(WINDOWS, 0)
        self.paused: set[str] = set()

    def open(self) -> Hall:
        raise NotImplementedError

    def teardown(self) -> None:
        self.hall.close()

    def at(self, window: str) -> Model | None:
        held = [t for t in self.tickets.values() if t.window == window and t.state in (CALLED, SERVING)]
        assert len(held) <= 1
        return held[0] if held else None

    def line(self, line: str) -> list[Model]:
        return sorted(
            (t for t in self.tickets.values() if t.line == line and t.state is WAITING), key=lambda t: t.place
        )

    def any_of(self, n: int) -> Model | None:
        """Some ticket, also one at another window or long gone: an old page."""
        known = list(self.tickets.values())
        return known[n % len(known)] if known else None

    @rule(series=st.sampled_from(["general", "insurance"]), priority=st.booleans())
    def reserve(self, series: str, priority: bool) -> None:
        ahead = len(self.line(series))
        got = self.hall.reserve(series, priority=priority)
        assert got.ahead == ahead
        assert got.number == 1 + sum(self.hall.known[one].series == series for one in self.tickets)
        self.tickets[got.ticket_id] = Model(
            got.ticket_id, series, Fraction(self.hall.now_ms()) + Fraction(got.number, 1000), priority
        )

    @rule(n=numbers)
    def confirm(self, n: int) -> None:
        if (one := self.any_of(n)) is None:
            return
        assert not self.hall.confirm(one.id)
        if one.state is VOID and not one.confirmed:
            one.state = WAITING
        one.confirmed = True

    @rule(n=numbers)
    def void_by_terminal(self, n: int) -> None:
        if (one := self.any_of(n)) is None:
            return
        assert self.hall.ledger.void(one.id, self.hall.now_ms()) == (one.state in (WAITING, CALLED))
        if one.state in (WAITING, CALLED):
            one.state = VOID
        one.confirmed = True

    @rule(n=numbers)
    def void_by_staff(self, n: int) -> None:
        if (one := self.any_of(n)) is None:
            return
        outcome = self.hall.calling.void("1001", one.id)
        assert isinstance(outcome, Moved) == (one.state in (WAITING, CALLED))
        if one.state in (WAITING, CALLED):
            one.state = VOID

    @rule(window=windows)
    def call_next(self, window: str) -> None:
        outcome = self.hall.calling.call_next(window, "1001")
        waiting = self.line(WINDOWS[window])
        if self.at(window) is not None or window in self.paused:
            assert isinstance(outcome, Refused)
        elif not waiting:
            assert outcome == NobodyWaits(window)
        else:
            preferred = [one for one in waiting if one.priority]
            by_rule = preferred and self.since[window] >= HALL.priority_every - 1
            wanted = preferred[0] if by_rule else waiting[0]
            assert isinstance(outcome, Called)
            assert outcome.ticket_id == wanted.id
            wanted.state, wanted.window = CALLED, window
            self.since[window] = 0 if wanted.priority else self.since[window] + 1

    @rule(window=windows, n=numbers, act=st.sampled_from(["recall", "start", "finish", "no_show"]))
    def act(self, window: str, n: int, act: str) -> None:
        if (one := self.any_of(n)) is None:
            return
        outcome = getattr(self.hall.calling, act)(window, "1001", one.id)
        allowed = (CALLED, SERVING) if act == "finish" else (CALLED,)
        if one.window != window or one.state not in allowed:
            assert isinstance(outcome, Refused)
            return
        assert not isinstance(outcome, Refused)
        one.state = {"recall": CALLED, "start": SERVING, "finish": DONE, "no_show": NO_SHOW}[act]

    @rule(window=windows, n=numbers, others=st.integers(1, 5))
    def put_back(self, window: str, n: int, others: int) -> None:
        if (one := self.any_of(n)) is None:
            return
        outcome = self.hall.calling.put_back(window, "1001", one.id, others)
        if one.state is not NO_SHOW and (one.window != window or one.state not in (CALLED, SERVING)):
            assert isinstance(outcome, Refused)
            return
        assert isinstance(outcome, Moved)
        places = [other.place for other in self.line(WINDOWS[window])]
        if len(places) > others:
            one.place = (places[others - 1] + places[others]) / 2
        elif places:
            one.place = places[-1] + Fraction(1, 1000)
        one.state = WAITING

    @rule(window=windows, n=numbers, to=st.sampled_from(["general", "insurance"]))
    def transfer(self, window: str, n: int, to: str) -> None:
        if (one := self.any_of(n)) is None:
            return
        outcome = self.hall.calling.transfer(window, "1001", one.id, to)
        if one.window != window or one.state not in (CALLED, SERVING) or one.line == to:
            assert isinstance(outcome, Refused)
            return
        assert isinstance(outcome, Moved)
        one.state, one.line = WAITING, to

    @rule(window=windows)
    def pause_or_resume(self, window: str) -> None:
        if window in self.paused:
            self.hall.calling.resume(window, "1001")
        else:
            self.hall.calling.pause(window, "1001")
        self.paused ^= {window}

    @invariant()
    def windows_have_whom_they_should(self) -> None:
        for window in WINDOWS:
            held, now = self.at(window), self.hall.calling.window(window).now
            assert (held and (held.id, held.state)) == (now and (now.ticket_id, now.state))

    @invariant()
    def lines_stand_in_order(self) -> None:
        for line in ("general", "insurance"):
            found = self.hall.calling.waiting_in(line)
            assert [one.ticket_id for one in found] == [one.id for one in self.line(line)]
            assert [one.confirmed for one in found] == [one.confirmed for one in self.line(line)]

    @invariant()
    def every_ticket_is_in_one_state(self) -> None:
        for one in self.tickets.values():
            assert self.hall.standing(one.id).state is one.state
        owed = sorted(one.id for one in self.tickets.values() if not one.confirmed)
        assert self.hall.ledger.unconfirmed("0001") == owed


def search(machine: type[LedgerMachine], examples: int, *phases: Phase) -> None:
    wanted = settings(max_examples=examples, stateful_step_count=30, phases=phases or tuple(Phase))
    run_state_machine_as_test(machine, settings=wanted)


class OnSqlite(LedgerMachine):
    def open(self) -> Hall:
        self.folder = tempfile.TemporaryDirectory()
        return Hall.on_sqlite(Path(self.folder.name))

    def teardown(self) -> None:
        super().teardown()
        self.folder.cleanup()


def test_on_sqlite() -> None:
    search(OnSqlite, 15)


@ON_POSTGRES
def test_on_postgres(address: str) -> None:
    class OnPostgres(LedgerMachine):
        def open(self) -> Hall:
            return Hall.on_postgres(address)

    search(OnPostgres, 10)


def test_the_model_would_notice() -> None:
    """A ledger that calls the last first is told apart: the machine is no empty shell."""

    class Wrong(OnSqlite):
        def line(self, line: str) -> list[Model]:
            return super().line(line)[::-1]

    with pytest.raises(AssertionError):
        search(Wrong, 50, Phase.generate)
