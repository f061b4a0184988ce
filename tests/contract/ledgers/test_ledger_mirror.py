"""What windows make of a terminal's numbers reaches its own store, whatever was cut or restored."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from kiosk.domain.calling import Called
from kiosk.domain.ledger import Word
from kiosk.domain.ticket import Ticket, TicketState
from kiosk.services.hall_views import Ledger
from kiosk.services.number_outcomes import NumberTaken
from kiosk.services.waiting_times import WaitingTimes
from kiosk.store import LedgerWork
from kiosk.store.errors import LedgerAway
from tests.contract.ledgers.halls import HALL, Hall
from tests.contract.ledgers.terminals import HallTerminal

Made = Callable[..., HallTerminal]


@pytest.fixture
def terminal(hall: Hall, tmp_path: Path) -> Iterator[Made]:
    made: list[HallTerminal] = []

    def make(name: str = "0001") -> HallTerminal:
        folder = tmp_path / name
        folder.mkdir()
        made.append(HallTerminal(folder, hall.ledger, hall.clock, name, HALL, deadline_s=30.0))
        made[-1].settle()
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def one(terminal: Made) -> HallTerminal:
    return terminal()


class Cuttable:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.cut = False

    def begin(self) -> AbstractContextManager[LedgerWork]:
        return self.read()

    def read(self) -> AbstractContextManager[LedgerWork]:
        if self.cut:
            raise LedgerAway
        return self._ledger.read()


def own(terminal: HallTerminal, taken: NumberTaken) -> Ticket:
    """As the terminal's own store has it."""
    with terminal.world.store.read() as work:
        found = work.tickets.get(taken.ticket.id)
    assert found is not None
    return found


def take(terminal: HallTerminal, session: str) -> NumberTaken:
    taken = terminal.take(session)
    terminal.settle()
    return taken


def call(hall: Hall, window: str = "1") -> Called:
    hall.clock.advance(10)
    called = hall.calling.call_next(window, "1001")
    assert isinstance(called, Called)
    return called


def serve(hall: Hall, window: str = "1") -> Called:
    called = call(hall, window)
    hall.clock.advance(60)
    hall.calling.finish(window, "1001", called.ticket_id)
    return called


def waiting(hall: Hall) -> list[str]:
    return [one.label for one in hall.calling.waiting_in("general")]


def test_called_served_and_done_with_window_and_times(hall: Hall, one: HallTerminal) -> None:
    taken = take(one, "s1")
    called = call(hall)
    one.settle()
    assert (own(one, taken).state, own(one, taken).window) == (TicketState.CALLED, "1")
    assert own(one, taken).called_ms == called.called_ms
    hall.clock.advance(5)
    hall.calling.start("1", "1001", called.ticket_id)
    one.settle()
    assert own(one, taken).state is TicketState.SERVING
    hall.clock.advance(60)
    hall.calling.finish("1", "1001", called.ticket_id)
    one.settle()
    done = own(one, taken)
    assert done.state is TicketState.DONE
    assert done.started_ms == called.called_ms + 5000
    assert done.ended_ms == called.called_ms + 65_000


def test_no_show_back_transferred_and_void(hall: Hall, one: HallTerminal) -> None:
    taken = take(one, "s1")
    called = call(hall)
    hall.calling.no_show("1", "1001", called.ticket_id)
    one.settle()
    assert own(one, taken).state is TicketState.NO_SHOW
    hall.calling.put_back("1", "1001", called.ticket_id)
    one.settle()
    assert (own(one, taken).state, own(one, taken).ended_ms) == (TicketState.WAITING, None)
    call(hall)
    hall.calling.transfer("1", "1001", called.ticket_id, "insurance")
    one.settle()
    with one.world.store.read() as work:
        moved = work.calls.get(called.ticket_id)
        assert (moved and moved.line, work.tickets.waiting_count(taken.ticket.service_day, "general")) == (
            "insurance",
            0,
        )
    hall.calling.void("1001", called.ticket_id)
    one.settle()
    assert own(one, taken).state is TicketState.VOID


def test_only_its_own(hall: Hall, terminal: Made) -> None:
    first, second = terminal("0001"), terminal("0002")
    mine, theirs = take(first, "s1"), take(second, "s2")
    serve(hall)
    serve(hall)
    first.settle()
    assert own(first, mine).state is TicketState.DONE
    assert own(second, theirs).state is TicketState.WAITING  # it had no turn
    second.settle()
    assert own(second, theirs).state is TicketState.DONE
    with first.world.store.read() as work:
        assert work.tickets.get(theirs.ticket.id) is None


def test_a_new_process_goes_on_where_the_last_one_was(hall: Hall, one: HallTerminal) -> None:
    taken = [take(one, f"s{n}") for n in range(3)]
    serve(hall)
    one.settle()
    before = one.mirror.seen()
    one.world.restart()
    serve(hall)
    one.boot()
    assert one.mirror.seen() == before
    one.settle()
    states = [own(one, each).state for each in taken]
    assert states == [TicketState.DONE, TicketState.DONE, TicketState.WAITING]


