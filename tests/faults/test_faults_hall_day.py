"""A small day of the hall; `make faults` plays one of 800 citizens. And that its judge sees what is wrong."""

from collections.abc import Iterator

import pytest

from tests.faults import hall_day
from tests.faults.finding import new_seed

COUNT = 60


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[hall_day.Day]:
    seed = new_seed()
    print(f"hall_day seed {seed}")  # noqa: T201 - to play a day that failed again
    day = hall_day.Day(tmp_path_factory.mktemp("hall"), seed, COUNT)
    day.run()
    yield day
    day.world.close()


def test_issued_is_served_no_show_and_void_and_every_slip_is_accounted_for(day: hall_day.Day) -> None:
    problems, facts = hall_day.judge(day)
    assert problems == []
    assert facts["issued"] == COUNT + COUNT // 20 == facts["slips"]
    assert facts["issued"] == facts["done"] + facts["no-show"] + facts["void"]
    assert day.restarts == 1


def test_the_judge_misses_no_lost_slip_no_wrong_turn_and_no_unknown_number(day: hall_day.Day) -> None:
    slip = day.paper.slips.pop()
    assert "slips on paper" in " ".join(hall_day.judge(day)[0])
    day.paper.slips.append(slip)

    line = max(day.calls, key=lambda name: len(day.calls[name]))
    day.calls[line].reverse()
    assert f"{line}: not called in the order of issue" in hall_day.judge(day)[0]
    day.calls[line].reverse()

    ticket, citizen = day.people.popitem()
    assert "exactly the numbers" in " ".join(hall_day.judge(day)[0])
    day.people[ticket] = citizen
    assert hall_day.judge(day)[0] == []
