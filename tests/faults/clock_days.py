"""Everything that a clock may do to a terminal, in the order of its lives (clock_walk.py plays them)."""

import random
from datetime import timedelta
from pathlib import Path

from tests.faults.clock_walk import ClockWalk, Life, china
from tests.faults.finding import Finding

NEW_YORK = "America/New_York"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
YEARS_26 = timedelta(days=26 * 365 + 7)
JUMPS = (-MINUTE, DAY, -DAY, YEARS_26, -YEARS_26)
# A step that drift and time servers make is taken over at once.
BELIEVED = timedelta(seconds=-2), timedelta(seconds=60)
STEPS_S = (0.4, -0.9, 20.0, -45.0, 3600.0, -3600.0, 86_400.0)


def run(folder: Path, count: int, seed: int) -> Finding:
    """All of it; a time server steps in `count` times while somebody takes a number."""
    chance = random.Random(seed)
    walk = ClockWalk(folder)
    try:
        pin = walk.add_staff(china(2026, 3, 1))
        another_zone(walk)
        with walk.life(china(2026, 12, 1)) as life:  # a month after the life before
            walk.take(life, "after a month off", dated=True)
            jumps(walk, life)
            time_server(walk, life, count, chance)
        empty_battery(walk)
        a_day_ahead(walk, pin)
        end_of_the_calendar(walk)
        problems = walk.judge()
    finally:
        walk.close()
    facts = {"numbers": len(walk.taken), "without a day": sum(not one.dated_slip for one in walk.taken)}
    return Finding(name="clock_days", count=count, seed=seed, problems=tuple(problems), facts=facts)


def another_zone(walk: ClockWalk) -> None:
    """The machine's zone puts its clock forward, and back: the kiosk's day is China's."""
    for sunday, monday in (
        (china(2026, 3, 8, 14, 59, 40), "2026-03-09"),
        (china(2026, 11, 1, 13, 59, 40), "2026-11-02"),
    ):
        with walk.life(sunday, NEW_YORK) as life:
            walk.take(life, "before the zone's switch", dated=True)
            walk.clock.jump(timedelta(seconds=40))
            seen = walk.take(life, "after the zone's switch", dated=True)
            if seen.service_day != monday:
                walk.problems.append(f"{sunday} in New York: a number for {seen.service_day}")


def jumps(walk: ClockWalk, life: Life) -> None:
    """There and back. In between no day is named and staff see it; then today's numbers go on."""
    for jump in JUMPS:
        walk.clock.jump(jump)
        wrong = walk.take(life, f"{jump}", dated=False)
        life.do("header", series="doubted")
        walk.clock.jump(-jump)
        life.do("header", series="trusted")
        right = walk.take(life, f"{jump} and back", dated=True)
        if right.service_day != wrong.service_day:
            walk.problems.append(f"{jump}: {wrong.service_day}, then {right.service_day}")


def time_server(walk: ClockWalk, life: Life, count: int, chance: random.Random) -> None:
    """Stepped while the touch is answered; what nobody can believe is put right afterwards."""
    for _ in range(count):
        by = timedelta(seconds=chance.choice(STEPS_S))
        walk.take(life, f"stepped by {by}", by=by)
        if not BELIEVED[0] < by < BELIEVED[1]:
            walk.clock.jump(-by)
        life.do("header", series="trusted")
        walk.take(life, f"after {by}", dated=True)


def empty_battery(walk: ClockWalk) -> None:
    """Switched on in the year 2000; the time comes while it runs."""
    with walk.life(china(2000, 12, 31)) as life:
        wrong = walk.take(life, "the year 2000", dated=False)
        life.do("header", series="doubted")
        walk.clock.set(china(2026, 12, 1, 14))
        life.do("header", series="trusted")
        right = walk.take(life, "the battery is new", dated=True)
        if (wrong.service_day, right.service_day) != ("2026-12-01", "2026-12-01"):
            walk.problems.append(f"an empty battery: {wrong.service_day}, {right.service_day}")


def a_day_ahead(walk: ClockWalk, pin: str) -> None:
    """A wrong day that nothing could tell is put right; only a person can say that the clock is right now."""
    with walk.life(china(2026, 12, 2)) as life:
        walk.take(life, "a day ahead", dated=True)
        walk.clock.jump(timedelta(hours=-18))
        wrong = walk.take(life, "put back", dated=False)
        life.do("header", series="doubted")
        life.do("confirm", pin=pin)
        life.do("header", series="trusted")
        right = walk.take(life, "confirmed by staff", dated=True)
        if (wrong.service_day, right.service_day) != ("2026-12-02", "2026-12-01"):
            walk.problems.append(f"confirmed: {wrong.service_day}, then {right.service_day}")


def end_of_the_calendar(walk: ClockWalk) -> None:
    """The year's end is the end of the shipped calendar: beyond it no day is named, and numbers go on."""
    with walk.life(china(2026, 12, 31, 16, 50)) as life:
        walk.take(life, "the last day of the year", dated=True)
    for moment in (china(2027, 1, 1, 0, 0, 30), china(2028, 2, 29)):
        with walk.life(moment) as life:
            walk.take(life, f"{moment:%F}", dated=False)
            life.do("header", series="doubted")
    with walk.life(china(2026, 12, 31, 16, 55)) as life:
        walk.take(life, "the year is put right", dated=True)
