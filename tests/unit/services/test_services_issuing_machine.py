"""Taking, giving back and changing under any clock, through restores: no number twice, no gap unexplained."""

import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kiosk.domain.card import CardKind, IdCard
from kiosk.domain.record import DeliveryState, RecordKind
from kiosk.domain.text import Text
from kiosk.domain.ticket import Ticket, TicketState
from kiosk.services.backups import Backups
from kiosk.services.giving_back import Changed, GivenBack, NotGivenBack
from kiosk.services.queue import NumberTaken
from kiosk.settings import HallSettings, SeriesSettings
from kiosk.store.backup import Backup
from tests.unit.services.world import KEY, MONDAY_MORNING, World, local_instant

QUOTA = 6
NIGHT = 3
CARDS = tuple(
    IdCard(kind=CardKind.RESIDENT, name="测试", number=f"50011119891231001{n}", birth="19891231")
    for n in range(3)
)
HALL = HallSettings(
    guard_s=0,
    series=(
        SeriesSettings(
            id="a",
            prefix="A",
            name=Text("甲"),
            windows="1",
            daily_quota=QUOTA,
            night_quota=NIGHT,
            one_per_person=True,
        ),
        SeriesSettings(id="b", prefix="B", name=Text("乙"), windows="1", last=9),
    ),
)
# What clocks do: a minute, a day, 26 years, the year's end, a leap day, a month off, any amount.
JUMPS = st.one_of(
    st.sampled_from([60, -60, 86_400, -86_400, 820_000_000, -820_000_000, 30 * 86_400]),
    st.integers(-40_000_000, 40_000_000),
)
MOMENTS = st.sampled_from(
    [
        local_instant(2026, 12, 31, 23, 59),
        local_instant(2026, 1, 1, 0, 1),
        local_instant(2028, 2, 29, 10),
        local_instant(2026, 11, 23, 12),
        local_instant(2026, 11, 24, 20),
        local_instant(1970, 1, 1),
    ]
)

COUNTERS = "SELECT service_day, series, epoch_mark, last FROM series_counter"
NUMBERS = "SELECT number FROM ticket WHERE service_day = ? AND series = ? AND epoch_mark = ? ORDER BY number"


