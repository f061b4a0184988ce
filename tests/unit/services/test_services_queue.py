"""Taking a number: days, ranges, quotas, guard time, epochs, and what the slip says."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.printer import JobState
from kiosk.domain.record import DeliveryState, RecordKind
from kiosk.domain.text import Text
from kiosk.domain.ticket import SeriesStatus
from kiosk.services.queue import NightNumbersGone, NoOpenDay, NumbersExhausted, NumberTaken, QuotaGone
from kiosk.settings import HallSettings, SeriesSettings
from tests.unit.services.world import SetClock, World, local_instant, slip_text


def taken(outcome: object) -> NumberTaken:
    assert isinstance(outcome, NumberTaken)
    return outcome


def small_hall(**changes: object) -> HallSettings:
    series = SeriesSettings(id="general", prefix="A", name=Text("综合服务"), windows="1–4")
    return HallSettings(series=(msgspec.structs.replace(series, **changes),))


@pytest.fixture
def short(tmp_path: Path) -> Iterator[World]:
    """A series of three numbers."""
    world = World(tmp_path, hall=small_hall(last=3))
    yield world
    world.close()


@pytest.fixture
def rationed(tmp_path: Path) -> Iterator[World]:
    """A series with two numbers a day."""
    world = World(tmp_path, hall=small_hall(daily_quota=2))
    yield world
    world.close()


def test_first_number_is_001_and_says_how_many_wait(world: World) -> None:
    first = taken(world.services.queue.take_number("s1", "general"))
    second = taken(world.services.queue.take_number("s2", "general"))
    assert (first.ticket.label, first.ahead, first.windows) == ("A001", 0, "1–4")
    assert (second.ticket.label, second.ahead) == ("A002", 1)
    assert first.day_words == Text("今日 11月23日 周一", "Today, Mon 23 Nov")


def test_number_record_and_job_are_one_act(world: World) -> None:
    outcome = taken(world.services.queue.take_number("s1", "general", priority=True))
    with world.store.read() as work:
        [record] = [
            record
            for record, _ in work.records.in_state(DeliveryState.WAITING, 9)
            if record.kind is RecordKind.TICKET
        ]
        assert work.tickets.by_token(outcome.ticket.token) == outcome.ticket
    told = msgspec.json.decode(record.body)
    assert told["label"] == "A001"
    assert outcome.ticket.token not in record.body.decode()
    assert "s1" not in told.values()
    assert world.job(outcome.job_id).state is JobState.QUEUED
    assert world.woken == 1


def test_slip_says_what_people_need(world: World) -> None:
    outcome = taken(world.services.queue.take_number("s1", "general", priority=True))
    slip = world.slip(outcome.job_id)
    text = slip_text(slip)
    for said in (
        "A001",
        "综合服务",
        "优先",
        "0 人",
        "暂无估计",
        "1–4 号窗口",
        "2026-11-23 09:15",
        "今日 11月23日 周一",
    ):
        assert said in text
    assert slip.token == outcome.ticket.token
    assert "优先" not in slip_text(
        world.slip(taken(world.services.queue.take_number("s2", "general")).job_id)
    )


def test_second_touch_within_guard_time_gives_the_same_number(world: World) -> None:
    first = taken(world.services.queue.take_number("s1", "general"))
    world.clock.advance(119)
    again = taken(world.services.queue.take_number("s1", "general"))
    assert (again.ticket, again.job_id, again.repeated) == (first.ticket, first.job_id, True)
    assert world.woken == 1
    world.clock.advance(2)
    assert taken(world.services.queue.take_number("s1", "general")).ticket.label == "A002"


def test_guard_is_per_session_and_series(world: World) -> None:
    labels = [
        taken(world.services.queue.take_number(session, series)).ticket.label
        for session, series in [("s1", "general"), ("s1", "insurance"), ("s2", "general")]
    ]
    assert labels == ["A001", "B001", "A002"]


def test_a_repeat_tells_who_is_still_ahead(world: World) -> None:
    for session in ("s1", "s2", "s3"):
        last = taken(world.services.queue.take_number(session, "general"))
    taken(world.services.queue.take_number("s4", "general"))
    assert taken(world.services.queue.take_number("s3", "general")).ahead == last.ahead == 2


def test_unknown_series_is_a_bug(world: World) -> None:
    with pytest.raises(KeyError):
        world.services.queue.take_number("s1", "no-such-series")


@pytest.mark.parametrize(
    ("instant", "day", "words"),
    [
        (
            local_instant(2026, 11, 23, 3),
            date(2026, 11, 23),
            "今日 11月23日 周一 上午9:00 起",
        ),  # before opening
        (local_instant(2026, 11, 23, 16, 59), date(2026, 11, 23), "今日 11月23日 周一"),
        (
            local_instant(2026, 11, 23, 17, 0),
            date(2026, 11, 24),
            "明日 11月24日 周二 上午9:00 起",
        ),  # closing is the end
        (
            local_instant(2026, 11, 27, 20),
            date(2026, 11, 30),
            "11月30日 周一 上午9:00 起",
        ),  # over the weekend
        (local_instant(2026, 9, 30, 20), date(2026, 10, 5), "10月5日 周一 上午9:00 起"),  # over the holiday
        (local_instant(2026, 10, 10, 10), date(2026, 10, 10), "今日 10月10日 周六"),  # a working Saturday
    ],
)
def test_service_day_is_the_day_of_the_next_serving_minute(
    tmp_path: Path, instant: object, day: date, words: str
) -> None:
    assert isinstance(instant, type(local_instant(2026, 1, 1)))
    world = World(tmp_path, SetClock(instant))
    outcome = taken(world.services.queue.take_number("s1", "general"))
    world.close()
    assert outcome.ticket.service_day == day
    assert outcome.day_words is not None
    assert outcome.day_words.zh == words


def test_night_numbers_and_morning_numbers_share_one_counter(world: World) -> None:
    world.clock.advance(10 * 3600)
    night = taken(world.services.queue.take_number("s1", "general"))
    world.clock.advance(14 * 3600)
    morning = taken(world.services.queue.take_number("s2", "general"))
    assert night.ticket.service_day == morning.ticket.service_day == date(2026, 11, 24)
    assert [night.ticket.label, morning.ticket.label] == ["A001", "A002"]


def test_end_of_the_range_stops_and_never_wraps(short: World) -> None:
    for number in range(3):
        taken(short.services.queue.take_number(f"s{number}", "general"))
    for _ in range(2):
        outcome = short.services.queue.take_number("late", "general")
        assert outcome == NumbersExhausted("general", date(2026, 11, 23))
    assert short.services.queue.series()[0].status is SeriesStatus.EXHAUSTED


def test_quota_gone_means_the_next_open_day(rationed: World) -> None:
    days = [
        taken(rationed.services.queue.take_number(f"s{number}", "general")).ticket.service_day.day
        for number in range(4)
    ]
    assert days == [23, 23, 24, 24]
    outcome = rationed.services.queue.take_number("s9", "general")
    assert outcome == QuotaGone("general", date(2026, 11, 24))


def test_series_view_follows(rationed: World) -> None:
    queue = rationed.services.queue
    [view] = queue.series()
    assert (view.status, view.waiting, view.service_day) == (SeriesStatus.OPEN, 0, date(2026, 11, 23))
    queue.take_number("s1", "general")
    queue.take_number("s2", "general")
    [view] = queue.series()
    assert (view.status, view.waiting, view.service_day) == (SeriesStatus.NEXT_DAY, 0, date(2026, 11, 24))


def test_no_open_day_is_known_at_the_end_of_the_calendar(tmp_path: Path) -> None:
    world = World(tmp_path, SetClock(local_instant(2026, 12, 31, 20)))
    assert world.services.queue.take_number("s1", "general") == NoOpenDay("general")
    world.close()


class TestSuspectClock:
    def test_behind_the_last_stored_instant_there_is_no_date(self, world: World) -> None:
        taken(world.services.queue.take_number("s1", "general"))
        world.clock.set(local_instant(2020, 1, 1))
        outcome = taken(world.services.queue.take_number("s2", "general"))
        assert outcome.ticket.label == "A002"
        assert outcome.ticket.service_day == date(2026, 11, 23)
        assert outcome.day_words is None
        text = slip_text(world.slip(outcome.job_id))
        assert "2020" not in text
        assert "2026" not in text
        assert "办理日期" not in text

    def test_a_jump_within_a_run_is_not_adopted(self, world: World) -> None:
        taken(world.services.queue.take_number("s1", "general"))
        world.clock.set(local_instant(2026, 12, 25, 9))
        outcome = taken(world.services.queue.take_number("s2", "general"))
        assert (outcome.ticket.label, outcome.day_words) == ("A002", None)
        assert outcome.ticket.service_day == date(2026, 11, 23)

    def test_after_a_boot_without_a_battery_numbers_go_on(self, world: World) -> None:
        taken(world.services.queue.take_number("s1", "general"))
        world.clock.set(local_instant(1970, 1, 1))
        world.restart()
        assert taken(world.services.queue.take_number("s2", "general")).ticket.label == "A002"

    def test_the_time_server_brings_the_date_back(self, world: World) -> None:
        taken(world.services.queue.take_number("s1", "general"))
        world.clock.set(local_instant(1970, 1, 1))
        world.restart()
        assert taken(world.services.queue.take_number("s2", "general")).day_words is None
        world.clock.set(local_instant(2026, 11, 24, 10))
        outcome = taken(world.services.queue.take_number("s3", "general"))
        assert (outcome.ticket.label, outcome.ticket.service_day) == ("A001", date(2026, 11, 24))
        assert outcome.day_words is not None

    def test_beyond_the_calendar_it_is_not_believed_at_boot(self, world: World) -> None:
        taken(world.services.queue.take_number("s1", "general"))
        world.clock.set(local_instant(2031, 5, 5))
        world.restart()
        outcome = taken(world.services.queue.take_number("s2", "general"))
        assert (outcome.ticket.label, outcome.day_words) == ("A002", None)

    def test_a_confirmed_correction_is_adopted_backwards(self, world: World) -> None:
        world.clock.advance(86400)
        taken(world.services.queue.take_number("s1", "general"))
        world.clock.set(local_instant(2026, 11, 23, 10))
        assert taken(world.services.queue.take_number("s2", "general")).day_words is None
        world.services.clock_correction.confirm("17")
        outcome = taken(world.services.queue.take_number("s3", "general"))
        assert outcome.ticket.service_day == date(2026, 11, 23)
        assert outcome.day_words == Text("今日 11月23日 周一", "Today, Mon 23 Nov")

    def test_a_small_step_back_is_the_time_server_s(self, world: World) -> None:
        world.clock.advance(10)
        first = taken(world.services.queue.take_number("s1", "general"))
        world.clock.instant -= timedelta(seconds=1.5)
        second = taken(world.services.queue.take_number("s2", "general"))
        assert second.day_words is not None
        assert second.ticket.issued == first.ticket.issued  # stored instants never go back


def test_a_slips_token_finds_its_number_as_it_stands_now(world: World) -> None:
    taken = world.services.queue.take_number("s1", "general")
    assert isinstance(taken, NumberTaken)
    found = world.services.queue.by_token(taken.ticket.token)
    assert found is not None
    assert (found.ticket.label, found.job_id, found.repeated) == (taken.ticket.label, taken.job_id, True)
    assert world.services.queue.by_token("nobody's") is None


class TestNight:
    def test_early_numbers_are_limited_and_the_day_itself_has_more(self, tmp_path: Path) -> None:
        world = World(
            tmp_path, SetClock(local_instant(2026, 11, 23, 20)), small_hall(daily_quota=3, night_quota=2)
        )
        queue = world.services.queue
        early = [taken(queue.take_number(f"s{n}", "general")) for n in range(2)]
        assert [each.ticket.label for each in early] == ["A001", "A002"]
        refused = queue.take_number("s3", "general")
        assert refused == NightNumbersGone(
            "general",
            date(2026, 11, 24),
            Text("明日 11月24日 周二 上午9:00 起", "Tomorrow, Tue 24 Nov, from 9:00 am"),
        )
        assert queue.series()[0].status is SeriesStatus.NIGHT_GONE
        world.clock.advance(4 * 3600)  # midnight: it is the day itself
        assert taken(queue.take_number("s3", "general")).ticket.label == "A003"
        world.close()

    def test_the_slip_for_another_day_says_when_to_come(self, tmp_path: Path) -> None:
        world = World(tmp_path, SetClock(local_instant(2026, 11, 24, 17)))
        outcome = taken(world.services.queue.take_number("s1", "insurance"))
        text = slip_text(world.slip(outcome.job_id))
        world.close()
        assert "明日 11月25日 周三 上午9:00 起" in text
        assert "请在 11月25日 上午9:00 来，到 5–6 号窗口等候叫号" in text
        assert "请到 5–6 号窗口等候叫号" not in text
