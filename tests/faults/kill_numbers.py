"""SIGKILL while numbers are taken: none is lost once said, none is issued twice, none is skipped."""

import os
import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

from kiosk.settings import ROOT
from kiosk.store.engine import connect
from tests.bench.desk import KEY
from tests.faults.finding import Finding

STARTED_WITHIN_S = 60.0
LONGEST_LIFE_S = 0.25
Said = tuple[str, int]  # service day, number


def run(folder: Path, count: int, seed: int) -> Finding:
    """Start a number taker on one store `count` times; kill it at a random moment after its first number."""
    chance = random.Random(seed)
    said: list[Said] = []
    for _ in range(count):
        said += _one_life(folder, chance.uniform(0, LONGEST_LIFE_S))
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


def _one_life(folder: Path, life_s: float) -> list[Said]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.number_taker", str(folder)], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout is not None
    try:
        ready, _, _ = select.select([process.stdout], [], [], STARTED_WITHIN_S)
        if not ready:
            raise RuntimeError("the number taker said nothing")
        time.sleep(life_s)  # the moment of death is what this rig is about
    finally:
        os.kill(process.pid, signal.SIGKILL)
        output, _ = process.communicate()
    # The last line may have been cut by the kill; a whole one ends with a line feed.
    lines = output.decode().split("\n")[:-1]
    if not lines:
        raise RuntimeError("the number taker ended before its first number")
    return [(day, int(number)) for day, number in (line.split() for line in lines)]


def _stored(path: Path) -> tuple[list[Said], str]:
    driver = connect(path, KEY)
    rows = driver.execute("SELECT service_day, number FROM ticket").fetchall()
    checked = driver.execute("PRAGMA quick_check").fetchone()
    driver.close()
    assert checked is not None
    return [(str(day), int(str(number))) for day, number in rows], str(checked[0])
