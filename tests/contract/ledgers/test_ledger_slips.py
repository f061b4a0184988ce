"""A number's slip at another terminal than its own: found, and given back, as the hall's ledger has it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.calling import Called, NobodyWaits
from kiosk.domain.ledger import HallNumber
from kiosk.domain.ticket import TicketState
from kiosk.services.giving_back import GivenBack, GivingBack, NotGivenBack, Unanswered
from kiosk.services.queue import Queue
from kiosk.services.shared_hall.appointment_link import Away
from kiosk.services.shared_hall.number_reach import NumberReach
from kiosk.services.ticket_code import TicketCode
from tests.contract.ledgers.halls import HALL, Hall
from tests.contract.ledgers.terminals import HallTerminal


class Desk:
    """A terminal whose citizens show slips."""

    def __init__(self, terminal: HallTerminal) -> None:
        world = terminal.world
        self.terminal = terminal
        self.reach = NumberReach(terminal.line, terminal.link, 30.0)
        self.queue = Queue(
            world.store,
            HALL,
            world.settings.kiosk.terminal,
            world.timekeeping,
            world.ids,
            world.tokens,
            link=terminal.link,
            code=TicketCode(bytes(32)),
            reach=self.reach,
        )
        self.giving_back = GivingBack(
            world.store, self.queue, world.timekeeping, world.services.events, world.ids, reach=self.reach
        )

    def give_back(self, token: str) -> GivenBack | NotGivenBack | Unanswered:
        return self.giving_back.given_back("s9", self.giving_back.ask(token))


@pytest.fixture
def two(hall: Hall, tmp_path: Path) -> Iterator[tuple[HallTerminal, Desk]]:
    made = []
    for name in ("0001", "0002"):
        (tmp_path / name).mkdir()
        made.append(HallTerminal(tmp_path / name, hall.ledger, hall.clock, name, HALL, 30.0))
        made[-1].settle()
    desk = Desk(made[1])
    yield made[0], desk
    desk.queue.close()
    for one in made:
        one.close()


def found(desk: Desk, token: str) -> tuple[str, int, TicketState, str]:
    taken = desk.queue.by_token(token, desk.queue.seek(token))
    assert taken is not None
    assert (taken.code == "") == (taken.elsewhere != "")  # of another terminal's 核对码 nothing is known here
    return taken.ticket.label, taken.ahead, taken.ticket.state, taken.elsewhere


def test_a_slip_of_another_terminal_is_found(hall: Hall, two: tuple[HallTerminal, Desk]) -> None:
    first, desk = two
    taken = [first.take(f"s{n}") for n in range(3)]
    token = taken[2].ticket.token
    assert desk.queue.by_token(token) is None
    assert found(desk, token) == ("A003", 2, TicketState.WAITING, "0001")
    called = hall.calling.call_next("1", "1001")
    assert isinstance(called, Called)
    assert found(desk, token) == ("A003", 1, TicketState.WAITING, "0001")
    assert found(desk, taken[0].ticket.token)[2] is TicketState.CALLED
    unknown = "AAAAAAAAAAAAAAAAAAAAAA"
    assert desk.queue.by_token(unknown, desk.queue.seek(unknown)) is None


def test_the_people_ahead_of_an_own_number_are_the_hall_s(two: tuple[HallTerminal, Desk]) -> None:
    first, desk = two
    first.take("s1")
    first.take("s2")
    own = desk.terminal.take("s3").ticket.token
    alone = desk.queue.by_token(own)
    assert alone is not None
    assert alone.ahead == 0  # all that the own store knows
    assert found(desk, own) == ("A003", 2, TicketState.WAITING, "")


def test_given_back_at_another_terminal_it_is_void_in_the_hall(
    hall: Hall, two: tuple[HallTerminal, Desk]
) -> None:
    first, desk = two
    ticket = first.take("s1").ticket  # its own terminal has not even confirmed it
    assert isinstance(desk.give_back(ticket.token), GivenBack)
    assert isinstance(desk.give_back(ticket.token), GivenBack)  # asked again after a lost answer
    first.settle()
    with first.world.store.read() as work:
        own = work.tickets.get(ticket.id)
    assert own is not None
    assert own.state is TicketState.VOID
    assert hall.standing(ticket.id).state is TicketState.VOID
    assert hall.calling.call_next("1", "1001") == NobodyWaits("1")
    with desk.terminal.world.store.read() as work:
        event = work.events.recent(1)[0]
    assert (event.action, event.object, event.result) == ("number-given-back", ticket.id, "elsewhere")


def test_who_is_called_or_unknown_is_not_given_back(hall: Hall, two: tuple[HallTerminal, Desk]) -> None:
    first, desk = two
    ticket = first.take("s1").ticket
    hall.calling.call_next("1", "1001")
    assert desk.give_back(ticket.token) == NotGivenBack(TicketState.CALLED)
    assert desk.give_back("AAAAAAAAAAAAAAAAAAAAAA") == NotGivenBack(None)
    assert hall.standing(ticket.id).state is TicketState.CALLED


def test_with_the_ledger_away_only_the_own_store_answers(two: tuple[HallTerminal, Desk]) -> None:
    first, desk = two
    theirs, own = first.take("s1").ticket.token, desk.terminal.take("s2").ticket.token
    desk.terminal.line.cut = True
    asked = desk.queue.seek(theirs)
    assert asked is not None
    assert isinstance(asked.answer(), Away)
    assert desk.queue.by_token(theirs, asked) is None
    assert desk.queue.seek(own) is None  # nobody waits twice
    assert found(desk, own)[0] == "A002"
    assert desk.give_back(theirs) == Unanswered()


def test_an_answer_says_nothing_of_a_person(hall: Hall, two: tuple[HallTerminal, Desk]) -> None:
    del two
    number = hall.reserve()
    there = hall.ledger.by_token(f"token-{number.ticket_id}")
    assert isinstance(there, HallNumber)
    assert there.ticket.session == ""
