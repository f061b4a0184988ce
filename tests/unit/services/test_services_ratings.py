"""好差评: once for each service, sealed, confidential, and a bad one is followed up by a day."""

from pathlib import Path

import pytest

from kiosk.domain.calling import Called, Moved
from kiosk.domain.rating import FollowUp, Level, ServiceEvent, ServiceKind
from kiosk.domain.record import RecordKind
from kiosk.domain.ticket import Ticket
from kiosk.services.filing import CaseFiled, IntakeStopped
from kiosk.services.queue import NumberTaken
from kiosk.services.ratings import AlreadyRated, NotServed, Ratable, Rated
from kiosk.services.tries import TooManyTries
from tests.integration.app.residue import Canaries
from tests.unit.services.world import ANSWERS, KEY, SetClock, World, local_instant

ITEM = "residence-permit"
SAID = "金丝雀窗口的人让我跑了五趟"


def filed_case(world: World, session: str = "s1") -> Ratable:
    assert isinstance(world.services.filing.submit_case(session, ITEM, ANSWERS), CaseFiled)
    found = world.services.ratings.filed_in(session)
    assert found is not None
    return found


def called(world: World) -> Ticket:
    """A number that a window has before it."""
    taken = world.services.queue.take_number("s1", "general")
    assert isinstance(taken, NumberTaken)
    assert isinstance(world.services.calling.call_next("1", "1001"), Called)
    assert isinstance(world.services.calling.start("1", "1001", taken.ticket.id), Called)
    return taken.ticket


def finish(world: World, ticket: Ticket) -> None:
    assert isinstance(world.services.calling.finish("1", "1001", ticket.id), Moved)


def test_a_filed_case_is_rated_once_and_the_district_reads_it(world: World) -> None:
    case = filed_case(world)
    assert case.name.zh == "办居住证"
    assert world.services.ratings.anything("s1")
    outcome = world.services.ratings.rate(case, Level.SATISFIED, ["good-manner", "one-form"], f" {SAID} ")
    assert isinstance(outcome, Rated)
    opened = world.opened(outcome.rating.id)
    assert opened["level"] == "satisfied"
    assert opened["reasons"] == ["one-form", "good-manner"]
    assert opened["text"] == SAID
    assert (opened["service_kind"], opened["service_id"], opened["service_number"]) == (
        "case",
        case.service.id,
        1,
    )
    assert world.services.ratings.rate(case, Level.VERY_DISSATISFIED) == AlreadyRated()
    assert world.services.ratings.filed_in("s1") is None
    assert not world.services.ratings.anything("s1")
    with world.store.read() as work:
        record = work.records.get(outcome.rating.id)
    assert record is not None
    assert (record.kind, record.sealed) == (RecordKind.RATING, True)


def test_another_service_of_the_same_matter_may_be_rated_again(world: World) -> None:
    case = filed_case(world)
    again = Ratable(service=ServiceEvent(ServiceKind.CASE, case.service.id, 2), item=ITEM, name=case.name)
    assert isinstance(world.services.ratings.rate(case, Level.SATISFIED), Rated)
    assert isinstance(world.services.ratings.rate(again, Level.DISSATISFIED), Rated)
    assert world.services.ratings.rate(again, Level.SATISFIED) == AlreadyRated()


def test_another_session_does_not_see_what_this_one_filed(world: World) -> None:
    filed_case(world)
    assert not world.services.ratings.anything("s2")
    assert world.services.ratings.filed_in("s2") is None


def test_a_number_is_rated_by_its_slip_or_as_it_reads_once_it_was_served(world: World) -> None:
    ratings = world.services.ratings
    ticket = called(world)
    assert not ratings.anything("s9")
    assert ratings.by_token(ticket.token) == NotServed()
    assert ratings.by_number("s9", "general", ticket.number) is None
    finish(world, ticket)
    assert ratings.anything("s9")
    found = ratings.by_token(ticket.token)
    assert isinstance(found, Ratable)
    assert found == ratings.by_number("s9", "general", ticket.number)
    assert (found.label, found.name.zh) == ("A001", "综合服务")
    assert isinstance(ratings.rate(found, Level.FAIRLY_SATISFIED), Rated)
    assert ratings.by_token(ticket.token) == AlreadyRated()
    assert ratings.by_number("s9", "general", ticket.number) == AlreadyRated()
    assert not ratings.anything("s9")
    assert ratings.by_token("no-such-token") is None


def test_whoever_goes_through_the_numbers_is_stopped_and_the_slip_still_leads_there(world: World) -> None:
    ratings = world.services.ratings
    ticket = called(world)
    finish(world, ticket)
    for number in range(2, 7):
        assert ratings.by_number("s9", "general", number) is None
    assert ratings.by_number("s9", "general", ticket.number) == TooManyTries()
    assert isinstance(ratings.by_token(ticket.token), Ratable)
    assert isinstance(ratings.by_number("s10", "general", ticket.number), Ratable)


def test_finding_numbers_costs_no_tries(world: World) -> None:
    ticket = called(world)
    finish(world, ticket)
    for _ in range(10):
        assert isinstance(world.services.ratings.by_number("s9", "general", ticket.number), Ratable)


