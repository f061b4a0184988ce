"""The real terminal under a clock that jumps; `make faults` plays every jump, zone, battery and calendar."""

import random
from pathlib import Path

from tests.faults.clock_days import YEARS_26, time_server
from tests.faults.clock_walk import ClockWalk, china
from tests.faults.finding import new_seed


def test_numbers_screens_and_slips_agree_whatever_the_clock_does(tmp_path: Path) -> None:
    seed = new_seed()
    print(f"clock_days seed {seed}")  # noqa: T201 - to play it again
    walk = ClockWalk(tmp_path)
    try:
        with walk.life(china(2026, 12, 1)) as life:
            walk.take(life, "in the morning", dated=True)
            walk.clock.jump(YEARS_26)
            walk.take(life, "26 years ahead", dated=False)
            life.do("header", series="doubted")
            walk.clock.jump(-YEARS_26)
            life.do("header", series="trusted")
            time_server(walk, life, 1, random.Random(seed))
        assert walk.judge() == []
        assert {one.service_day for one in walk.taken} == {"2026-12-01"}
    finally:
        walk.close()
