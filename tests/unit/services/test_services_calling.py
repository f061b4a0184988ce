"""Calling at the windows: order, priority, what may become of a number, what displays read."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kiosk.domain.calling import Act, Called, Moved, NobodyWaits, Reason, Refusal, Refused
from kiosk.domain.ticket import TicketState
from kiosk.services.calling import Calling
from kiosk.services.queue import NumberTaken
from kiosk.settings import HallSettings
from tests.unit.services.world import World, local_instant


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[World]:
    """Windows 1–4 general, 5–6 insurance, 7 household, 8 business; five people with general numbers."""
    world = World(tmp_path)
    for n in range(5):
        issue(world, "general", priority=n == 3)
    yield world
    world.close()


def issue(world: World, series: str, priority: bool = False) -> NumberTaken:
    world.clock.advance(10)
    taken = world.services.queue.take_number(f"s{world.clock.monotonic}", series, priority)
    assert isinstance(taken, NumberTaken)
    return taken


def call(world: World, window: str = "1") -> Called:
    world.clock.advance(1)
    outcome = world.services.calling.call_next(window, "1001")
    assert isinstance(outcome, Called)
    return outcome


def finish(world: World, called: Called) -> None:
    outcome = world.services.calling.finish(called.window, "1001", called.ticket_id)
    assert outcome == Moved(called.label, TicketState.DONE)


def calling(world: World) -> Calling:
    return world.services.calling


def test_windows_call_in_the_order_of_issue_and_never_the_same(hall: World) -> None:
    assert [call(hall, window).label for window in "1234"] == ["A001", "A002", "A003", "A004"]
    assert calling(hall).call_next("5", "1001") == NobodyWaits("5")


def test_every_second_call_takes_a_priority_number_first(hall: World) -> None:
    order = []
    for _ in range(5):
        called = call(hall)
        order.append(called.label)
        finish(hall, called)
    assert order == ["A001", "A004", "A002", "A003", "A005"]
    assert calling(hall).call_next("1", "1001") == NobodyWaits("1")


def test_a_window_that_has_somebody_calls_nobody_else(hall: World) -> None:
    called = call(hall)
    refused = calling(hall).call_next("1", "1001")
    assert refused == Refused(Refusal.BUSY, "1", called)


def test_times_of_call_service_and_end_are_kept_with_the_ticket(hall: World) -> None:
    called = call(hall)
    hall.clock.advance(5)
    again = calling(hall).recall("1", "1001", called.ticket_id)
    assert isinstance(again, Called)
    assert (again.calls, again.called_ms - called.called_ms) == (2, 5000)
    hall.clock.advance(20)
    serving = calling(hall).start("1", "1001", called.ticket_id)
    assert isinstance(serving, Called)
    assert serving.state is TicketState.SERVING
    hall.clock.advance(300)
    finish(hall, called)
    with hall.store.read() as work:
        done = work.calls.get(called.ticket_id)
        held = work.windows.get("1").ticket_id
    assert done is not None
    assert held is None
    assert (done.state, done.window) == (TicketState.DONE, "1")
    assert done.started_ms == again.called_ms + 20_000
    assert done.ended_ms == done.started_ms + 300_000


def test_without_a_word_that_it_began_it_began_with_the_call(hall: World) -> None:
    called = call(hall)
    hall.clock.advance(60)
    finish(hall, called)
    with hall.store.read() as work:
        done = work.calls.get(called.ticket_id)
    assert done is not None
    assert (done.started_ms, done.ended_ms) == (called.called_ms, called.called_ms + 60_000)


def test_an_old_page_touches_nobody(hall: World) -> None:
    """Two browsers at one window: the second still shows the person before."""
    first = call(hall)
    finish(hall, first)
    second = call(hall)
    for act in (calling(hall).finish, calling(hall).no_show, calling(hall).start, calling(hall).recall):
        assert act("1", "1002", first.ticket_id) == Refused(Refusal.OTHER_TICKET, "1", second)
    assert calling(hall).finish("2", "1002", second.ticket_id) == Refused(Refusal.NOTHING_HERE, "2")
    assert calling(hall).transfer("1", "1002", first.ticket_id, "insurance") == Refused(
        Refusal.OTHER_TICKET, "1", second
    )
    assert calling(hall).window("1").now == second


def test_who_is_served_is_not_recalled_and_does_not_fail_to_show(hall: World) -> None:
    called = call(hall)
    serving = calling(hall).start("1", "1001", called.ticket_id)
    assert isinstance(serving, Called)
    for act in (calling(hall).recall, calling(hall).start, calling(hall).no_show):
        assert act("1", "1001", called.ticket_id) == Refused(Refusal.NOT_NOW, "1", serving)


def test_put_back_comes_after_so_many_others(hall: World) -> None:
    called = call(hall)  # A001; A002 A003 A004 A005 wait, the next is a priority number
    assert calling(hall).put_back("1", "1001", called.ticket_id, others=2) == Moved(
        "A001", TicketState.WAITING
    )
    order = [one.label for one in calling(hall).waiting_in("general")]
    assert order == ["A002", "A003", "A001", "A004", "A005"]
    [back] = [one for one in calling(hall).waiting("1") if one.label == "A001"]
    assert (back.reason, back.calls) == (Reason.PUT_BACK, 1)


@pytest.mark.parametrize(("others", "place"), [(None, 3), (1, 1), (9, 4)])
def test_put_back_keeps_to_the_halls_rule_and_to_the_end(hall: World, others: int | None, place: int) -> None:
    called = call(hall)
    calling(hall).put_back("1", "1001", called.ticket_id, others)
    order = [one.label for one in calling(hall).waiting_in("general")]
    assert order.index("A001") == place
    later = issue(hall, "general")
    assert [one.label for one in calling(hall).waiting_in("general")][-1] == later.ticket.label


def test_a_no_show_that_comes_late_is_put_back(hall: World) -> None:
    called = call(hall)
    assert calling(hall).no_show("1", "1001", called.ticket_id) == Moved("A001", TicketState.NO_SHOW)
    assert calling(hall).put_back("2", "1001", called.ticket_id, 1) == Moved("A001", TicketState.WAITING)
    assert [one.label for one in calling(hall).waiting_in("general")][:2] == ["A002", "A001"]


def test_yesterdays_no_show_is_not_put_where_nobody_calls(hall: World) -> None:
    called = call(hall)
    calling(hall).no_show("1", "1001", called.ticket_id)
    hall.clock.advance(86400)
    assert calling(hall).put_back("1", "1001", called.ticket_id) == Refused(Refusal.NOT_NOW, "1")


def test_a_transfer_keeps_the_place_of_its_time_of_issue(hall: World) -> None:
    early = call(hall)
    for _ in range(2):
        issue(hall, "insurance")
    assert calling(hall).transfer("1", "1001", early.ticket_id, "insurance") == Moved(
        "A001", TicketState.WAITING
    )
    line = calling(hall).waiting_in("insurance")
    assert [one.label for one in line] == ["A001", "B001", "B002"]
    assert line[0].reason is Reason.TRANSFER
    assert call(hall, "5").label == "A001"
    assert calling(hall).call_next("5", "1001") != NobodyWaits("5")


def test_a_transfer_to_where_it_stands_is_none(hall: World) -> None:
    called = call(hall)
    assert calling(hall).transfer("1", "1001", called.ticket_id, "general") == Refused(
        Refusal.SAME_LINE, "1", called
    )
    with pytest.raises(KeyError):
        calling(hall).transfer("1", "1001", called.ticket_id, "no-such-series")


def test_a_paused_window_finishes_and_calls_nobody(hall: World) -> None:
    called = call(hall)
    calling(hall).pause("1", "1001")
    calling(hall).pause("1", "1001")
    finish(hall, called)
    assert calling(hall).call_next("1", "1001") == Refused(Refusal.PAUSED, "1")
    assert calling(hall).lobby().paused == ("1",)
    calling(hall).resume("1", "1001")
    assert call(hall).label == "A004"
    kinds = [one.kind for one in calling(hall).changes_since(0).events]
    assert kinds.count(Act.PAUSE) == kinds.count(Act.RESUME) == 1


def test_staff_void_a_number_that_waits_or_is_called(hall: World) -> None:
    called = call(hall)
    assert calling(hall).void("1001", called.ticket_id) == Moved("A001", TicketState.VOID)
    assert calling(hall).window("1").now is None
    assert calling(hall).void("1001", called.ticket_id) == Refused(Refusal.NOT_NOW, "1")
    assert calling(hall).void("1001", "no-such-ticket") == Refused(Refusal.UNKNOWN, "")
    waiting = calling(hall).waiting("1")[0]
    calling(hall).void("1001", waiting.ticket_id)
    assert waiting.label not in [one.label for one in calling(hall).waiting("1")]


def test_a_number_given_back_elsewhere_has_left_the_window(hall: World) -> None:
    called = call(hall)
    with hall.store.begin() as work:
        assert work.tickets.void(called.ticket_id, at_ms=1)
    assert calling(hall).window("1").now is None
    assert calling(hall).finish("1", "1001", called.ticket_id) == Refused(Refusal.NOTHING_HERE, "1")
    assert calling(hall).lobby().now == ()
    assert call(hall).label == "A004"


def test_who_waits_is_listed_in_the_order_of_calls_and_says_why(hall: World) -> None:
    finish(hall, call(hall))
    listed = calling(hall).waiting("1")
    assert [(one.turn, one.label, one.reason) for one in listed] == [
        (1, "A004", Reason.PRIORITY),
        (2, "A002", Reason.ISSUE),
        (3, "A003", Reason.ISSUE),
        (4, "A005", Reason.ISSUE),
    ]


def test_the_lobby_reads_labels_and_counts(hall: World) -> None:
    first, second = call(hall, "1"), call(hall, "2")
    calling(hall).start("1", "1001", first.ticket_id)
    lobby = calling(hall).lobby()
    assert [(one.label, one.window, one.window_name.zh, one.serving) for one in lobby.now] == [
        ("A004" if second.priority else "A002", "2", "2号窗口", False),
        ("A001", "1", "1号窗口", True),
    ]
    assert [one.label for one in lobby.last] == [second.label, first.label]
    assert [(one.prefix, one.waiting) for one in lobby.waiting] == [("A", 3), ("B", 0), ("C", 0), ("D", 0)]


def test_changes_come_once_in_order_and_go_on(hall: World) -> None:
    start = calling(hall).lobby().position
    assert calling(hall).changes_since(start).events == ()
    finish(hall, call(hall))
    changes = calling(hall).changes_since(start)
    assert [(one.kind, one.label, one.window) for one in changes.events] == [
        (Act.CALL, "A001", "1"),
        (Act.FINISH, "A001", "1"),
    ]
    assert not changes.gap
    assert calling(hall).changes_since(changes.position).events == ()
    assert calling(hall).changes_since(changes.position).position == changes.position
    issue(hall, "business")
    [issued] = calling(hall).changes_since(changes.position).events
    assert (issued.kind, issued.label, issued.position) == (Act.ISSUE, "D001", changes.position + 1)


def test_a_display_that_was_away_too_long_is_told(hall: World) -> None:
    with hall.store.begin() as work:
        work.changes.forget_before(4)
    assert calling(hall).changes_since(1).gap
    assert not calling(hall).changes_since(3).gap
    assert calling(hall).changes_since(10**6).gap


def test_only_todays_numbers_are_called(hall: World) -> None:
    hall.clock.set(local_instant(2026, 11, 23, 20))
    hall.clock.monotonic += 100_000
    hall.services.clock_correction.confirm("17")
    night = issue(hall, "household")
    assert night.ticket.service_day == date(2026, 11, 24)
    assert calling(hall).call_next("7", "1001") == NobodyWaits("7")
    hall.clock.advance(13 * 3600)
    assert call(hall, "7").label == "C001"
    assert calling(hall).call_next("1", "1001") == NobodyWaits("1")  # yesterday's five are not called


def test_under_a_suspect_clock_who_stands_there_is_called(hall: World) -> None:
    """Numbers went on for a day that the clock does not know of."""
    hall.clock.advance(11 * 3600)
    night = issue(hall, "business")
    hall.clock.set(local_instant(1970, 1, 1))
    hall.restart()
    assert hall.services.calling.lobby().clock_suspect
    assert call(hall, "8").label == night.ticket.label


def test_who_takes_a_number_after_the_clock_was_set_back_stands_behind(hall: World) -> None:
    hall.clock.set(local_instant(2026, 11, 23, 8, 0))
    hall.services.clock_correction.confirm("17")
    issue(hall, "general")
    assert [one.label for one in calling(hall).waiting_in("general")][-1] == "A006"


def test_every_act_is_an_event_with_who_and_where(hall: World) -> None:
    called = call(hall)
    calling(hall).start("1", "1002", called.ticket_id)
    finish(hall, called)
    calling(hall).pause("1", "1002")
    with hall.store.read() as work:
        events = [one for one in work.events.recent(9) if one.actor.startswith("staff:")]
    assert [(one.actor, one.action, one.object, one.result) for one in reversed(events)] == [
        ("staff:1001", "ticket-called", called.ticket_id, "window:1"),
        ("staff:1002", "ticket-started", called.ticket_id, "window:1"),
        ("staff:1001", "ticket-finished", called.ticket_id, "window:1"),
        ("staff:1002", "window-paused", "1", "ok"),
    ]


def test_a_window_that_hall_toml_does_not_have_is_a_bug(hall: World) -> None:
    with pytest.raises(KeyError):
        calling(hall).call_next("99", "1001")


def test_windows_come_from_the_series_words_where_none_are_set() -> None:
    windows = {one.id: one.series for one in HallSettings().windows()}
    assert windows == {
        **dict.fromkeys("1234", ("general",)),
        **dict.fromkeys("56", ("insurance",)),
        "7": ("household",),
        "8": ("business",),
    }
