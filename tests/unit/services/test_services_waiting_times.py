"""The hall's past in the store becomes a range on the next slip; without a past nothing is said."""

from pathlib import Path

from kiosk.domain.calling import Called
from kiosk.domain.waiting import WaitRange
from kiosk.services.queue import NumberTaken
from tests.unit.services.world import SetClock, World, local_instant, slip_text


def take(world: World, session: str) -> NumberTaken:
    outcome = world.services.queue.take_number(session, "business")
    assert isinstance(outcome, NumberTaken)
    return outcome


def serve_a_day(world: World, day: int, people: int = 12) -> None:
    """Two wait at any time; each is called sixteen and a half minutes after they came."""
    calling = world.services.calling
    for number in range(people):
        take(world, f"{day}-{number}")
        world.clock.advance(330)
        if number:
            called = calling.call_next("8", "17")
            assert isinstance(called, Called)
            calling.finish("8", "17", called.ticket_id)
        world.clock.advance(330)


def test_a_range_from_the_hall_s_own_days(tmp_path: Path) -> None:
    world = World(tmp_path, SetClock(local_instant(2026, 11, 16, 9)))
    assert take(world, "first").wait is None
    assert "暂无估计" in slip_text(world.slip(take(world, "second").job_id))
    for day in range(17, 21):
        world.clock.advance((local_instant(2026, 11, day, 9, 30) - world.clock.instant).total_seconds())
        serve_a_day(world, day)
    world.clock.advance((local_instant(2026, 11, 23, 9, 30) - world.clock.instant).total_seconds())
    take(world, "ahead")
    world.clock.advance(60)
    world.services.waiting_times.refresh()
    taken = take(world, "now")
    assert taken.ahead == 1
    assert taken.wait == WaitRange(15, 20)
    assert "大约 15–20 分钟" in slip_text(world.slip(taken.job_id))
    world.clock.advance(8 * 3600)  # closed: tomorrow's wait is not guessed
    assert take(world, "night").wait is None
    world.close()
