"""A small run of the rig, and its judge, who must see what it is there to see."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from kiosk.store.engine import Driver
from tests.faults.damage import to_be_damaged
from tests.faults.finding import new_seed
from tests.faults.hall_caller import Hall
from tests.faults.kill_hall import Done, judge, run

ACTS = 150
HELD = "(SELECT ticket_id FROM window_state WHERE ticket_id IS NOT NULL LIMIT 1)"
WAITS = "(SELECT id FROM ticket WHERE state = 'waiting' LIMIT 1)"


def test_windows_that_are_killed_lose_nobody_and_stand_before_nobody_twice(tmp_path: Path) -> None:
    finding = run(tmp_path, count=3, seed=new_seed())
    assert finding.problems == (), finding.summary
    assert finding.facts["acts said"] >= 3


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Done]]:
    """The same acts in one life that ended in peace."""
    folder = tmp_path_factory.mktemp("hall")
    hall = Hall(folder, Random(1))
    lines = [line for _ in range(ACTS) if (line := hall.act()) is not None]
    hall.close()
    said = [(action, ticket, window) for action, ticket, window in map(str.split, lines)]
    return folder / "kiosk.db", said


@pytest.fixture
def driver(worked: tuple[Path, list[Done]]) -> Iterator[Driver]:
    with to_be_damaged(worked[0]) as opened:
        yield opened


def test_nothing_to_complain_of(driver: Driver, worked: tuple[Path, list[Done]]) -> None:
    assert judge(driver, worked[1], 0) == []
    assert judge(driver, worked[1][:-1], 1) == []


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (f"UPDATE window_state SET ticket_id = NULL WHERE ticket_id = {HELD}", "has it not"),
        (f"UPDATE window_state SET ticket_id = {WAITS} WHERE ticket_id = {HELD}", "which is not there"),
        (f"UPDATE ticket SET state = 'waiting' WHERE id = {HELD}", "which is not there"),
        (f"UPDATE ticket SET window = '9' WHERE id = {HELD}", "which is not there"),
        (f"UPDATE ticket SET state = 'void' WHERE id = {WAITS}", "is void, and was last"),
        (f"UPDATE ticket SET calls = calls + 1 WHERE id = {HELD}", "times, and counts"),
        ("DELETE FROM call_change WHERE position = 20", "the feed has gaps"),
        ("UPDATE call_change SET window = '9' WHERE kind = 'called'", "different stories"),
        ("DELETE FROM event WHERE action = 'ticket-called'", "said and lost"),
        ("UPDATE event SET result = 'ok' WHERE seq = 2", "is not what its hash says"),
        ("DELETE FROM event WHERE seq = 2", "does not follow"),
        ("DELETE FROM record WHERE seq = 3", "does not follow"),
        ("UPDATE record SET created_ms = 0 WHERE seq = 3", "is not what its hash says"),
        ("DELETE FROM print_job", "not of one another"),
        ("UPDATE ticket SET number = 900 WHERE number = 2", "have gaps"),
    ],
)
def test_a_broken_promise_is_seen(
    driver: Driver, worked: tuple[Path, list[Done]], damage: str, complaint: str
) -> None:
    driver.execute(damage)
    problems = judge(driver, worked[1], 0)
    assert any(complaint in problem for problem in problems), problems


def test_more_acts_than_lives_may_have_left_unsaid_are_seen(
    driver: Driver, worked: tuple[Path, list[Done]]
) -> None:
    assert any("nobody said" in problem for problem in judge(driver, worked[1][:-2], 1))
