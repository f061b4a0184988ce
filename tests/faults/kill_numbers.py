"""SIGKILL while numbers are taken: none is lost once said, none is issued twice, none is skipped."""

import random
from pathlib import Path

from kiosk.store.engine import connect
from tests.bench.desk import KEY
from tests.faults.finding import Finding
from tests.faults.lives import one_life

LONGEST_LIFE_S = 0.25
Said = tuple[str, int]  # service day, number


def run(folder: Path, count: int, seed: int) -> Finding:
    """Start a number taker on one store `count` times; kill it at a random moment after its first number."""
    chance = random.Random(seed)
    said: list[Said] = []
    for _ in range(count):
        lines = one_life("tests.faults.number_taker", folder, chance.uniform(0, LONGEST_LIFE_S))
        said += ((day, int(number)) for day, number in map(str.split, lines))
    stored, intact = _stored(folder / "kiosk.db")
    problems = []
    if lost := set(said) - set(stored):
        problems.append(f"said and lost: {sorted(lost)[:5]}")
    if len(said) != len(set(said)):
        problems.append("a number was said twice")
    if len(stored) != len(set(stored)):
        problems.append("a number is stored twice")
    for day in {day for day, _ in stored}:
        numbers = sorted(number for other, number in stored if other == day)
        if numbers != list(range(1, len(numbers) + 1)):
            problems.append(f"numbers of {day} have gaps")
    if intact != "ok":
        problems.append(f"quick_check: {intact}")
    facts = {"numbers said": len(said), "stored": len(stored)}
    return Finding(name="kill_numbers", count=count, seed=seed, problems=tuple(problems), facts=facts)


def _stored(path: Path) -> tuple[list[Said], str]:
    driver = connect(path, KEY)
    rows = driver.execute("SELECT service_day, number FROM ticket").fetchall()
    checked = driver.execute("PRAGMA quick_check").fetchone()
    driver.close()
    assert checked is not None
    return [(str(day), int(str(number))) for day, number in rows], str(checked[0])
