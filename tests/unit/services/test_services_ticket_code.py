"""A queue number opened by its 核对码: the label alone never is enough, and the tries are few."""

from datetime import timedelta

import pytest

from kiosk.domain.ticket import TicketState
from kiosk.services.filing import CaseFiled
from kiosk.services.giving_back import GivenBack, NotGivenBack
from kiosk.services.progress import NumberFound, ProgressNotFound, TooManyTries
from kiosk.services.queue import NumberTaken
from kiosk.services.ticket_code import TicketCode
from kiosk.services.tries import PER_TERMINAL
from tests.unit.services.world import ANSWERS, NUMBER, World, slip_text


def take(world: World, session: str = "s1", series: str = "general") -> NumberTaken:
    taken = world.services.queue.take_number(session, series)
    assert isinstance(taken, NumberTaken)
    return taken


def wrong(taken: NumberTaken) -> str:
    return f"{(int(taken.code) + 1) % 1_000_000:06}"


def test_the_code_on_the_slip_opens_the_number_and_gives_it_back(world: World) -> None:
    taken = take(world)
    assert f"{taken.code[:3]} {taken.code[3:]}" in slip_text(world.slip(taken.job_id))
    found = world.services.progress.by_label("s2", "A001", taken.code)
    assert isinstance(found, NumberFound)
    assert found.taken.ticket == taken.ticket
    assert isinstance(world.services.giving_back.give_back("s2", found.taken.ticket.token), GivenBack)


@pytest.mark.parametrize("typed", ["a1", "Ａ００１", " A 001 ", "A-001"])
def test_the_label_as_people_type_it(world: World, typed: str) -> None:
    taken = take(world)
    assert isinstance(world.services.progress.by_label("s2", typed, f" {taken.code} "), NumberFound)


def test_the_code_is_of_one_number_and_of_one_terminal(world: World) -> None:
    first, second = take(world), take(world, "s2")
    assert first.code != second.code
    assert world.services.progress.by_label("s3", "A002", first.code) == ProgressNotFound(4)
    assert TicketCode(b"k" * 32).of("token") != TicketCode(b"l" * 32).of("token")
    assert "k" * 8 not in repr(TicketCode(b"k" * 32))


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "A001", "１２３４５６", "\x00" * 6, "9" * 10_000])
def test_nothing_but_the_code_opens_it(world: World, typed: str) -> None:
    take(world)
    assert world.services.progress.by_label("s2", "A001", typed) == ProgressNotFound(4)
    assert world.services.progress.by_label("s2", typed, typed) == ProgressNotFound(3)


def test_an_unknown_number_looks_like_a_wrong_code(world: World) -> None:
    taken = take(world)
    assert world.services.progress.by_label("s2", "A001", wrong(taken)) == ProgressNotFound(4)
    assert world.services.progress.by_label("s3", "A999", taken.code) == ProgressNotFound(4)


def test_five_tries_a_session_together_with_those_for_applications(world: World) -> None:
    progress, taken = world.services.progress, take(world)
    filed = world.services.filing.submit_case("s1", "residence-permit", ANSWERS)
    assert isinstance(filed, CaseFiled)
    assert progress.by_number("s2", filed.case.local_number, "000000") == ProgressNotFound(4)
    for left in (3, 2, 1, 0):
        assert progress.by_label("s2", "A001", wrong(taken)) == ProgressNotFound(left)
    assert progress.by_label("s2", "A001", taken.code) == TooManyTries()
    assert progress.by_number("s2", filed.case.local_number, NUMBER[-6:]) == TooManyTries()
    assert isinstance(progress.by_label("s3", "A001", taken.code), NumberFound)


def test_new_sessions_do_not_give_endless_tries(world: World) -> None:
    progress, taken = world.services.progress, take(world)
    for number in range(PER_TERMINAL):
        assert isinstance(progress.by_label(f"s{number}", "A001", wrong(taken)), ProgressNotFound)
    assert progress.by_label("fresh", "A001", taken.code) == TooManyTries()
    world.clock.advance(3601)
    assert isinstance(progress.by_label("later", "A001", taken.code), NumberFound)


def test_a_number_that_is_void_or_served_is_shown_as_that_and_is_not_given_back(world: World) -> None:
    services, void, served = world.services, take(world), take(world, "s2")
    services.giving_back.give_back("s1", void.ticket.token)
    services.calling.call_next("1", "dz01")
    services.calling.start("1", "dz01", served.ticket.id)
    services.calling.finish("1", "dz01", served.ticket.id)
    for taken, state in (void, TicketState.VOID), (served, TicketState.DONE):
        found = services.progress.by_label("s3", taken.ticket.label, taken.code)
        assert isinstance(found, NumberFound)
        assert found.taken.ticket.state is state
        assert services.giving_back.give_back("s3", found.taken.ticket.token) == NotGivenBack(state)


def test_yesterday_s_number_is_not_opened_and_the_same_label_of_today_is(world: World) -> None:
    yesterday = take(world)
    world.clock.advance(timedelta(days=1).total_seconds())
    today = take(world, "s2")
    assert today.ticket.label == yesterday.ticket.label
    assert world.services.progress.by_label("s3", "A001", yesterday.code) == ProgressNotFound(4)
    found = world.services.progress.by_label("s3", "A001", today.code)
    assert isinstance(found, NumberFound)
    assert found.taken.ticket.id == today.ticket.id


def test_after_a_restart_the_code_still_opens_it(world: World) -> None:
    taken = take(world)
    world.restart()
    found = world.services.progress.by_label("s2", "A001", taken.code)
    assert isinstance(found, NumberFound)
    assert found.taken.code == taken.code
