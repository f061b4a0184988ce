"""Any mix of bookings, check-ins, cancels, changes, cut lines, restarts and lost stores, on both engines.

A slot is never promised to more people than it takes; who holds a slip is served once: by a ticket, or by
being told that the appointment was given back; two tickets for one appointment never go unmarked.
"""

import dataclasses
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from kiosk.domain.appointment import AppointmentState
from kiosk.domain.ticket import TicketState
from kiosk.services.appointment_outcomes import AppointmentView, Booked, Cancelled, CheckedIn
from tests.contract.ledgers.booking_halls import BookingTerminal, hall_of
from tests.contract.ledgers.halls import ON_POSTGRES, Hall
from tests.unit.services.booking_world import TEN

NAMES = ("0001", "0002", "0003")
CAPACITY = 3
SLOTS = (TEN, TEN + 30)
names, starts, numbers = st.sampled_from(NAMES), st.sampled_from(SLOTS), st.integers(0, 30)
GONE = (TicketState.VOID, TicketState.NO_SHOW)


@dataclasses.dataclass
class Slip:
    """An appointment as whoever holds its slip knows it. `tickets`: the slips that check-ins have printed."""

    view: AppointmentView
    given_back: bool = False
    tickets: set[str] = dataclasses.field(default_factory=set)


class BookingMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        root = Path(self.folder.name)
        self.hall = self.open(root)
        self.terminals = {
            name: BookingTerminal(root / name, self.hall, name, hall_of(CAPACITY)) for name in NAMES
        }
        self.slips: list[Slip] = []
        self.people = 0
        self.everybody_meets()
        self.book("0001", TEN)  # else most examples would act on nothing
        self.book("0002", TEN + 30)
        self.everybody_meets()
        for one in self.terminals.values():
            one.back_up()

    def open(self, folder: Path) -> Hall:
        return Hall.on_sqlite(folder)

    def teardown(self) -> None:
        try:
            self.everybody_meets()
            self.check_what_came_of_it()
        finally:
            for one in self.terminals.values():
                one.close()
            self.hall.close()
            self.folder.cleanup()

    def some(self, n: int) -> Slip | None:
        return self.slips[n % len(self.slips)] if self.slips else None

    def known(self, name: str, slip: Slip) -> bool:
        """Whether the code on the slip says anything there."""
        return self.terminals[name].seen(slip.view) is not None

    @rule(name=names, start=starts)
    def book(self, name: str, start: int) -> None:
        self.people += 1
        outcome = self.terminals[name].try_book(f"138{self.people:08}", start)
        if isinstance(outcome, Booked):
            self.slips.append(Slip(outcome.view))

    @rule(name=names, n=numbers)
    def check_in(self, name: str, n: int) -> None:
        slip = self.some(n)
        if slip is not None and self.known(name, slip):
            outcome = self.terminals[name].check_in(slip.view)
            if isinstance(outcome, CheckedIn):
                slip.tickets.add(outcome.taken.ticket.id)

    @rule(name=names, n=numbers)
    def cancel(self, name: str, n: int) -> None:
        slip = self.some(n)
        if slip is not None and self.known(name, slip):
            outcome = self.terminals[name].cancel(slip.view)
            slip.given_back |= isinstance(outcome, Cancelled)

    @rule(name=names, n=numbers, start=starts)
    def change(self, name: str, n: int, start: int) -> None:
        slip = self.some(n)
        if slip is not None and self.known(name, slip):
            outcome = self.terminals[name].change(slip.view, start)
            if isinstance(outcome, Booked):
                slip.given_back = True
                self.slips.append(Slip(outcome.view))

    @rule(name=names)
    def turn(self, name: str) -> None:
        self.terminals[name].sweep()

    @rule(name=names)
    def cut_or_mend(self, name: str) -> None:
        way = self.terminals[name].way
        way.cut = not way.cut
        self.terminals[name].turn()

    @rule(name=names)
    def answers_are_lost(self, name: str) -> None:
        way = self.terminals[name].way
        way.answers_are_lost = not way.answers_are_lost
        self.terminals[name].turn()

    @rule(name=names)
    def restart(self, name: str) -> None:
        self.terminals[name].restart()

    @rule(name=names)
    def back_up(self, name: str) -> None:
        self.terminals[name].back_up()

    @rule(name=names)
    def lose_the_store(self, name: str) -> None:
        """One that the hall has heard: what it has not is lost with the disk, and is another test's."""
        one = self.terminals[name]
        one.way.cut = one.way.answers_are_lost = False
        one.sweep()
        one.sweep()
        one.lose_the_store()

    def everybody_meets(self) -> None:
        for one in self.terminals.values():
            one.way.cut = one.way.answers_are_lost = False
        for _ in range(4):
            for one in self.terminals.values():
                one.sweep()

    def check_what_came_of_it(self) -> None:
        held: Counter[int] = Counter()
        twice = self.events("appointment-twice")
        for slip in self.slips:
            seen = {name: one.seen(slip.view) for name, one in self.terminals.items()}
            states = {name: None if view is None else view.appointment.state for name, view in seen.items()}
            assert None not in states.values(), "nobody loses an appointment"
            assert len(set(states.values())) == 1, "every terminal says the same"
            state = next(iter(states.values()))
            standing = [self.hall.standing(ticket).state for ticket in slip.tickets]
            called = [each for each in standing if each not in GONE]
            assert len(called) <= 1 or slip.view.appointment.id in twice, "two numbers are marked"
            if state is AppointmentState.ARRIVED:
                assert slip.tickets
            elif state is AppointmentState.CANCELLED:
                assert slip.given_back
            else:
                assert not slip.given_back, "what was given back is not booked"
                assert not slip.tickets
            if state is not AppointmentState.CANCELLED:
                held[slip.view.appointment.slot.start_minute] += 1
        for start in SLOTS:
            free = sum(one.free(start) for one in self.terminals.values())
            assert held[start] + free <= CAPACITY, "a slot is promised once"

    def events(self, action: str) -> list[str]:
        with self.hall.engine.read() as work:
            return [event.object for event in work.events.recent(1000) if event.action == action]


def search(machine: type[BookingMachine], examples: int, steps: int) -> None:
    wanted = settings(max_examples=examples, stateful_step_count=steps)
    run_state_machine_as_test(machine, settings=wanted)


def test_on_sqlite() -> None:
    search(BookingMachine, 3, 12)


@ON_POSTGRES
def test_on_postgres(address: str) -> None:
    class OnPostgres(BookingMachine):
        def open(self, folder: Path) -> Hall:
            del folder
            return Hall.on_postgres(address)

    search(OnPostgres, 2, 8)


def test_the_machine_would_notice() -> None:
    """A slot promised to one more than it takes is told: the machine is no empty shell."""
    machine = BookingMachine()
    machine.book("0003", TEN)
    assert len(machine.slips) == 3
    with pytest.raises(AssertionError, match="nobody loses an appointment"):
        machine.check_what_came_of_it()  # nobody else has heard of it yet
    machine.everybody_meets()
    machine.check_what_came_of_it()
    held, machine.slips = machine.slips, machine.slips * (CAPACITY + 1)
    with pytest.raises(AssertionError, match="a slot is promised once"):
        machine.check_what_came_of_it()
    machine.slips = held
    machine.teardown()
