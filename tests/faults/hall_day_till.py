"""One terminal of the hall as a process: the services of `assemble` over a store of its own, and a printer.

`python -m tests.faults.hall_day_till START`: `Start` as JSON, then one JSON command a line on stdin, each
answered by one line. It does only what it is told, and knows no time but the one that comes with a command.
"""

import os
import signal
import sys
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from kiosk.domain.printer import PrinterCondition, PrinterStatus
from kiosk.services.giving_back import GivenBack
from kiosk.services.queue import NumberTaken
from kiosk.settings import HallSettings
from kiosk.store.postgres import PgLedger
from printers.driver import AllSent, Confirmed, SendResult
from printers.profile import Profile
from printers.spooler import Spooler
from tests.faults.hall_day_clock import DayClock
from tests.unit.services.world import World

EMPTY = "no-paper"  # a file of this name in the printer's folder: the roll is out


class Start(msgspec.Struct, frozen=True):
    folder: str
    terminal: str
    boot: int
    ledger: str
    hall: HallSettings
    passed_s: float


class Command(msgspec.Struct, frozen=True, kw_only=True):
    do: str
    passed_s: float
    series: str = ""
    session: str = ""
    token: str = ""
    priority: bool = False
    dies_at: int = 0  # the SQL statement before which the power goes; 0: it does not


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A number, where one was given; else why not. `alone`: the ledger is out of reach."""

    outcome: str = ""
    ticket_id: str = ""
    label: str = ""
    token: str = ""
    day: date | None = None
    ahead: int = 0
    alone: bool = False
    tickets: tuple[tuple[str, str, str, str], ...] = ()  # id, label, token, state
    jobs: tuple[tuple[str, str], ...] = ()  # token, state
    owed: int = 0


class Roll:
    """A printer whose slips fall into a folder, where they stay whatever becomes of the terminal."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)
        self._count = len(list(folder.glob("*.slip")))

    def status(self) -> PrinterStatus:
        out = (self._folder / EMPTY).exists()
        return PrinterStatus(PrinterCondition.PAPER_OUT if out else PrinterCondition.READY, "")

    def send(self, data: bytes) -> SendResult:
        self._count += 1
        (self._folder / f"{self._count:04}.slip").write_bytes(data)
        return AllSent()

    def confirm(self) -> Confirmed:
        return Confirmed(self.status())

    def release(self) -> None: ...

    def close(self) -> None: ...


class Till:
    def __init__(self, start: Start) -> None:
        folder = Path(start.folder)
        self.clock = DayClock(start.passed_s)
        self.ledger = PgLedger(start.ledger)
        name = f"{start.terminal}-{start.boot}"
        self.world = World(
            folder / "state", self.clock, start.hall, terminal=start.terminal, ids=name, ledger=self.ledger
        )
        self.spooler = Spooler(self.world.store, Roll(folder / "paper"), Profile(), "slip", self.clock)
        self._statements = 0

    def answer(self, command: Command) -> Answer:
        self.clock.passed_s = command.passed_s
        if command.dies_at:
            self._arm(command.dies_at)
        answer = self._do(command)
        while self.spooler.run_once():
            pass
        return answer

    def _do(self, command: Command) -> Answer:
        services = self.world.services
        link = services.ledger_link
        assert link is not None
        match command.do:
            case "take":
                taken = services.queue.take_number(command.session, command.series, command.priority)
                if not isinstance(taken, NumberTaken):
                    return Answer(outcome=type(taken).__name__, alone=not link.here)
                one = taken.ticket
                return Answer(
                    ticket_id=one.id,
                    label=one.label,
                    token=one.token,
                    day=one.service_day,
                    ahead=taken.ahead,
                    alone=not link.here,
                )
            case "give-back":
                back = services.giving_back.give_back(command.session, command.token)
                why = "given-back" if isinstance(back, GivenBack) else str(back.state)
                return Answer(outcome=why)
            case "turn":
                while not link.turn():
                    pass
                return Answer(alone=not link.here)
            case "print":
                return Answer()
            case "books":
                return self._books()
        raise ValueError(command.do)

    def _books(self) -> Answer:
        first = date(2026, 11, 1)
        with self.world.store.read() as work:
            tickets = work.tickets.between(first, date(2026, 12, 31))
            jobs = [
                (one.token, job.state.value) for one in tickets for job in work.print_jobs.by_token(one.token)
            ]
            owed = len(work.ledger_words.owed(1000))
        told = tuple((one.id, one.label, one.token, one.state.value) for one in tickets)
        return Answer(tickets=told, jobs=tuple(jobs), owed=owed)

    def _arm(self, dies_at: int) -> None:
        """The power goes before a statement is carried out; nothing in this process hears of it."""

        def count(_sql: str) -> None:
            self._statements += 1
            if self._statements >= dies_at:
                os.kill(os.getpid(), signal.SIGKILL)

        driver: Any = self.world.store.driver()
        driver.set_trace_callback(count)


def main(start: Start) -> None:
    till = Till(start)
    _say(Answer(outcome="ready"))
    for line in sys.stdin:
        _say(till.answer(msgspec.json.decode(line, type=Command)))
    till.ledger.close()
    till.world.close()


def _say(answer: Answer) -> None:
    sys.stdout.write(msgspec.json.encode(answer).decode() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(msgspec.json.decode(sys.argv[1], type=Start))
