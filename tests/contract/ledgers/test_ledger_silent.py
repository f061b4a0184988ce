"""A server behind a network that swallows or refuses: nobody waits for ever, and the screen says so."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from kiosk.services.printing import Printing
from kiosk.services.shared_hall.hall_ledger import HallLedger
from kiosk.store import postgres
from kiosk.store.errors import LedgerAway
from kiosk.store.postgres import PgLedger
from kiosk.ui import screens
from tests.contract.ledgers.halls import HALL, ON_POSTGRES, Hall
from tests.contract.ledgers.terminals import HallTerminal
from tests.hall_line import HallLine
from tests.ui.conftest import (  # noqa: F401 - fixtures
    _garbage_in_the_qt_thread,
    _imports_put_aside,
    make_stage,
    stage,
)
from tests.ui.stage import Stage

pytestmark = ON_POSTGRES
LONG_S = 30.0  # nothing here waits for a deadline but the tests that are about it


@pytest.fixture
def line(pg_hall: Hall, address: str) -> Iterator[HallLine]:
    del pg_hall  # its tables are there, and empty
    line = HallLine(address)
    yield line
    line.close()


@pytest.fixture
def ledger(line: HallLine) -> Iterator[PgLedger]:
    ledger = PgLedger(line.url)
    yield ledger
    ledger.close()


@pytest.fixture
def terminal(pg_hall: Hall, ledger: PgLedger, tmp_path: Path) -> Iterator[Callable[[float], HallTerminal]]:
    made: list[HallTerminal] = []

    def make(deadline_s: float) -> HallTerminal:
        over_the_line = HallLedger(ledger, ledger.identity, pg_hall.now_ms)
        made.append(HallTerminal(tmp_path, over_the_line, pg_hall.clock, "0001", HALL, deadline_s))
        made[-1].turn()
        assert made[-1].link.here
        return made[-1]

    yield make
    for one in made:
        one.queue.close()
        one.close()


def test_a_server_that_falls_silent_is_away_and_comes_back(
    line: HallLine, ledger: PgLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres._Connection, "answer_s", 0.05)
    with pytest.raises(LedgerAway), ledger.read() as work:  # noqa: PT012 - silent in the middle
        line.swallow()
        work.driver.execute("SELECT 1")
    monkeypatch.undo()
    line.pass_on()
    assert ledger.identity()


def test_a_server_that_refuses_is_away(line: HallLine, ledger: PgLedger) -> None:
    assert ledger.identity()
    line.refuse()
    with pytest.raises(LedgerAway):
        ledger.identity()


def _show(stage: Stage, terminal: HallTerminal) -> None:  # noqa: F811
    """The terminal's own queue behind the screens."""
    stage.serve()
    world = terminal.world
    printing = Printing(world.store, world.timekeeping, world.services.events, world.ids)
    screens.add_number_screens(stage.shell, terminal.queue, printing, stage.services.giving_back)
    stage.begin()
    stage.touch.tap("home.take-number")


def test_the_hall_s_number_comes_to_the_screen(
    stage: Stage,  # noqa: F811
    terminal: Callable[[float], HallTerminal],
    pg_hall: Hall,
) -> None:
    one = terminal(LONG_S)
    _show(stage, one)
    stage.touch.tap("take-number.general")
    stage.touch.wait_for("number.label")
    assert stage.touch.text_of("number.label") == "A001"
    one.turn()
    [standing] = pg_hall.calling.waiting_in("general")
    assert (standing.label, standing.confirmed) == ("A001", True)


def test_behind_a_silent_line_the_own_number_comes(
    stage: Stage,  # noqa: F811
    terminal: Callable[[float], HallTerminal],
    line: HallLine,
) -> None:
    one = terminal(0.2)
    _show(stage, one)
    line.swallow()
    stage.touch.tap("take-number.general")
    stage.touch.wait_for("number.label")
    assert stage.touch.text_of("number.label") == "A1-001"
    assert not one.link.here
    line.pass_on()


def test_behind_a_dead_line_the_own_number_comes(
    stage: Stage,  # noqa: F811
    terminal: Callable[[float], HallTerminal],
    line: HallLine,
) -> None:
    one = terminal(LONG_S)
    _show(stage, one)
    line.refuse()
    stage.touch.tap("take-number.general")
    stage.touch.wait_for("number.label")
    assert stage.touch.text_of("number.label") == "A1-001"


def test_whoever_leaves_a_slow_hall_leaves_no_number_there(
    stage: Stage,  # noqa: F811
    terminal: Callable[[float], HallTerminal],
    pg_hall: Hall,
) -> None:
    one = terminal(LONG_S)
    _show(stage, one)
    one.line.held = Event()
    stage.touch.tap("take-number.general")
    assert stage.touch.sees("正在取号…")
    stage.shell.leave()
    one.line.held.set()
    one.queue.close()  # everything that the answer set going has happened
    assert stage.state("screen") == "attract"
    one.turn()
    assert pg_hall.calling.waiting_in("general") == ()
    with one.world.store.read() as work:
        assert work.tickets.waiting(pg_hall.clock.instant.date()) == []
