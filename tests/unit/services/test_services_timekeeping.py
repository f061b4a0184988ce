"""Which clock is believed, and the queue under any clock: no number twice, no wrap."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kiosk.domain.text import Text
from kiosk.domain.time import to_ms
from kiosk.services.opening_hours import OpeningHours
from kiosk.services.queue import NoOpenDay, NumbersExhausted, NumberTaken
from kiosk.services.timekeeping import ClockFault, Timekeeping
from kiosk.settings import HallSettings, HoursSettings, SeriesSettings
from tests.unit.services.world import CALENDAR, MONDAY_MORNING, SetClock, World, local_instant

SEEN = to_ms(MONDAY_MORNING)


def test_a_plausible_clock_is_believed() -> None:
    clock = SetClock(MONDAY_MORNING + timedelta(minutes=5))
    now = Timekeeping(clock, CALENDAR).judge(SEEN)
    assert (now.ms, now.fault) == (SEEN + 300_000, None)


def test_across_boots_anything_inside_the_calendar_is_believed() -> None:
    assert Timekeeping(SetClock(local_instant(2026, 12, 31)), CALENDAR).judge(SEEN).fault is None
    beyond = Timekeeping(SetClock(local_instant(2027, 1, 1)), CALENDAR).judge(SEEN)
    assert beyond.fault is ClockFault.BEYOND_CALENDAR
    assert beyond.day == date(2026, 11, 23)


def test_within_a_boot_the_monotonic_clock_decides() -> None:
    clock = SetClock()
    timekeeping = Timekeeping(clock, CALENDAR)
    timekeeping.judge(SEEN)
    clock.advance(600)
    clock.instant += timedelta(days=2)
    now = timekeeping.judge(SEEN)
    assert (now.ms, now.fault) == (SEEN + 600_000, ClockFault.JUMPED)


def test_it_comes_back_when_the_clock_does() -> None:
    clock = SetClock()
    timekeeping = Timekeeping(clock, CALENDAR)
    timekeeping.judge(SEEN)
    clock.set(local_instant(2026, 12, 24))
    assert timekeeping.judge(SEEN).fault is ClockFault.JUMPED
    clock.set(MONDAY_MORNING)
    assert timekeeping.judge(SEEN).fault is None


def test_slow_drift_is_followed_for_weeks() -> None:
    clock = SetClock()
    timekeeping = Timekeeping(clock, CALENDAR)
    for _ in range(24 * 14):
        clock.advance(3600)
        clock.instant += timedelta(seconds=0.5)  # 140 parts in a million
        assert timekeeping.judge(SEEN).fault is None


def test_beyond_the_calendar_within_a_run_the_days_still_pass() -> None:
    clock = SetClock(local_instant(2026, 12, 31, 23))
    timekeeping = Timekeeping(clock, CALENDAR)
    assert timekeeping.judge(SEEN).fault is None
    clock.advance(7200)
    now = timekeeping.judge(SEEN)
    assert (now.fault, now.day) == (ClockFault.BEYOND_CALENDAR, date(2027, 1, 1))


def test_outside_the_calendar_no_day_is_promised() -> None:
    hours = OpeningHours(HoursSettings(), HallSettings(), CALENDAR)
    assert hours.next_serving(local_instant(2027, 1, 4)) is None
    first = hours.next_serving(local_instant(2025, 12, 31, 20))
    assert first is not None
    assert first.day == date(2026, 1, 1)


class AnyClock(RuleBasedStateMachine):
    """Random jumps, restarts and touches against a store of its own."""

    LAST = 12

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        series = SeriesSettings(id="general", prefix="A", name=Text("综合服务"), windows="1", last=self.LAST)
        self.world = World(Path(self.folder.name), hall=HallSettings(series=(series,)))
        self.taken: list[tuple[date, int, int]] = []
        self.labels: list[tuple[date, str]] = []
        self.sessions = 0
        self.exhausted: set[date] = set()

    @rule(seconds=st.floats(0, 200_000))
    def pass_time(self, seconds: float) -> None:
        self.world.clock.advance(seconds)

    @rule(days=st.integers(-25_000, 25_000), seconds=st.integers(-86_400, 86_400))
    def jump(self, days: int, seconds: int) -> None:
        try:
            self.world.clock.instant += timedelta(days=days, seconds=seconds)
        except OverflowError:
            self.world.clock.set(MONDAY_MORNING)

    @rule()
    def set_right(self) -> None:
        self.world.clock.set(MONDAY_MORNING + timedelta(seconds=self.world.clock.monotonic))

    @precondition(lambda self: self.world.clock.instant.year >= 1971)
    @rule()
    def restart(self) -> None:
        self.world.restart()

    @rule()
    def confirm(self) -> None:
        self.world.services.clock_correction.confirm("17")

    @rule(count=st.integers(1, 8))
    def take(self, count: int) -> None:
        for _ in range(count):
            self.sessions += 1
            match self.world.services.queue.take_number(f"s{self.sessions}", "general"):
                case NumberTaken(ticket=ticket):
                    self.taken.append((ticket.service_day, ticket.epoch_mark, ticket.number))
                    self.labels.append((ticket.service_day, ticket.label))
                    assert ticket.service_day not in self.exhausted
                case NumbersExhausted(service_day=day):
                    self.exhausted.add(day)
                case NoOpenDay():
                    pass

    @invariant()
    def no_number_twice(self) -> None:
        assert len(set(self.taken)) == len(self.taken)
        assert len(set(self.labels)) == len(self.labels)

    @invariant()
    def never_wraps(self) -> None:
        by_day: dict[tuple[date, int], list[int]] = {}
        for day, mark, number in self.taken:
            by_day.setdefault((day, mark), []).append(number)
        for numbers in by_day.values():
            assert numbers == list(range(1, len(numbers) + 1))
            assert len(numbers) <= self.LAST

    def teardown(self) -> None:
        self.world.close()
        self.folder.cleanup()


TestAnyClock = AnyClock.TestCase
TestAnyClock.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)


def test_labels_are_padded_to_the_range(tmp_path: Path) -> None:
    series = SeriesSettings(id="general", prefix="A", name=Text("综合服务"), windows="1", last=4000)
    world = World(tmp_path, hall=HallSettings(series=(msgspec.structs.replace(series),)))
    outcome = world.services.queue.take_number("s1", "general")
    world.close()
    assert isinstance(outcome, NumberTaken)
    assert outcome.ticket.label == "A0001"
