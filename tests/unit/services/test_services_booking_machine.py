"""Any order of booking, moving, cancelling, checking in, closing and clock jumps: no slot is overbooked, no
appointment becomes two tickets, and nobody has two open ones in a day."""

import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kiosk.domain.appointment import Appointment, AppointmentState, ByPhone
from kiosk.domain.ticket import Ticket
from kiosk.services.appointment_outcomes import Booked, CheckedIn
from kiosk.settings_appointments import AppointmentSettings
from tests.unit.services.booking_world import MONDAY, TEN, TUESDAY, booking_world
from tests.unit.services.world import local_instant

CAPACITY = 1
RULE = AppointmentSettings(per_slot=CAPACITY, early_minutes=240)  # dense: most acts meet another
days = st.sampled_from([MONDAY, TUESDAY])
starts = st.sampled_from([TEN, TEN, TEN + 30])
people = st.integers(0, 2)
which = st.integers(0, 3)


class Hall(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.world = booking_world(Path(self.folder.name), rule=RULE)
        self.session = 0
        self.ids: list[str] = []
        self.tickets: dict[str, str] = {}  # of each appointment, the ticket that it has become

    def teardown(self) -> None:
        self.world.close()
        self.folder.cleanup()

    def new_session(self) -> str:
        self.session += 1
        return f"s{self.session}"

    @rule(day=days, start=starts, person=people)
    def book(self, day: date, start: int, person: int) -> None:
        who = ByPhone(f"1380000000{person}")
        outcome = self.world.services.booking.book(self.new_session(), "general", day, start, who)
        if isinstance(outcome, Booked):
            self.ids.append(outcome.view.appointment.id)

    @precondition(lambda self: self.ids)
    @rule(at=which, day=days, start=starts)
    def move(self, at: int, day: date, start: int) -> None:
        chosen = self.ids[-1 - at % len(self.ids)]
        outcome = self.world.services.booking.change(self.new_session(), chosen, day, start)
        if isinstance(outcome, Booked):
            self.ids.append(outcome.view.appointment.id)

    @precondition(lambda self: self.ids)
    @rule(at=which)
    def cancel(self, at: int) -> None:
        self.world.services.booking.cancel(self.new_session(), self.ids[-1 - at % len(self.ids)])

    @precondition(lambda self: self.ids)
    @rule(at=which)
    def check_in(self, at: int) -> None:
        chosen = self.ids[-1 - at % len(self.ids)]
        outcome = self.world.services.checking_in.check_in(self.new_session(), chosen)
        if isinstance(outcome, CheckedIn):
            ticket = outcome.taken.ticket.id
            assert self.tickets.setdefault(chosen, ticket) == ticket
        else:
            assert chosen not in self.tickets

    @rule()
    def walk_in(self) -> None:
        self.world.services.queue.take_number(self.new_session(), "general")

    @rule()
    def close(self) -> None:
        self.world.services.checking_in.close_days()

    @rule(minutes=st.sampled_from([1, 20, 45, 300]))
    def time_passes(self, minutes: int) -> None:
        self.world.clock.advance(minutes * 60)

    @rule(jump=st.sampled_from([-86400, -60, 60, 86400, 26 * 365 * 86400]), then=which)
    def the_clock_jumps(self, jump: int, then: int) -> None:
        """While it is wrong somebody tries; then it is put right, forwards or back."""
        self.world.clock.set(self.world.clock.instant + timedelta(seconds=jump))
        self.book(MONDAY, TEN, then)
        if self.ids:
            self.check_in(then)
        self.close()
        self.world.clock.set(local_instant(2026, 11, 23 + then % 2, 9 + then))
        self.world.services.clock_correction.confirm("17")

    @rule()
    def restart(self) -> None:
        self.world.restart()

    @invariant()
    def no_slot_is_overbooked(self) -> None:
        kept = [each for each in self.appointments() if each.state is not AppointmentState.CANCELLED]
        assert all(count <= CAPACITY for count in Counter(each.slot for each in kept).values())

    @invariant()
    def one_open_one_a_day(self) -> None:
        open_ = [each for each in self.appointments() if each.state is AppointmentState.BOOKED]
        assert all(count == 1 for count in Counter((each.person, each.slot.day) for each in open_).values())

    @invariant()
    def one_appointment_is_one_ticket(self) -> None:
        arrived = [each for each in self.appointments() if each.state is AppointmentState.ARRIVED]
        assert {each.id: each.ticket_id for each in arrived} == self.tickets
        due = [ticket for ticket in self.issued() if ticket.due_ms is not None]
        assert len({ticket.id for ticket in self.issued()} & set(self.tickets.values())) == len(self.tickets)
        assert len(due) <= len(self.tickets)

    def appointments(self) -> list[Appointment]:
        with self.world.store.read() as work:
            return [found for one in self.ids if (found := work.appointments.get(one)) is not None]

    def issued(self) -> list[Ticket]:
        with self.world.store.read() as work:
            return work.tickets.between(MONDAY, MONDAY + timedelta(days=400))


TestHall = Hall.TestCase
TestHall.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
