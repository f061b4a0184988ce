"""A small run of the rig, and its judge, who must see what it is there to see."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from kiosk.store.engine import Driver
from tests.faults.damage import to_be_damaged
from tests.faults.finding import new_seed
from tests.faults.kill_visits import Done, judge, run
from tests.faults.visitor import Visitors

MOST_ACTS = 3000
ACTIONS = {
    "booked",
    "changed",
    "cancelled",
    "arrived",
    "called",
    "finished",
    "rated",
    "followed",
    "complained",
}


def test_visitors_whose_terminal_is_killed_find_what_it_has_said(tmp_path: Path) -> None:
    finding = run(tmp_path, count=3, seed=new_seed())
    assert finding.problems == (), finding.summary
    assert sum(finding.facts.values()) >= 1


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Done]]:
    """The same acts in one life that ended in peace."""
    folder = tmp_path_factory.mktemp("visits")
    visitors = Visitors(folder, Random(1))
    said: list[Done] = []
    for _ in range(MOST_ACTS):
        if {action for action, _, _ in said} == ACTIONS:
            break
        if (line := visitors.act()) is not None:
            action, which, other = line.split()
            said.append((action, which, other))
    visitors.close()
    assert {action for action, _, _ in said} == ACTIONS
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
        ("DELETE FROM appointment WHERE state = 'arrived'", "said and lost"),
        ("UPDATE appointment SET state = 'booked' WHERE state = 'arrived'", "events say"),
        ("UPDATE appointment SET state = 'no-show' WHERE state = 'cancelled'", "is half done"),
        ("UPDATE event SET session = 'change-x' WHERE action = 'appointment-cancelled'", "and is gone"),
        ("UPDATE appointment SET start_minute = 600", "people at"),
        ("UPDATE appointment SET ticket_id = 'other' WHERE state = 'arrived'", "numbers are not theirs"),
        ("DELETE FROM event WHERE action = 'appointment-arrived'", "events say"),
        ("DELETE FROM record WHERE kind = 'appointment'", "does not follow"),
        ("DELETE FROM record WHERE kind = 'ticket'", "numbers and their records"),
        ("DELETE FROM rating", "said and lost"),
        ("DELETE FROM record WHERE kind = 'rating'", "ratings and their records"),
        ("DELETE FROM event WHERE action = 'rate'", "events of them"),
        ("UPDATE ticket SET state = 'waiting' WHERE state = 'done'", "that nobody served"),
        ("DELETE FROM event WHERE action = 'follow-up'", "follow-ups"),
        ("DELETE FROM complaint", "complaints and their records"),
        ("DELETE FROM event WHERE action = 'file-complaint'", "complaints and their events"),
        ("DELETE FROM event WHERE action = 'privacy-consent'", "without consent"),
        ("UPDATE terminal SET case_count = case_count + 1", "the count stands at"),
        ("DELETE FROM print_job", "and 0 slips"),
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
