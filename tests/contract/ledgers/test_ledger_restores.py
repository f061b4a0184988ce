"""Any mix of touches, cut lines, calls, backups and restores: no number is given out twice, on either engine.

Two kinds of restore. Into another database: noticed by whoever comes first. In place, the database being the
same one: noticed by what a terminal has read, so that those who were there when it was lost must come first.
"""

import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kiosk.domain.calling import Called
from kiosk.domain.ticket import TicketState
from tests.contract.ledgers.halls import HALL, ON_POSTGRES, Backup, Hall
from tests.contract.ledgers.terminals import HallTerminal

NAMES = ("0001", "0002", "0003")
names = st.sampled_from(NAMES)


class RestoreMachine(RuleBasedStateMachine):
    in_place = False

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.hall = self.open(Path(self.folder.name))
        self.terminals: dict[str, HallTerminal] = {}
        for name in NAMES:
            folder = Path(self.folder.name) / name
            folder.mkdir()
            one = HallTerminal(folder, self.hall.ledger, self.hall.clock, name, HALL, deadline_s=30.0)
            one.settle()
            self.terminals[name] = one
        self.saved: list[Backup] = [self.hall.backup()]
        self.given: list[tuple[object, ...]] = []
        self.labels: list[str] = []
        self.lives = 0
        self.sessions = 0

    def open(self, folder: Path) -> Hall:
        return Hall.on_sqlite(folder)

    def teardown(self) -> None:
        for one in self.terminals.values():
            one.close()
        self.hall.close()
        self.folder.cleanup()

    @rule(name=names, series=st.sampled_from(["general", "insurance"]))
    def take(self, name: str, series: str) -> None:
        self.sessions += 1
        ticket = self.terminals[name].take(f"s{self.sessions}", series).ticket
        self.given.append((ticket.service_day, ticket.series, ticket.epoch_mark, ticket.number))
        self.labels.append(f"{ticket.service_day} {ticket.label}")

    @rule(name=names)
    def turn(self, name: str) -> None:
        self.terminals[name].turn()

    @rule(name=names)
    def cut_or_mend(self, name: str) -> None:
        """Who is cut off may be back long after the others."""
        line = self.terminals[name].line
        line.cut = not line.cut
        self.terminals[name].turn()

    @rule(name=names)
    def restart(self, name: str) -> None:
        one = self.terminals[name]
        one.world.restart()
        one.boot()

    @rule()
    def serve(self) -> None:
        called = self.hall.calling.call_next("1", "1001")
        if isinstance(called, Called):
            self.hall.calling.finish("1", "1001", called.ticket_id)

    @rule()
    def another_day(self) -> None:
        self.hall.clock.advance(24 * 3600)

    @rule()
    def backup(self) -> None:
        self.saved.append(self.hall.backup())

    @rule(n=st.integers(0, 9))
    def restore(self, n: int) -> None:
        """Also from a copy that is older than another restore."""
        if self.in_place:
            # Whoever had read the lost hour is here again before anybody takes a number.
            for one in self.terminals.values():
                one.line.cut = False
                one.settle()
            self.hall.restore(self.saved[n % len(self.saved)])
            return
        self.hall.restore(self.saved[n % len(self.saved)])
        self.lives += 1
        name = f"database {self.lives}"
        self.hall.identity = lambda: name
        for one in self.terminals.values():
            one.link.close()  # the old server is gone, and every connection with it

    @invariant()
    def no_number_twice(self) -> None:
        assert len(set(self.given)) == len(self.given)
        assert len(set(self.labels)) == len(self.labels)

    def everybody_meets(self) -> None:
        """In the end every slip is in the ledger, once, and no state is older than its terminal's."""
        for _ in range(2):
            for one in self.terminals.values():
                one.line.cut = False
                one.settle()
        for one in self.terminals.values():
            with one.world.store.read() as work:
                own = work.tickets.waiting(self.hall.clock.instant.date())
            for ticket in own:
                assert self.hall.standing(ticket.id).state is TicketState.WAITING


class InPlace(RestoreMachine):
    in_place = True


def search(machine: type[RestoreMachine], examples: int, *phases: Phase) -> None:
    class Whole(machine):  # type: ignore[misc, valid-type]
        def teardown(self) -> None:
            try:
                self.everybody_meets()
            finally:
                super().teardown()

    wanted = settings(max_examples=examples, stateful_step_count=25, phases=phases or tuple(Phase))
    run_state_machine_as_test(Whole, settings=wanted)


@pytest.mark.parametrize("kind", [RestoreMachine, InPlace])
def test_on_sqlite(kind: type[RestoreMachine]) -> None:
    search(kind, 3)


@ON_POSTGRES
@pytest.mark.parametrize("kind", [RestoreMachine, InPlace])
def test_on_postgres(kind: type[RestoreMachine], address: str) -> None:
    class OnPostgres(kind):  # type: ignore[misc, valid-type]
        def open(self, _: Path) -> Hall:
            return Hall.on_postgres(address)

    search(OnPostgres, 2)
