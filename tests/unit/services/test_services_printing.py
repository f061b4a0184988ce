"""Slips that came, did not come, or may have come: never twice silently, never called printed unproven."""

import pytest

from kiosk.domain.printer import JobState
from kiosk.services.queue import NumberTaken
from kiosk.services.startup import RESTARTED
from tests.unit.services.world import World, slip_text


@pytest.fixture
def job_id(world: World) -> str:
    outcome = world.services.queue.take_number("s1", "general")
    assert isinstance(outcome, NumberTaken)
    return outcome.job_id


def settle(world: World, job_id: str, state: JobState) -> None:
    with world.store.begin() as work:
        work.print_jobs.claim("slip", 0)
        work.print_jobs.settle(job_id, state, "", 5)


@pytest.mark.parametrize("state", [JobState.SENT, JobState.UNKNOWN, JobState.PRINTED, JobState.GIVEN_UP])
def test_said_missing_is_queued_again_marked(world: World, job_id: str, state: JobState) -> None:
    settle(world, job_id, state)
    copy = world.services.printing.say_missing(job_id)
    assert (copy.state, copy.copy, copy.token) == (JobState.QUEUED, 1, world.job(job_id).token)
    assert "补打 1" in slip_text(world.slip(copy.id))
    assert "A001" in slip_text(world.slip(copy.id))
    assert world.job(job_id).state is state
    assert world.woken == 2


def test_a_job_on_its_way_is_not_doubled(world: World, job_id: str) -> None:
    assert world.services.printing.say_missing(job_id).id == job_id
    with world.store.begin() as work:
        work.print_jobs.claim("slip", 0)
    assert world.services.printing.say_missing(job_id).id == job_id


def test_saying_it_twice_gives_one_copy(world: World, job_id: str) -> None:
    settle(world, job_id, JobState.UNKNOWN)
    first = world.services.printing.say_missing(job_id)
    assert world.services.printing.say_missing(job_id).id == first.id


def test_a_copy_that_went_missing_is_copied_as_the_second(world: World, job_id: str) -> None:
    settle(world, job_id, JobState.UNKNOWN)
    first = world.services.printing.say_missing(job_id)
    settle(world, first.id, JobState.UNKNOWN)
    second = world.services.printing.say_missing(first.id)
    text = slip_text(world.slip(second.id))
    assert second.copy == 2
    assert "补打 2" in text
    assert "补打 1" not in text


@pytest.mark.parametrize("state", [JobState.SENT, JobState.UNKNOWN])
def test_came_out_settles_it(world: World, job_id: str, state: JobState) -> None:
    settle(world, job_id, state)
    assert world.services.printing.came_out(job_id).state is JobState.PRINTED


def test_nobody_can_say_that_an_unsent_slip_came(world: World, job_id: str) -> None:
    assert world.services.printing.came_out(job_id).state is JobState.QUEUED


def test_a_wiped_session_leaves_nothing_to_print(world: World, job_id: str) -> None:
    world.services.queue.take_number("other", "general")
    assert world.services.printing.give_up_session("s1") == 1
    assert world.job(job_id).state is JobState.GIVEN_UP
    with world.store.begin() as work:
        left = work.print_jobs.claim("slip", 0)
    assert left is not None
    assert left.session == "other"


def test_what_is_being_sent_is_not_given_up(world: World, job_id: str) -> None:
    with world.store.begin() as work:
        work.print_jobs.claim("slip", 0)
    assert world.services.printing.give_up_session("s1") == 0
    assert world.job(job_id).state is JobState.SENDING


def test_the_token_prints_it_again_in_another_session(world: World, job_id: str) -> None:
    world.services.printing.give_up_session("s1")
    copy = world.services.printing.reprint(world.job(job_id).token, "s2")
    assert copy is not None
    assert (copy.session, copy.copy) == ("s2", 1)
    assert world.services.printing.reprint("no-such-token", "s2") is None


def test_unknown_job_is_a_bug(world: World) -> None:
    with pytest.raises(KeyError):
        world.services.printing.job("no-such-job")


def test_what_waited_at_a_restart_does_not_come_out_in_front_of_the_next(world: World, job_id: str) -> None:
    world.restart()
    assert world.job(job_id).state is JobState.GIVEN_UP
    assert world.job(job_id).reason == RESTARTED
    copy = world.services.printing.reprint(world.job(job_id).token, "s2")
    assert copy is not None
    assert copy.state is JobState.QUEUED
