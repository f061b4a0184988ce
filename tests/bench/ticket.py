"""`ticket.durable`: from the touch's handler to the committed number, against the same rows written bare."""

import time
from pathlib import Path

from tests.bench.desk import KEY, Desk
from tests.bench.mirror import BareWriter, Watcher
from tests.bench.result import Row, percentile

WARM_UP = 200
SMALL = ("terminal", "series_counter")
GROWING = ("ticket", "call_change", "record", "print_job", "event")
LIMIT = 2.5


def measure(folder: Path, samples: int = 4000) -> list[Row]:
    """Service and floor alternate in one run on one disk, so that what disturbs one disturbs the other."""
    desk = Desk(folder / "service")
    watcher = Watcher(desk.path, KEY, small=SMALL, growing=GROWING)
    (folder / "bare").mkdir(parents=True)
    bare = BareWriter(folder / "bare" / "kiosk.db", KEY)
    service_ms, bare_ms = [], []
    for _ in range(WARM_UP + samples):
        service_ms.append(timed(desk))
        bare_ms.append(bare.write(watcher.committed()))
    for part in (bare, watcher, desk):
        part.close()
    return [
        Row(
            name=f"ticket.durable.p{percent}",
            value=percentile(service_ms[WARM_UP:], percent),
            unit="ms",
            floor=percentile(bare_ms[WARM_UP:], percent),
            limit=LIMIT,
        )
        for percent in (50, 99)
    ]


def timed(desk: Desk) -> float:
    """How long one number takes, in milliseconds."""
    started = time.perf_counter_ns()
    desk.take()
    return (time.perf_counter_ns() - started) / 1e6
