"""A small day of a hall with three terminals; `make faults` plays one of 800 citizens. And that its judge
sees what is wrong."""

import pytest
from msgspec.structs import replace

from kiosk.domain.calling import Act
from kiosk.domain.ticket import TicketState
from tests.faults.finding import new_seed
from tests.faults.hall_day_judge import Judge, Verdict, lines
from tests.faults.hall_day_shared import SharedDay
from tests.postgres_server import PostgresServer

pytestmark = pytest.mark.xdist_group("postgres")

COUNT = 60


@pytest.fixture(scope="module")
def judge(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Judge:
    seed = new_seed()
    print(f"hall_day_shared seed {seed}")  # noqa: T201 - to play a day that failed again
    folder = tmp_path_factory.mktemp("hall")
    day = SharedDay(folder, postgres.socket, postgres.new_database(), seed, COUNT)
    try:
        day.run()
        return Judge(day)
    finally:
        day.close()


@pytest.fixture(scope="module")
def verdict(judge: Judge) -> Verdict:
    verdict = judge.verdict()
    print("\n".join(lines(verdict.table)))  # noqa: T201 - the table that the day ends in
    return verdict


def test_issued_is_served_no_show_void_and_waiting_in_every_series(verdict: Verdict) -> None:
    assert verdict.problems == ()
    assert all(row.balanced and row.waiting == 0 for row in verdict.table)
    facts = verdict.facts
    assert facts["issued"] == facts["expected"]
    assert facts["issued"] == facts["served"] + facts["no-show"] + facts["void"]


def test_everything_that_a_day_may_bring_was_put_at_stake(verdict: Verdict) -> None:
    facts = verdict.facts
    assert (facts["power cuts"], facts["reconnected"]) == (1, 1)
    assert facts["alone"] >= 1
    assert facts["calls"] >= facts["issued"] - facts["void"]


def found(judge: Judge) -> str:
    return " ".join(judge.verdict().problems)


def test_the_judge_misses_no_slip_and_no_call_on_the_display(judge: Judge) -> None:
    paper = max(judge.slips, key=len)
    slip = paper.pop()
    assert "on paper 0 times" in found(judge)
    paper += [slip, slip]
    assert "on paper 2 times" in found(judge)
    paper.pop()

    heard = judge.display.heard
    one = heard.pop(5)
    assert "called and not shown" in found(judge)
    heard.insert(5, one)
    assert found(judge) == ""


def test_the_judge_misses_no_wrong_turn_no_second_number_and_no_open_word(judge: Judge) -> None:
    changes = judge.changes
    first, second = [n for n, one in enumerate(changes) if one.kind == Act.CALL and one.line == "general"][:2]
    before = changes[first], changes[second]
    changes[first] = replace(before[0], ticket_id=before[1].ticket_id)
    changes[second] = replace(before[1], ticket_id=before[0].ticket_id)
    assert "was due" in found(judge)
    changes[first], changes[second] = before

    one, other = [one for one in judge.standings.values() if one.state is TicketState.DONE][:2]
    judge.standings[one.ticket_id] = replace(one, label=other.label, service_day=other.service_day)
    assert "was given twice" in found(judge)
    judge.standings[one.ticket_id] = replace(one, confirmed=False)
    assert "待确认" in found(judge)
    judge.standings[one.ticket_id] = replace(one, state=TicketState.CALLED)
    assert "issued" in found(judge)
    judge.standings[one.ticket_id] = one
    assert found(judge) == ""