def test_what_others_did_is_not_written_for_each_change(hall: Hall, terminal: Made) -> None:
    first, second = terminal("0001"), terminal("0002")
    for n in range(5):
        take(second, f"s{n}")
        first.settle()
    with first.world.store.read() as work:
        stored = work.ledger_cursor.get()
    seen = first.mirror.seen()
    assert stored is not None
    assert seen is not None
    assert stored.seen.position < seen.position == hall.calling.lobby().position


def test_away_for_so_long_that_the_changes_are_forgotten(hall: Hall, one: HallTerminal) -> None:
    taken = [take(one, f"s{n}") for n in range(2)]
    serve(hall)
    with hall.engine.begin() as work:
        work.changes.forget_before(work.changes.last())
    one.settle()
    assert [own(one, each).state for each in taken] == [TicketState.DONE, TicketState.WAITING]
    assert one.take("s9").ticket.label == "A003"  # no mark: nothing was restored


def test_a_number_given_back_while_cut_off_and_called_meanwhile(hall: Hall, one: HallTerminal) -> None:
    """The terminal's word is older than the ledger's state; who is being served is served."""
    taken = take(one, "s1")
    one.line.cut = True
    one.turn()
    with one.world.store.begin() as work:
        work.tickets.void(taken.ticket.id, hall.now_ms())
        work.ledger_words.owe(taken.ticket.id, Word.VOID)
    called = call(hall)
    hall.calling.start("1", "1001", called.ticket_id)
    one.line.cut = False
    one.settle()
    assert own(one, taken).state is TicketState.SERVING
    hall.calling.finish("1", "1001", called.ticket_id)
    one.settle()
    assert own(one, taken).state is TicketState.DONE


def test_a_restored_ledger_hears_what_it_has_forgotten(hall: Hall, one: HallTerminal) -> None:
    """Who was served is not called again, who gave the number back neither, and every slip is called."""
    served, back, waits = (take(one, f"s{n}") for n in range(3))
    saved = hall.backup()
    serve(hall)
    with one.world.store.begin() as work:
        work.tickets.void(back.ticket.id, hall.now_ms())
        work.ledger_words.owe(back.ticket.id, Word.VOID)
    late, late_served = take(one, "s4"), take(one, "s5")
    hall.calling.void("1001", late.ticket.id)
    assert serve(hall).label == waits.ticket.label
    one.settle()
    lost = take(one, "s6")
    assert serve(hall).label == late_served.ticket.label
    one.settle()
    hall.restore(saved)
    one.settle()
    assert waiting(hall) == [lost.ticket.label]
    assert hall.standing(served.ticket.id).state is TicketState.DONE
    assert hall.standing(served.ticket.id).ended_ms == own(one, served).ended_ms
    assert hall.standing(waits.ticket.id).state is TicketState.DONE
    assert hall.standing(late_served.ticket.id).state is TicketState.DONE
    assert hall.standing(back.ticket.id).state is TicketState.VOID
    states = [own(one, each).state for each in (served, back, waits, late_served, lost)]
    assert states == [
        *(TicketState.DONE, TicketState.VOID, TicketState.DONE, TicketState.DONE),
        TicketState.WAITING,
    ]
    assert call(hall).label == "A006"
    one.settle()
    assert own(one, lost).state is TicketState.CALLED


def test_restored_in_place_the_next_number_carries_a_mark(hall: Hall, terminal: Made) -> None:
    """Nothing was cut off, no other terminal knows: what it has read last is enough."""
    first, second = terminal("0001"), terminal("0002")
    saved = hall.backup()
    take(first, "s1")
    second.settle()
    hall.restore(saved)
    assert second.take("s2").ticket.label == "A·2-001"
    first.settle()
    second.settle()
    assert take(first, "s3").ticket.label == "A·2-002"
    assert waiting(hall) == ["A001", "A·2-001", "A·2-002"]


def test_restored_in_place_and_followed_before_the_next_number(hall: Hall, terminal: Made) -> None:
    first, second = terminal("0001"), terminal("0002")
    saved = hall.backup()
    taken = take(first, "s1")
    second.settle()
    hall.restore(saved)
    second.settle()
    assert second.take("s2").ticket.label == "A·2-001"
    assert taken.ticket.label == "A001"


def test_a_copy_from_before_an_earlier_restore(hall: Hall, one: HallTerminal) -> None:
    old = hall.backup()
    labels = [take(one, "s1").ticket.label]
    for n in range(2):
        hall.restore(old)
        one.settle()
        labels.append(take(one, f"t{n}").ticket.label)
    assert labels == ["A001", "A·2-001", "A·3-001"]


def test_how_long_people_wait_is_of_the_whole_hall(hall: Hall, terminal: Made) -> None:
    first, second = terminal("0001"), terminal("0002")
    for n in range(30):
        first.take(f"s{n}")
        second.take(f"t{n}")
        serve(hall)
        serve(hall)
    line = Cuttable(hall.engine)
    alone = WaitingTimes(first.world.store, first.world.timekeeping)
    together = WaitingTimes(first.world.store, first.world.timekeeping, line)
    first.settle()
    for times in (alone, together):
        times.refresh()
    assert alone.range("general", 1, hall.now_ms()) is None
    found = together.range("general", 1, hall.now_ms())
    assert found is not None
    line.cut = True
    together.refresh()
    assert together.range("general", 1, hall.now_ms()) == found
