"""`ticket.to_printer`: from the touch's handler to the first byte of the slip at a TCP printer."""

import json
import subprocess
import sys
import threading
import time
from pathlib import Path

from kiosk.app.clock import SystemClock
from kiosk.app.printing import Printing
from kiosk.app.turning import TurningThread
from kiosk.domain.printer import JobState
from kiosk.settings import PrinterSettings
from printers.connect import driver_for
from printers.profile import from_settings
from printers.spooler import Spooler
from tests.bench.desk import Desk
from tests.bench.result import Row, percentile

WARM_UP = 20
LIMIT_MS = 30.0
SETTLED_WITHIN_S = 10.0


def measure(folder: Path, samples: int = 500) -> list[Row]:
    printer = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("paper_clock.py"))], stdout=subprocess.PIPE
    )
    try:
        return _measure(folder, samples, printer)
    finally:
        printer.kill()
        printer.communicate()


def _measure(folder: Path, samples: int, printer: "subprocess.Popen[bytes]") -> list[Row]:
    desk = Desk(folder)
    settings = PrinterSettings(device=f"tcp://127.0.0.1:{_said(printer)['port']}")
    clock = SystemClock()
    failures: list[Exception] = []

    def printing() -> Printing:
        driver = driver_for(settings, clock)
        return Printing(Spooler(desk.store, driver, from_settings(settings), "slip", clock))

    thread = TurningThread("printer", printing, failures.append)
    thread.start()
    taken_ms = []
    for _ in range(WARM_UP + samples):
        touched_ns = time.perf_counter_ns()
        desk.take()
        thread.wake()
        taken_ms.append((_said(printer)["first_byte_ns"] - touched_ns) / 1e6)
        _wait_until_printed(desk)
    thread.stop()
    desk.close()
    if failures:
        raise failures[0]
    return [
        Row(
            name=f"ticket.to_printer.p{percent}",
            value=percentile(taken_ms[WARM_UP:], percent),
            unit="ms",
            limit=limit,
        )
        for percent, limit in ((50, None), (99, LIMIT_MS))
    ]


def _said(printer: "subprocess.Popen[bytes]") -> dict[str, int]:
    assert printer.stdout is not None
    words: dict[str, int] = json.loads(printer.stdout.readline())
    return words


def _wait_until_printed(desk: Desk) -> None:
    """The next citizen comes when the last one's slip is out."""
    turn = threading.Event()
    deadline = time.monotonic() + SETTLED_WITHIN_S
    while time.monotonic() < deadline:
        with desk.store.read() as work:
            (last,) = work.print_jobs.recent(1)
        if last.state is JobState.PRINTED:
            return
        turn.wait(0.002)
    raise RuntimeError(f"the slip is still {last.state}: {last.reason}")