class Issuing(RuleBasedStateMachine):
    """The model is what people hold: every slip that ever came out, also those that a restore forgot."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.world = World(Path(self.folder.name), hall=HALL)
        self.slips: list[Ticket] = []
        self.sessions = 0

    @rule(series=st.sampled_from("ab"), card=st.sampled_from((None, *CARDS)), count=st.integers(1, 4))
    def take(self, series: str, card: IdCard | None, count: int) -> None:
        for _ in range(count):
            outcome = self.world.services.queue.take_number(self.session(), series, card=card)
            if isinstance(outcome, NumberTaken):
                self.hold(outcome)

    @precondition(lambda self: self.slips)
    @rule(data=st.data())
    def give_back(self, data: st.DataObject) -> None:
        slip = data.draw(st.sampled_from(self.slips))
        match self.world.services.giving_back.give_back(self.session(), slip.token):
            case GivenBack(ticket):
                assert (ticket.id, ticket.state) == (slip.id, TicketState.VOID)
            case NotGivenBack(state):
                assert state is not TicketState.WAITING

    @precondition(lambda self: self.slips)
    @rule(data=st.data(), series=st.sampled_from("ab"))
    def change(self, data: st.DataObject, series: str) -> None:
        slip = data.draw(st.sampled_from(self.slips))
        before = self.state_of(slip)
        match self.world.services.giving_back.change(self.session(), slip.token, series):
            case Changed(old, taken):
                self.hold(taken)
                assert (old.id, self.state_of(slip)) == (slip.id, TicketState.VOID)
            case _:
                assert self.state_of(slip) is before

    @rule(seconds=st.integers(0, 100_000))
    def pass_time(self, seconds: int) -> None:
        self.world.clock.advance(seconds)

    @rule(seconds=JUMPS)
    def jump(self, seconds: int) -> None:
        self.world.clock.instant += timedelta(seconds=seconds)

    @rule(moment=MOMENTS)
    def set_clock(self, moment: object) -> None:
        self.world.clock.set(moment)  # type: ignore[arg-type]

    @rule()
    def confirm(self) -> None:
        self.world.services.clock_correction.confirm("17")

    @rule()
    def set_right_and_go_on(self) -> None:
        """Staff put the clock right: numbers are today's again, and dated."""
        self.world.clock.set(MONDAY_MORNING + timedelta(seconds=self.world.clock.monotonic % 3600))
        self.world.services.clock_correction.confirm("17")
        outcome = self.world.services.queue.take_number(self.session(), "b")
        if isinstance(outcome, NumberTaken):
            self.hold(outcome)
            assert outcome.ticket.service_day == date(2026, 11, 23)
            assert outcome.day_words is not None

    @rule()
    def restart(self) -> None:
        self.world.restart()

    @rule()
    def back_up(self) -> None:
        backups = Backups(self.world.store, KEY, self.world.settings.backup_dir, self.world.timekeeping)
        assert isinstance(backups.run(), Backup)

    @rule()
    def lose_the_store(self) -> None:
        """Nothing of the file can be read: the newest backup, or nothing, is what is left."""
        self.world.store.close()
        path = self.world.settings.store_path
        path.write_bytes(b"\xa5" * path.stat().st_size)
        self.world.clock.monotonic = 5.0
        self.world.start()

    # -- what must hold ----------------------------------------------------------------------------------

    @invariant()
    def no_number_twice(self) -> None:
        unique: tuple[Callable[[Ticket], object], ...] = (
            lambda slip: (slip.service_day, slip.series, slip.epoch_mark, slip.number),
            lambda slip: (slip.service_day, slip.label),
            lambda slip: slip.token,
        )
        for key in unique:
            assert len({key(slip) for slip in self.slips}) == len(self.slips)

    @invariant()
    def no_gap_is_unexplained(self) -> None:
        """Each counter has a row for every number up to it, and each void one a record that says why."""
        driver = self.world.store.driver()
        for *counter, last in driver.execute(COUNTERS).fetchall():
            assert isinstance(last, int)
            numbers = driver.execute(NUMBERS, counter).fetchall()
            assert [number for (number,) in numbers] == list(range(1, last + 1))
        void = {name for (name,) in driver.execute("SELECT id FROM ticket WHERE state = 'void'").fetchall()}
        assert void == self.told_void()

    @invariant()
    def quotas_and_persons_hold(self) -> None:
        driver = self.world.store.driver()
        standing = "FROM ticket WHERE series = 'a' AND state <> 'void'"
        most = driver.execute(f"SELECT count(*) {standing} GROUP BY service_day ORDER BY 1 DESC").fetchone()
        assert most is None or int(str(most[0])) <= QUOTA
        twice = driver.execute(
            f"SELECT 1 {standing} AND person IS NOT NULL GROUP BY person HAVING count(*) > 1"
        ).fetchall()
        assert twice == []

    def teardown(self) -> None:
        self.world.close()
        self.folder.cleanup()

    # -- inside ------------------------------------------------------------------------------------------

    def session(self) -> str:
        self.sessions += 1
        return f"s{self.sessions}"

    def hold(self, taken: NumberTaken) -> None:
        if taken.repeated:
            assert any(slip.token == taken.ticket.token for slip in self.slips)
        else:
            self.slips.append(taken.ticket)

    def state_of(self, slip: Ticket) -> TicketState | None:
        found = self.world.services.queue.by_token(slip.token)
        return None if found is None else found.ticket.state

    def told_void(self) -> set[str]:
        with self.world.store.read() as work:
            records = [record for record, _ in work.records.in_state(DeliveryState.WAITING, 10_000)]
        told = [msgspec.json.decode(each.body) for each in records if each.kind is RecordKind.TICKET]
        return {each["ticket_id"] for each in told if each.get("state") == "void"}


TestIssuing = Issuing.TestCase
TestIssuing.settings = settings(
    max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
