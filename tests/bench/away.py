"""`ticket.away`: touch to number at a terminal whose hall's ledger has gone, behind a network that swallows
and behind one that refuses: the first citizen waits out the deadline, nobody after that waits at all."""

import time
from collections.abc import Callable
from pathlib import Path
from threading import Event
from uuid import uuid4

from kiosk.app.clock import SystemClock
from kiosk.app.instance import InstanceLock
from kiosk.app.opening import Opened, open_terminal
from kiosk.app.turning import TurningThread
from kiosk.services.queue import NumberTaken
from kiosk.services.shared_hall.ledger_link import LedgerLink
from kiosk.settings import load
from tests.bench.hall import hall_config
from tests.bench.result import Row, percentile
from tests.hall_line import HallLine
from tests.postgres_server import PostgresServer

CUTS = 6  # the ledger is found again each time, which takes seconds
AFTERWARDS = 40  # numbers while it is away
FIRST_MS = 700.0
AFTER_MS = 30.0


def measure(folder: Path) -> list[Row]:
    server = PostgresServer(durable=True)
    line = HallLine(server.new_database())
    settings = load(hall_config(folder, ledger=line.url))
    lock = InstanceLock(settings.state_dir)
    opened = open_terminal(settings, SystemClock(), lock)
    link = opened.services.ledger_link
    if link is None:
        raise RuntimeError("the hall has no ledger")
    thread = TurningThread("ledger", lambda: link, _raise)
    thread.start()
    rows = []
    try:
        rows += _cut(opened, link, "swallowed", line.swallow, line.pass_on)
        rows += _cut(opened, link, "refused", line.refuse, line.listen_again)
    finally:
        line.close()
        thread.stop()
        opened.services.queue.close()
        opened.store.close()
        lock.release()
        server.remove()
    return rows


def _cut(
    opened: Opened, link: LedgerLink, how: str, cut: Callable[[], None], mend: Callable[[], None]
) -> list[Row]:
    first: list[float] = []
    after: list[float] = []
    while len(first) < CUTS:
        while not link.here:
            time.sleep(0.01)
        _touch(opened)  # as in an ordinary hour: connections are open
        cut()
        known = not link.here  # its own turn came between: that citizen does not wait, and does not count
        took = _touch(opened)
        if not known:
            first.append(took)
        after += [_touch(opened) for _ in range(AFTERWARDS)]
        mend()
    return [
        Row(name=f"ticket.away {how} first, worst", value=max(first), unit="ms", limit=FIRST_MS),
        Row(name=f"ticket.away {how} after p50", value=percentile(after, 50), unit="ms"),
        Row(name=f"ticket.away {how} after p99", value=percentile(after, 99), unit="ms", limit=AFTER_MS),
    ]


def _touch(opened: Opened) -> float:
    """One citizen, as the screen does it; milliseconds from the touch to the number in the own store."""
    queue, session = opened.services.queue, str(uuid4())
    began = time.perf_counter_ns()
    asking = queue.ask(session, "general")
    if asking is None:
        raise RuntimeError("nobody was asked")
    answered = Event()
    asking.tell(answered.set)
    answered.wait()
    taken = queue.take_number(session, "general", asking=asking)
    took = (time.perf_counter_ns() - began) / 1e6
    if not isinstance(taken, NumberTaken):
        raise RuntimeError(f"no number was issued: {taken}")
    return took


def _raise(error: Exception) -> None:
    raise error
