"""One person, one number in the whole hall: two terminals, the key they share, the ledger between them."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.domain.calling import Called
from kiosk.domain.card import CardKind, IdCard
from kiosk.domain.ledger import Holder, Theirs
from kiosk.domain.text import Text
from kiosk.domain.ticket import TicketState
from kiosk.services.holder_key import HolderKey
from kiosk.services.number_outcomes import NumberTaken, TakenElsewhere, TakeNumber
from kiosk.settings import HallSettings, SeriesSettings
from tests.contract.ledgers.halls import HALL, Hall
from tests.contract.ledgers.terminals import HallTerminal

CARD = IdCard(kind=CardKind.RESIDENT, name="张测试", number="500111198912310015", birth="19891231")
OTHER = replace(CARD, number="11010519491231002X")
SHARED = bytes(range(100, 132))
SERIES = SeriesSettings(
    id="general", prefix="A", name=Text("综合服务"), windows="1", one_per_person=True, daily_quota=9
)
SETTINGS = replace(HALL, series=(SERIES, replace(SERIES, id="insurance", prefix="B")))
Made = Callable[..., HallTerminal]


def shared() -> HolderKey:
    return HolderKey(SHARED, shared=True)


@pytest.fixture
def terminal(hall: Hall, tmp_path: Path) -> Iterator[Made]:
    made: list[HallTerminal] = []

    def make(name: str, key: HolderKey | None, settings: HallSettings = SETTINGS) -> HallTerminal:
        folder = tmp_path / name
        folder.mkdir()
        made.append(HallTerminal(folder, hall.ledger, hall.clock, name, settings, 30.0, key))
        made[-1].settle()
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def two(terminal: Made) -> tuple[HallTerminal, HallTerminal]:
    return terminal("0001", shared()), terminal("0002", shared())


def take(at: HallTerminal, session: str, card: IdCard | None = CARD, series: str = "general") -> TakeNumber:
    at.world.clock.advance(1)
    return at.queue.take_number(session, series, card=card)


def taken(at: HallTerminal, session: str, card: IdCard | None = CARD, series: str = "general") -> NumberTaken:
    outcome = take(at, session, card, series)
    assert isinstance(outcome, NumberTaken)
    return outcome


def elsewhere(outcome: TakeNumber) -> str:
    assert isinstance(outcome, TakenElsewhere)
    assert outcome.day_words is not None
    return outcome.label


def marks(hall: Hall) -> list[tuple[str, bool]]:
    return [(one.label, one.same_person) for one in hall.calling.waiting_in("general")]


def test_the_second_terminal_gives_no_second_number(
    hall: Hall, two: tuple[HallTerminal, HallTerminal]
) -> None:
    first, second = two
    assert taken(first, "s1").ticket.label == "A001"
    assert elsewhere(take(second, "s2")) == "A001"
    again = taken(first, "s3")
    assert (again.ticket.label, again.same_person) == ("A001", True)
    assert taken(second, "s4", OTHER).ticket.label == "A002"  # no number was used up by asking
    assert taken(second, "s5", None).ticket.label == "A003"  # nobody is known without a card
    assert taken(second, "s6", series="insurance").ticket.label == "B001"
    for one in two:
        one.settle()
    assert elsewhere(take(first, "s7", OTHER)) == "A002"
    assert marks(hall) == [("A001", False), ("A002", False), ("A003", False)]


def test_neither_number_nor_key_is_in_the_ledger(hall: Hall, two: tuple[HallTerminal, HallTerminal]) -> None:
    taken(two[0], "s1")
    two[0].line.cut = True
    two[0].turn()
    taken(two[0], "s2", OTHER)
    two[0].line.cut = False
    two[0].settle()
    dump = str(hall.backup())
    digests = [shared().digest(card.number, hall.clock.instant.date()) for card in (CARD, OTHER)]
    assert [digest in dump for digest in digests] == [True, True]
    assert not [word for word in (CARD.number, OTHER.number, CARD.name, SHARED.hex()) if word in dump]


def test_who_gave_it_back_or_did_not_come_gets_another_anywhere(
    hall: Hall, two: tuple[HallTerminal, HallTerminal]
) -> None:
    first, second = two
    number = taken(first, "s1")
    with first.world.store.begin() as work:
        work.tickets.void(number.ticket.id, hall.now_ms())
        first.queue.voided(work, number.ticket.id)
    here = taken(first, "s2")  # before the hall has heard of it: nobody is sent away for a void number
    assert here.ticket.label == "A1-001"
    for one in two:
        one.settle()
    assert marks(hall) == [("A1-001", False)]
    assert elsewhere(take(second, "s3")) == "A1-001"
    called = hall.calling.call_next("1", "1001")
    assert isinstance(called, Called)
    hall.calling.no_show("1", "1001", called.ticket_id)
    assert taken(second, "s4").ticket.label == "A002"


def test_another_day_is_another_number(hall: Hall, two: tuple[HallTerminal, HallTerminal]) -> None:
    assert taken(two[0], "s1").ticket.label == "A001"
    hall.clock.advance(timedelta(days=1).total_seconds())
    for one in two:
        one.settle()
    assert taken(two[1], "s2").ticket.label == "A001"


def test_who_waits_today_gets_none_for_tomorrow_and_who_was_served_does(hall: Hall) -> None:
    today = hall.clock.instant.date()
    tomorrow = today + timedelta(days=1)
    holders = tuple(Holder(day, shared().digest(CARD.number, day)) for day in (today, tomorrow))
    number = hall.reserve(holders=holders[:1])
    wanted = hall.wanted(terminal="0002", service_day=tomorrow, holders=holders)
    assert hall.ledger.reserve(wanted) == Theirs(
        ticket_id=number.ticket_id, label="A001", service_day=today, served=False
    )
    called = hall.calling.call_next("1", "1001")
    assert isinstance(called, Called)
    hall.calling.finish("1", "1001", called.ticket_id)
    assert hall.reserve(terminal="0002", service_day=tomorrow, holders=holders).label == "A001"
    refused = hall.ledger.reserve(hall.wanted(terminal="0002", holders=holders[:1]))
    assert isinstance(refused, Theirs)  # one number a day, served or not
    assert refused.served


def test_two_numbers_taken_while_the_ledger_was_away_are_marked(
    hall: Hall, two: tuple[HallTerminal, HallTerminal]
) -> None:
    """Nothing is void by itself: which of the two is void is for staff to say."""
    for one in two:
        one.line.cut = True
        one.turn()
    labels = [taken(one, "s1").ticket.label for one in two]
    labels += [taken(two[0], "s2", OTHER).ticket.label]
    assert labels == ["A1-001", "A2-001", "A1-002"]
    for one in two:
        one.line.cut = False
        one.settle()
    assert marks(hall) == [("A1-001", True), ("A2-001", True), ("A1-002", False)]
    with hall.engine.read() as work:
        [event] = [one for one in work.events.recent(20) if one.action == "one-person-two-numbers"]
    assert event.object.startswith("0002-")
    called = hall.calling.call_next("1", "1001")
    assert isinstance(called, Called)
    assert called.same_person
    [second] = [one for one in hall.calling.waiting_in("general") if one.label == "A2-001"]
    hall.calling.void("1001", second.ticket_id)
    now = hall.calling.window("1").now
    assert now is not None
    assert not now.same_person
    assert hall.standing(second.ticket_id).state is TicketState.VOID


def test_without_the_halls_key_each_terminal_knows_its_own(hall: Hall, terminal: Made) -> None:
    first, second = terminal("0001", HolderKey(bytes(32))), terminal("0002", HolderKey(bytes(range(32))))
    assert taken(first, "s1").ticket.label == "A001"
    assert taken(first, "s2").same_person
    assert taken(second, "s3").ticket.label == "A002"
    for one in (first, second):
        one.settle()
    digest = HolderKey(bytes(32)).digest(CARD.number, hall.clock.instant.date())
    assert digest not in str(hall.backup())
    assert marks(hall) == [("A001", False), ("A002", False)]
