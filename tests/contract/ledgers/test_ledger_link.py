"""Terminals and their ledger, with the line between them cut anywhere: no number twice, no slip that nobody
calls, no call that staff cannot explain."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from msgspec.structs import replace

from kiosk.domain.calling import Act, Called, NobodyWaits
from kiosk.domain.ticket import TicketState
from kiosk.services.number_outcomes import NumbersExhausted, NumberTaken, QuotaGone
from kiosk.settings import HallSettings
from tests.contract.ledgers.halls import HALL, Hall
from tests.contract.ledgers.terminals import HallTerminal

Made = Callable[..., HallTerminal]


@pytest.fixture
def terminal(hall: Hall, tmp_path: Path) -> Iterator[Made]:
    made: list[HallTerminal] = []

    def make(name: str = "0001", settings: HallSettings = HALL, deadline_s: float = 30.0) -> HallTerminal:
        """Nothing here waits for the deadline but the test that is about it."""
        folder = tmp_path / name
        folder.mkdir()
        made.append(HallTerminal(folder, hall.ledger, hall.clock, name, settings, deadline_s))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def one(terminal: Made) -> HallTerminal:
    one = terminal()
    one.turn()
    return one


def lines(hall: Hall) -> list[tuple[str, bool]]:
    return [(one.label, one.confirmed) for one in hall.calling.waiting_in("general")]


def test_two_terminals_draw_from_one_counter(hall: Hall, terminal: Made) -> None:
    first, second = terminal("0001"), terminal("0002")
    first.turn()
    second.turn()
    taken = [first.take("s1"), second.take("s2"), first.take("s3")]
    assert [(one.ticket.label, one.ahead) for one in taken] == [("A001", 0), ("A002", 1), ("A003", 2)]
    assert lines(hall) == [("A001", False), ("A002", False), ("A003", False)]
    first.turn()
    assert lines(hall) == [("A001", True), ("A002", False), ("A003", True)]
    second.turn()
    assert lines(hall) == [("A001", True), ("A002", True), ("A003", True)]
    assert {view.id: view.waiting for view in second.queue.series()}["general"] == 3


def test_a_second_touch_is_the_same_number_and_asks_for_none(hall: Hall, one: HallTerminal) -> None:
    first = one.take("s1")
    again = one.take("s1")
    assert (again.ticket.label, again.repeated) == ("A001", True)
    assert lines(hall) == [(first.ticket.label, False)]


def test_away_it_goes_on_in_its_own_series_and_joins_the_line_on_return(hall: Hall, terminal: Made) -> None:
    first, second = terminal("0001"), terminal("0002")
    first.turn()
    second.turn()
    first.take("s1")
    second.line.cut = True
    alone = [second.take("s2"), second.take("s3")]
    assert [one.ticket.label for one in alone] == ["A2-001", "A2-002"]
    first.take("s4")
    first.turn()
    second.turn()
    assert [label for label, _ in lines(hall)] == ["A001", "A002"]  # still cut
    second.line.cut = False
    second.turn()
    assert lines(hall) == [("A001", True), ("A2-001", True), ("A2-002", True), ("A002", True)]
    assert second.take("s5").ticket.label == "A003"


def test_once_away_nobody_waits_for_it_again_before_it_is_back(one: HallTerminal) -> None:
    one.line.cut = True
    assert one.take("s1").ticket.label == "A1-001"
    one.line.cut = False
    assert not one.link.here
    assert one.take("s2").ticket.label == "A1-002"  # no turn was taken yet
    one.turn()
    assert one.take("s3").ticket.label == "A001"


def test_an_answer_that_is_lost_leaves_a_number_that_the_terminal_voids(
    hall: Hall, one: HallTerminal
) -> None:
    one.line.answers_are_lost = True
    assert one.take("s1").ticket.label == "A1-001"
    assert lines(hall) == [("A001", False)]  # staff see 待确认, and may call it
    one.line.answers_are_lost = False
    one.turn()
    assert lines(hall) == [("A1-001", True)]
    assert one.take("s2").ticket.label == "A002"  # A001 is never given to anybody else


def test_a_ledger_that_is_too_slow_is_away(hall: Hall, terminal: Made) -> None:
    slow = terminal(deadline_s=0.01)
    slow.turn()
    slow.line.held = Event()
    assert slow.take("s1").ticket.label == "A1-001"
    slow.line.held.set()
    slow.line.held = None
    while not (late := hall.ledger.unconfirmed("0001")):
        pass  # the answer that nobody waits for any more
    slow.turn()
    assert hall.standing(late[0]).state is TicketState.VOID
    assert lines(hall) == [("A1-001", True)]


def test_dead_between_reserve_and_its_own_store(hall: Hall, one: HallTerminal) -> None:
    """No slip was ever made: until the terminal is back staff may call it and read why nobody comes."""
    one.link.reserve(hall.wanted(terminal="0001"))
    called = hall.calling.call_next("1", "1001")
    assert isinstance(called, Called)
    assert (called.confirmed, called.terminal) == (False, "0001")
    one.boot()
    one.turn()
    assert hall.calling.window("1").now is None
    assert hall.calling.call_next("1", "1001") == NobodyWaits("1")


def test_dead_between_its_own_store_and_the_word(hall: Hall, one: HallTerminal) -> None:
    """The slip exists: it is called all the same, and confirmed when the terminal is back."""
    taken = one.take("s1")
    one.world.restart()
    one.boot()
    called = hall.calling.call_next("1", "1001")
    assert isinstance(called, Called)
    assert (called.label, called.confirmed) == (taken.ticket.label, False)
    one.turn()
    now = hall.calling.window("1").now
    assert now is not None
    assert now.confirmed


def test_a_number_that_nobody_waits_for_any_more_is_void(hall: Hall, one: HallTerminal) -> None:
    """The citizen left while the ledger was being asked: it answers into an empty room."""
    one.line.held = Event()
    asking = one.queue.ask("s1", "general")
    assert asking is not None
    one.queue.drop(asking)
    one.line.held.set()
    one.queue.close()  # everything that the answer set going has happened
    assert lines(hall) == [("A001", False)]
    one.turn()
    assert lines(hall) == []


def test_what_was_asked_for_beforehand_is_the_number(hall: Hall, one: HallTerminal) -> None:
    asking = one.queue.ask("s1", "general")
    taken = one.queue.take_number("s1", "general", asking=asking)
    assert isinstance(taken, NumberTaken)
    one.turn()
    assert lines(hall) == [(taken.ticket.label, True)] == [("A001", True)]


def test_what_is_just_being_taken_is_not_compared_away(hall: Hall, one: HallTerminal) -> None:
    wanted = hall.wanted(terminal="0001")
    one.link.reserve(wanted)
    one.link.settled("another", stored=False)  # something else makes it compare
    one.turn()
    assert lines(hall) == [("A001", False)]
    one.link.settled(wanted.ticket_id, stored=False)
    one.turn()
    assert lines(hall) == []


def test_a_disk_that_is_full_leaves_no_number_behind(hall: Hall, one: HallTerminal) -> None:
    one.world.store.driver().execute("PRAGMA query_only = ON")
    with pytest.raises(Exception, match="readonly"):
        one.take("s1")
    one.world.store.driver().execute("PRAGMA query_only = OFF")
    assert lines(hall) == [("A001", False)]
    one.turn()
    assert lines(hall) == []
    assert one.take("s1").ticket.label == "A002"


def test_words_are_said_once_and_nothing_is_owed_after(hall: Hall, one: HallTerminal) -> None:
    for n in range(45):
        one.take(f"s{n}")
    rests = [one.turn() for _ in range(3)]
    assert rests == [0.0, 0.0, 1.0]
    with one.world.store.read() as work:
        assert work.ledger_words.owed(9) == []
    assert hall.ledger.unconfirmed("0001") == []


def test_a_number_that_is_given_back_here_is_void_there(hall: Hall, one: HallTerminal) -> None:
    taken = one.take("s1")
    one.turn()
    with one.world.store.begin() as work:
        work.tickets.void(taken.ticket.id, hall.now_ms())
        one.queue.voided(work, taken.ticket.id)
    one.turn()
    assert hall.standing(taken.ticket.id).state is TicketState.VOID


def test_given_and_given_back_while_the_ledger_was_away(hall: Hall, one: HallTerminal) -> None:
    """Nobody is called for it, and the hall's count of this terminal's own numbers has no gap."""
    one.line.cut = True
    back, kept = one.take("s1"), one.take("s2")
    with one.world.store.begin() as work:
        work.tickets.void(back.ticket.id, hall.now_ms())
        one.queue.voided(work, back.ticket.id)
    one.line.cut = False
    one.turn()
    assert hall.standing(back.ticket.id).state is TicketState.VOID
    assert hall.standing(back.ticket.id).confirmed
    assert lines(hall) == [(kept.ticket.label, True)]
    assert [one.kind for one in hall.calling.changes_since(0).events] == [Act.ISSUE, Act.VOID, Act.ISSUE]


def test_given_back_before_the_word_was_said(hall: Hall, one: HallTerminal) -> None:
    taken = one.take("s1")
    with one.world.store.begin() as work:
        work.tickets.void(taken.ticket.id, hall.now_ms())
        one.queue.voided(work, taken.ticket.id)
    one.turn()
    assert lines(hall) == []


def test_a_terminal_that_no_ledger_ever_knew_issues_under_its_own_id(hall: Hall, terminal: Made) -> None:
    lonely = terminal("0007")
    lonely.line.cut = True
    lonely.turn()
    assert [lonely.take(f"s{n}").ticket.label for n in range(2)] == ["A0007-001", "A0007-002"]
    lonely.line.cut = False
    lonely.turn()
    assert lines(hall) == [("A0007-001", True), ("A0007-002", True)]


def test_a_range_and_a_quota_of_the_hall(terminal: Made) -> None:
    general = HALL.series[0]
    short = HallSettings(series=(replace(general, last=1),))
    first = terminal("0001", short)
    first.turn()
    first.take("s1")
    day = first.world.clock.instant.date()
    assert first.queue.take_number("s2", "general") == NumbersExhausted("general", day)
    second = terminal("0002", short)
    second.turn()
    assert second.queue.take_number("s3", "general") == NumbersExhausted("general", day)


def test_a_quota_that_others_used_up_moves_to_the_next_open_day(terminal: Made) -> None:
    rationed = HallSettings(series=(replace(HALL.series[0], daily_quota=1),))
    first, second = terminal("0001", rationed), terminal("0002", rationed)
    first.turn()
    second.turn()
    days = [one.take("s").ticket.service_day.day for one in (first, second)]
    assert days == [23, 24]
    gone = second.queue.take_number("s9", "general")
    assert isinstance(gone, QuotaGone)


def test_the_ledger_comes_back_from_a_backup(hall: Hall, terminal: Made) -> None:
    first, second = terminal("0001"), terminal("0002")
    first.turn()
    second.turn()
    taken = second.take("s1")
    second.turn()
    with hall.engine.begin() as work:
        for table in ("ticket", "series_counter"):
            work.driver.execute(f"DELETE FROM {table}")
    second.line.cut = True
    second.turn()
    second.line.cut = False
    second.turn()  # it knows of A001, which the ledger does not
    assert first.take("s2").ticket.label == "A·2-001"
    assert taken.ticket.label == "A001"


def test_a_terminal_that_was_restored_marks_its_own_series(one: HallTerminal) -> None:
    one.line.cut = True
    assert one.take("s1").ticket.label == "A1-001"
    day = one.world.clock.instant.date()
    with one.world.store.begin() as work:
        work.terminal.new_epoch(2, day, 0)
    assert one.take("s2").ticket.label == "A1·2-001"


def test_health_says_where_the_ledger_is(one: HallTerminal) -> None:
    def state() -> tuple[str, str]:
        with one.world.store.read() as work:
            found = work.devices.get("ledger")
        assert found is not None
        return found.state, found.detail

    assert state() == ("here", "1")
    one.line.cut = True
    assert one.turn() > 1.0
    assert state() == ("away", "cut")


def test_followers_have_their_turn_after_the_words(hall: Hall, terminal: Made) -> None:
    one = terminal()
    seen: list[tuple[date, list[str]]] = []

    class Follower:
        more = True

        def turn(self, today: date) -> bool:
            seen.append((today, hall.ledger.unconfirmed("0001")))
            return self.more

    follower = Follower()
    one.boot(followers=[follower])
    one.turn()
    one.take("s1")
    assert one.turn() == 0.0
    follower.more = False
    assert one.turn() > 0.0
    assert seen == [(hall.clock.instant.date(), [])] * 3
    one.line.cut = True
    one.turn()
    assert len(seen) == 3
