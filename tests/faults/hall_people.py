"""Who comes to a hall in a day, drawn from a seed: when, for what, how long it takes, and who goes away."""

import random
from datetime import datetime, timedelta

import msgspec

from tests.unit.services.world import local_instant

SERIES = ("general", "insurance", "household", "business")
WEIGHTS = (45, 35, 12, 8)
# The arrivals of a town centre: the first hour is the fullest, a second wave follows the midday rest.
HOURLY = {9: 26, 10: 20, 11: 10, 12: 3, 13: 8, 14: 17, 15: 11, 16: 5}


class Citizen(msgspec.Struct, frozen=True, kw_only=True):
    comes: datetime
    series: str
    priority: bool
    stays: bool  # False: gone when called
    gives_back: bool
    moves_to: str  # the series the window sends them to; empty: none
    put_back: bool  # something is missing: back into the line once
    takes_s: float  # at the window
    terminal: int = 0  # of three, which one they walk to
    comes_late: bool = False  # gone when called, and back soon after


def day_people(seed: int, count: int) -> list[Citizen]:
    """In order of coming, between 9:00 and 17:00."""
    draw = random.Random(seed)
    hours = draw.choices(list(HOURLY), list(HOURLY.values()), k=count)
    times = sorted(
        local_instant(2026, 11, 23, hour) + timedelta(seconds=draw.uniform(0, 3600)) for hour in hours
    )
    return [_citizen(draw, at) for at in times]


def night_people(seed: int, count: int) -> list[Citizen]:
    """After closing and before the next morning."""
    draw = random.Random(seed + 1)
    evening = local_instant(2026, 11, 23, 17, 5)
    times = sorted(evening + timedelta(seconds=draw.uniform(0, 15 * 3600)) for _ in range(count))
    return [_citizen(draw, at) for at in times]


def _citizen(draw: random.Random, at: datetime) -> Citizen:
    series = draw.choices(SERIES, WEIGHTS)[0]
    other = draw.choice([one for one in SERIES if one != series])
    return Citizen(
        comes=at,
        series=series,
        priority=draw.random() < 0.12,
        stays=draw.random() < 0.93,
        gives_back=draw.random() < 0.03,
        moves_to=other if draw.random() < 0.03 else "",
        put_back=draw.random() < 0.03,
        takes_s=min(1500.0, 20 + draw.gammavariate(2.2, 90)),
        terminal=draw.choices((0, 1, 2), (5, 3, 2))[0],
        comes_late=draw.random() < 0.4,
    )
