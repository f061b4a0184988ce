"""The thread around a reader: each change once, and an end when asked."""

import queue
import threading
from collections.abc import Iterator

import pytest

from kiosk.devices.poller import ReaderPoller
from kiosk.devices.reader import (
    CardFound,
    CardGone,
    CardNews,
    CardSeen,
    Nothing,
    Outcome,
    ReaderCondition,
    ReadFailed,
)
from kiosk.devices.simulator.persons import PERSONS
from kiosk.domain.card import ReadFault

SEEN = CardSeen(PERSONS["resident"])
SHOWN = CardSeen(PERSONS["resident"], lies=False)
SILENT = ReadFailed(ReadFault.READER_SILENT, "find: no answer")
GONE = ReadFailed(ReadFault.READER_GONE, "unplugged")
WORN = ReadFailed(ReadFault.UNREADABLE, "read: read-failed (41)")
DEADLINE_S = 10


class Script:
    """A reader that says what is written for it, then Nothing."""

    def __init__(self, *outcomes: Outcome) -> None:
        self._outcomes = list(outcomes)
        self.read_out = threading.Event()
        self.closed = threading.Event()

    def poll(self) -> Outcome:
        if self._outcomes:
            return self._outcomes.pop(0)
        self.read_out.set()
        return Nothing()

    def close(self) -> None:
        self.closed.set()


class Listener:
    def __init__(self) -> None:
        self.delivered: list[CardNews] = []
        self.reports: list[tuple[ReaderCondition, str]] = []

    def report(self, condition: ReaderCondition, detail: str) -> None:
        self.reports.append((condition, detail))


def run(script: Script) -> Listener:
    listener = Listener()
    poller = ReaderPoller(
        script, deliver=listener.delivered.append, report=listener.report, interval_s=0, fault_interval_s=0
    )
    poller.start()
    assert script.read_out.wait(DEADLINE_S)
    assert poller.stop(DEADLINE_S)
    assert script.closed.is_set()
    return listener


def test_what_a_screen_should_know_is_delivered_and_nothing_else() -> None:
    assert run(Script(Nothing(), SEEN, Nothing(), CardGone(), WORN)).delivered == [SEEN, CardGone(), WORN]


def test_a_lasting_fault_is_delivered_once_and_reported_until_it_is_over() -> None:
    listener = run(Script(Nothing(), SILENT, SILENT, GONE, GONE, SEEN))
    assert listener.delivered == [SILENT, GONE, SEEN]
    assert listener.reports == [
        (ReaderCondition.READY, ""),
        (ReaderCondition.SILENT, "find: no answer"),
        (ReaderCondition.GONE, "unplugged"),
        (ReaderCondition.READY, ""),
    ]


def test_a_worn_card_is_no_fault_of_the_reader() -> None:
    assert run(Script(WORN, WORN)).reports == [(ReaderCondition.READY, "")]


@pytest.fixture
def waiting() -> Iterator[tuple[ReaderPoller, Script, "queue.Queue[CardNews]"]]:
    script, delivered = Script(), queue.Queue[CardNews]()
    poller = ReaderPoller(
        script, deliver=delivered.put, report=lambda *_: None, interval_s=3600, fault_interval_s=3600
    )
    poller.start()
    assert script.read_out.wait(DEADLINE_S)
    yield poller, script, delivered
    assert poller.stop(DEADLINE_S)


def test_a_card_that_lay_there_before_is_found_but_not_read_out() -> None:
    """Left by somebody before this process began, it must not begin a session in that person's name."""
    assert run(Script(SEEN, CardGone(), SEEN)).delivered == [CardFound(), CardGone(), SEEN]
    assert run(Script(GONE, SEEN)).delivered == [GONE, CardFound()]
    assert run(Script(SHOWN)).delivered == [SHOWN]


def test_stopping_does_not_wait_for_the_next_poll(
    waiting: tuple[ReaderPoller, Script, "queue.Queue[CardNews]"],
) -> None:
    poller, script, _ = waiting
    assert poller.stop(DEADLINE_S)
    assert script.closed.is_set()
