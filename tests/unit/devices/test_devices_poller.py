"""What is heard of a reader and of a scanner: each change once."""

from typing import Generic, TypeVar

from kiosk.devices.code_scanner import CodeScanned, NotACode, Scan, ScannerCondition, ScannerGone
from kiosk.devices.code_scanner import Nothing as NothingScanned
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
from kiosk.devices.scanner_poller import ScannerPoller
from kiosk.devices.simulator.persons import PERSONS
from kiosk.domain.card import ReadFault

SEEN = CardSeen(PERSONS["resident"])
SHOWN = CardSeen(PERSONS["resident"], lies=False)
SILENT = ReadFailed(ReadFault.READER_SILENT, "find: no answer")
GONE = ReadFailed(ReadFault.READER_GONE, "unplugged")
WORN = ReadFailed(ReadFault.UNREADABLE, "read: read-failed (41)")
T = TypeVar("T")


class Script(Generic[T]):
    """A device that says what is written for it."""

    def __init__(self, *outcomes: T) -> None:
        self._outcomes = list(outcomes)
        self.closed = False

    def poll(self) -> T:
        return self._outcomes.pop(0)

    def close(self) -> None:
        self.closed = True


class Listener:
    def __init__(self) -> None:
        self.delivered: list[CardNews] = []
        self.reports: list[tuple[ReaderCondition, str]] = []
        self.rests: list[float] = []

    def report(self, condition: ReaderCondition, detail: str) -> None:
        self.reports.append((condition, detail))


def run(*outcomes: Outcome) -> Listener:
    listener, script = Listener(), Script(*outcomes)
    poller = ReaderPoller(
        script,
        deliver=listener.delivered.append,
        report=listener.report,
        interval_s=0.25,
        fault_interval_s=1.0,
    )
    listener.rests = [poller.turn() for _ in outcomes]
    poller.close()
    assert script.closed
    return listener


def test_what_a_screen_should_know_is_delivered_and_nothing_else() -> None:
    assert run(Nothing(), SEEN, Nothing(), CardGone(), WORN).delivered == [SEEN, CardGone(), WORN]


def test_a_lasting_fault_is_delivered_once_and_reported_until_it_is_over() -> None:
    listener = run(Nothing(), SILENT, SILENT, GONE, GONE, SEEN)
    assert listener.delivered == [SILENT, GONE, SEEN]
    assert listener.reports == [
        (ReaderCondition.READY, ""),
        (ReaderCondition.SILENT, "find: no answer"),
        (ReaderCondition.GONE, "unplugged"),
        (ReaderCondition.READY, ""),
    ]
    assert listener.rests == [0.25, 1.0, 1.0, 1.0, 1.0, 0.25]


def test_a_worn_card_is_no_fault_of_the_reader() -> None:
    assert run(WORN, WORN).reports == [(ReaderCondition.READY, "")]


def test_a_card_that_lay_there_before_is_found_but_not_read_out() -> None:
    """Left by somebody before this process began, it must not begin a session in that person's name."""
    assert run(SEEN, CardGone(), SEEN).delivered == [CardFound(), CardGone(), SEEN]
    assert run(GONE, SEEN).delivered == [GONE, CardFound()]
    assert run(SHOWN).delivered == [SHOWN]


def test_every_code_is_delivered_and_the_scanners_condition_when_it_changes() -> None:
    code, noise = CodeScanned("sAmPlEtOkEn-of-22-chars"), NotACode("no text")
    gone = ScannerGone("unplugged")
    script: Script[Scan] = Script(NothingScanned(), code, code, gone, gone, noise)
    delivered: list[CodeScanned | NotACode] = []
    reports: list[tuple[ScannerCondition, str]] = []
    poller = ScannerPoller(
        script,
        deliver=delivered.append,
        report=lambda condition, detail: reports.append((condition, detail)),
        fault_interval_s=1.0,
    )
    assert [poller.turn() for _ in range(6)] == [0.0, 0.0, 0.0, 1.0, 1.0, 0.0]
    assert delivered == [code, code, noise]
    assert reports == [
        (ScannerCondition.READY, ""),
        (ScannerCondition.GONE, "unplugged"),
        (ScannerCondition.READY, ""),
    ]
    poller.close()
    assert script.closed
