"""A number given back or changed: void everywhere, its place free, its slip stopped, nothing unexplained."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.card import CardKind, IdCard
from kiosk.domain.printer import JobState
from kiosk.domain.record import DeliveryState, RecordKind
from kiosk.domain.text import Text
from kiosk.domain.ticket import TicketState
from kiosk.services.giving_back import Changed, GivenBack, NotGivenBack
from kiosk.services.queue import CardNeeded, NumbersExhausted, NumberTaken, QuotaGone
from kiosk.settings import HallSettings, SeriesSettings
from tests.unit.services.world import World

CARD = IdCard(kind=CardKind.RESIDENT, name="张测试", number="500111198912310015", birth="19891231")
OTHER = msgspec.structs.replace(CARD, number="11010519491231002X", birth="19491231")


def series(name: str, prefix: str, **changes: object) -> SeriesSettings:
    made = SeriesSettings(id=name, prefix=prefix, name=Text(name), windows="1")
    return msgspec.structs.replace(made, **changes)


def take(world: World, session: str, name: str = "one", **more: object) -> NumberTaken:
    outcome = world.services.queue.take_number(session, name, **more)  # type: ignore[arg-type]
    assert isinstance(outcome, NumberTaken)
    return outcome


def told(world: World) -> list[dict[str, object]]:
    with world.store.read() as work:
        records = [record for record, _ in work.records.in_state(DeliveryState.WAITING, 99)]
    return [msgspec.json.decode(each.body) for each in records if each.kind is RecordKind.TICKET]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    hall = HallSettings(
        series=(
            series("one", "A", daily_quota=2, one_per_person=True),
            series("two", "B"),
            series("short", "C", last=1),
            series("carded", "D", card_needed=True, one_per_person=True),
        )
    )
    world = World(tmp_path, hall=hall)
    yield world
    world.close()


def test_given_back_is_void_told_and_not_printed(world: World) -> None:
    taken = take(world, "s1")
    given = world.services.giving_back.give_back("s1", taken.ticket.token)
    assert isinstance(given, GivenBack)
    assert given.ticket.state is TicketState.VOID
    assert world.job(taken.job_id).state is JobState.GIVEN_UP
    last = told(world)[-1]
    assert (last["label"], last["state"], last["reason"]) == ("A001", "void", "given-back")
    assert taken.ticket.token not in str(last)
    with world.store.read() as work:
        event = work.events.recent(1)[0]
    assert (event.action, event.object) == ("number-given-back", taken.ticket.id)
    found = world.services.queue.by_token(taken.ticket.token)
    assert found is not None
    assert found.ticket.state is TicketState.VOID


def test_the_place_is_free_and_the_number_is_not_used_again(world: World) -> None:
    first, _ = take(world, "s1"), take(world, "s2")
    assert take(world, "s3").ticket.service_day == date(2026, 11, 24)  # today's two are gone
    world.services.giving_back.give_back("s1", first.ticket.token)
    again = take(world, "s4")
    assert (again.ticket.service_day, again.ticket.label) == (date(2026, 11, 23), "A003")
    assert again.ahead == 1


def test_given_back_twice_and_nobodys_token_change_nothing(world: World) -> None:
    taken = take(world, "s1")
    world.services.giving_back.give_back("s1", taken.ticket.token)
    count = len(told(world))
    assert world.services.giving_back.give_back("s1", taken.ticket.token) == NotGivenBack(TicketState.VOID)
    assert world.services.giving_back.give_back("s1", "nobody's") == NotGivenBack(None)
    assert len(told(world)) == count


def test_a_called_number_is_not_given_back(world: World) -> None:
    taken = take(world, "s1")
    world.services.calling.call_next("1", "17")
    given = world.services.giving_back.give_back("s1", taken.ticket.token)
    assert given == NotGivenBack(TicketState.CALLED)


def test_a_void_slip_is_not_printed_again(world: World) -> None:
    taken = take(world, "s1")
    world.services.giving_back.give_back("s1", taken.ticket.token)
    assert world.services.printing.reprint(taken.ticket.token, "s9") is None
    assert world.services.printing.say_missing(taken.job_id).id == taken.job_id


def test_after_giving_back_the_same_session_gets_a_new_number(world: World) -> None:
    taken = take(world, "s1")
    world.services.giving_back.give_back("s1", taken.ticket.token)
    again = take(world, "s1")
    assert (again.ticket.label, again.repeated) == ("A002", False)


def test_a_change_is_one_act_and_carries_priority(world: World) -> None:
    taken = take(world, "s1", priority=True)
    changed = world.services.giving_back.change("s1", taken.ticket.token, "two")
    assert isinstance(changed, Changed)
    assert (changed.old.state, changed.taken.ticket.label) == (TicketState.VOID, "B001")
    assert changed.taken.ticket.priority
    assert world.job(changed.taken.job_id).state is JobState.QUEUED
    assert [each.get("state", "waiting") for each in told(world)] == ["waiting", "waiting", "void"]


def test_a_refused_change_leaves_the_number_as_it_is(world: World) -> None:
    take(world, "s0", "short")
    taken = take(world, "s1")
    refused = world.services.giving_back.change("s1", taken.ticket.token, "short")
    assert refused == NumbersExhausted("short", date(2026, 11, 23))
    assert world.services.giving_back.change("s1", taken.ticket.token, "carded") == CardNeeded("carded")
    found = world.services.queue.by_token(taken.ticket.token)
    assert found is not None
    assert found.ticket.state is TicketState.WAITING
    assert world.job(taken.job_id).state is JobState.QUEUED


class TestOnePerPerson:
    def test_the_same_card_gets_the_same_number_in_another_session(self, world: World) -> None:
        first = take(world, "s1", card=CARD)
        world.clock.advance(3600)
        again = take(world, "s2", card=CARD)
        assert (again.ticket.label, again.repeated, again.same_person) == ("A001", True, True)
        assert again.job_id == first.job_id
        assert take(world, "s3", card=OTHER).ticket.label == "A002"
        assert take(world, "s4", "two", card=CARD).ticket.label == "B001"
        assert take(world, "s5", "two", card=CARD).ticket.label == "B002"  # two has no such rule

    def test_also_when_the_quota_is_gone_meanwhile(self, world: World) -> None:
        take(world, "s1", card=CARD)
        take(world, "s2")
        assert take(world, "s3").ticket.service_day == date(2026, 11, 24)
        take(world, "s4")
        assert world.services.queue.take_number("s5", "one") == QuotaGone("one", date(2026, 11, 24))
        assert take(world, "s6", card=CARD).ticket.label == "A001"

    def test_given_back_or_missed_it_no_longer_stands_in_the_way(self, world: World) -> None:
        first = take(world, "s1", card=CARD)
        world.services.giving_back.give_back("s1", first.ticket.token)
        second = take(world, "s2", card=CARD)
        assert second.ticket.label == "A002"
        world.services.calling.call_next("1", "17")
        world.services.calling.no_show("1", "17", second.ticket.id)
        assert not take(world, "s3", card=CARD).same_person

    def test_without_a_card_unless_the_setting_demands_one(self, world: World) -> None:
        assert [take(world, f"s{n}").ticket.label for n in range(2)] == ["A001", "A002"]
        assert world.services.queue.take_number("s1", "carded") == CardNeeded("carded")
        assert take(world, "s1", "carded", card=CARD).ticket.label == "D001"

    def test_a_changed_number_is_still_theirs(self, world: World) -> None:
        taken = take(world, "s1", "carded", card=CARD)
        changed = world.services.giving_back.change("s1", taken.ticket.token, "one")
        assert isinstance(changed, Changed)
        assert take(world, "s2", card=CARD).ticket == changed.taken.ticket

    def test_nothing_of_the_person_is_stored_but_a_digest_of_the_day(self, world: World) -> None:
        take(world, "s1", card=CARD)
        take(world, "s2", "two", card=OTHER)
        driver = world.store.driver()
        kept = driver.execute("SELECT length(person) FROM ticket ORDER BY series").fetchall()
        assert kept == [(64,), (None,)]  # one series asks; the other keeps nothing
        rows = str(driver.execute("SELECT * FROM ticket").fetchall())
        for secret in (CARD.number, CARD.name, CARD.birth, OTHER.number, OTHER.birth):
            assert secret not in rows
            assert secret not in str(told(world))


def test_who_is_65_by_the_card_has_priority_without_asking(world: World) -> None:
    assert take(world, "s1", "two", card=OTHER).ticket.priority
    assert not take(world, "s2", "two", card=CARD).ticket.priority
    today = msgspec.structs.replace(CARD, birth="19611123")
    tomorrow = msgspec.structs.replace(CARD, birth="19611124")
    assert take(world, "s3", "two", card=today).ticket.priority
    assert not take(world, "s4", "two", card=tomorrow).ticket.priority
    for odd in ("", "1961", "长期", "１９６１１１２３"):
        card = msgspec.structs.replace(CARD, birth=odd)
        assert not take(world, f"odd{odd}", "two", card=card).ticket.priority