def test_a_number_of_another_day_is_not_taken_for_one_of_today(world: World) -> None:
    ticket = called(world)
    finish(world, ticket)
    world.clock.advance(24 * 3600)
    assert world.services.ratings.by_number("s9", "general", ticket.number) is None
    assert isinstance(world.services.ratings.by_token(ticket.token), Ratable)


def test_the_slip_of_a_case_rates_it_later(world: World) -> None:
    case = filed_case(world)
    with world.store.read() as work:
        stored = work.cases.get(case.service.id)
    assert stored is not None
    assert world.services.ratings.by_token(stored.token) == case


def test_a_bad_rating_is_followed_up_within_working_days(tmp_path: Path) -> None:
    world = World(tmp_path, SetClock(local_instant(2026, 9, 30)))  # 1 and 2 October are free, then a weekend
    outcome = world.services.ratings.rate(filed_case(world), Level.DISSATISFIED, ["no-list"], SAID)
    assert isinstance(outcome, Rated)
    assert str(outcome.rating.due) == "2026-10-09"
    assert world.opened(outcome.rating.id)["due"] == "2026-10-09"
    world.close()


def test_beyond_the_calendar_no_day_is_named_and_staff_see_it_all_the_same(tmp_path: Path) -> None:
    world = World(tmp_path, SetClock(local_instant(2026, 12, 30)))
    assert isinstance(world.services.ratings.rate(filed_case(world), Level.DISSATISFIED), Rated)
    (shown,) = world.services.ratings.follow_ups("dz01")
    assert (shown.due, shown.overdue) == (None, False)
    world.close()


def test_a_good_rating_opens_nothing(world: World) -> None:
    for number, level in enumerate((Level.VERY_SATISFIED, Level.SATISFIED, Level.FAIRLY_SATISFIED)):
        world.services.ratings.rate(filed_case(world, f"s{number}"), level)
    assert world.services.ratings.counts() == (0, 0)
    assert world.services.ratings.follow_ups("dz01") == ()


def test_staff_see_what_is_overdue_and_end_it_with_a_word(world: World) -> None:
    ratings = world.services.ratings
    outcome = ratings.rate(filed_case(world), Level.VERY_DISSATISFIED, ["many-windows"], SAID)
    assert isinstance(outcome, Rated)
    assert ratings.counts() == (1, 0)
    world.clock.advance(8 * 24 * 3600)
    assert ratings.counts() == (1, 1)
    (shown,) = ratings.follow_ups("dz01")
    assert (shown.level, shown.reasons, shown.name.zh) == (
        Level.VERY_DISSATISFIED,
        ("many-windows",),
        "办居住证",
    )
    assert shown.overdue
    assert not {"session", "text", "service"} & set(shown.__struct_fields__)
    assert ratings.follow_up("dz01", shown.id, FollowUp.FIXED)
    assert not ratings.follow_up("dz02", shown.id, FollowUp.EXCLUDED)
    assert ratings.follow_ups("dz01") == ()
    with world.store.read() as work:
        actions = [(event.actor, event.action, event.result) for event in work.events.recent(3)]
        rating = work.ratings.get(shown.id)
    assert ("staff:dz01", "follow-up", "fixed") in actions
    assert ("staff:dz01", "look-at-follow-ups", "ok") in actions
    assert rating is not None
    assert rating.follow_up is FollowUp.FIXED


@pytest.mark.parametrize("outcome", [FollowUp.NONE, FollowUp.OPEN])
def test_a_follow_up_ends_with_an_outcome(world: World, outcome: FollowUp) -> None:
    with pytest.raises(ValueError, match=outcome.value):
        world.services.ratings.follow_up("dz01", "any", outcome)


def test_reasons_are_those_of_the_level(world: World) -> None:
    with pytest.raises(ValueError, match="not a rating"):
        world.services.ratings.rate(filed_case(world), Level.SATISFIED, ["no-list"])


def test_without_the_districts_key_nothing_is_taken(tmp_path: Path) -> None:
    world = World(tmp_path, recipient=False)
    case = Ratable(service=ServiceEvent(ServiceKind.CASE, "c"), item=ITEM, name=world.catalogue.items[0].name)
    assert isinstance(world.services.ratings.rate(case, Level.SATISFIED), IntakeStopped)
    world.close()


def test_the_trail_does_not_tell_who_rated(world: World) -> None:
    outcome = world.services.ratings.rate(filed_case(world, "s7"), Level.VERY_DISSATISFIED, [], SAID)
    assert isinstance(outcome, Rated)
    with world.store.read() as work:
        (event,) = work.events.recent(1)
    assert (event.action, event.session, event.object) == ("rate", "", "")


def test_what_was_written_is_nowhere_on_the_disk(world: World) -> None:
    world.services.ratings.rate(filed_case(world), Level.DISSATISFIED, [], SAID)
    world.services.backups.run()
    world.store.close()
    folder, canaries = world.settings.state_dir, Canaries({"text": SAID})
    assert canaries.in_files([folder]) == set()
    assert canaries.in_store(folder, KEY) == set()
