"""SIGKILL at random moments of the walk, syncer included, on one store; then the judge (judge.py).

District, printer and card reader are other machines: they live through all of it. The network comes and
goes between the lives, so that some die while they deliver.
"""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec

from kiosk.app.process import Child
from kiosk.app.street import Street
from kiosk.settings import ROOT
from kiosk.store.engine import Driver, connect
from kiosk.store.key_file import read_key
from tests.faults.finding import Finding
from tests.faults.judge import Stores, facts, judge, read_paper
from tests.faults.walker import Place

WALK_WITHIN_S = 180.0
DRAINED_WITHIN_S = 120.0
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}


def run(folder: Path, count: int, seed: int, how: signal.Signals = signal.SIGKILL) -> Finding:
    """One whole walk, `count` walks ended at a random moment, one whole walk; then nothing may wait."""
    name = f"{how.name.lower()}_walk"
    chance = random.Random(seed)
    slips = folder / "slips"
    street = Street(folder / "street", slips)
    try:
        rig = Rig(folder, street)
        problems = rig.finish("the first walk")
        if problems:  # there may not even be a store to judge
            return Finding(name=name, count=count, seed=seed, problems=tuple(problems), facts={"killed": 0})
        while rig.killed < count and not problems:
            (street.plug_network if chance.random() < 0.5 else street.unplug_network)()
            problems += rig.interrupt(chance.uniform(0, rig.walk_s), how)
        street.plug_network()
        problems += rig.finish("the last walk")
        problems += rig.drain()
        papers = read_paper(slips, [slip["text"] for slip in street.slips()])
    finally:
        street.close()
    stores = rig.stores()
    try:
        found = Finding(
            name=name,
            count=count,
            seed=seed,
            problems=(*problems, *judge(stores, papers)),
            facts={**facts(stores, papers), "killed": rig.killed},
        )
    finally:
        stores.close()
    return found


class Rig:
    """Starts lives of one terminal and ends them."""

    def __init__(self, folder: Path, street: Street) -> None:
        self._street = street
        self._state = folder / "state"
        self._config = street.write_config(folder / "config", self._state)
        self._place = Place(str(self._config), street.printer.port, street.reader.port)
        self._log = folder / "walks.log"
        self.walk_s = 0.0  # how long a whole walk takes here
        self.killed = 0

    def finish(self, which: str) -> list[str]:
        """A walk that nobody disturbs must reach its end, whatever the lives before it left."""
        started = time.monotonic()
        walker = self._start()
        try:
            code = walker.wait(WALK_WITHIN_S)
        except subprocess.TimeoutExpired:
            _end(walker, signal.SIGKILL)
            return [f"{which} did not end: {self._last_words()}"]
        self.walk_s = time.monotonic() - started
        return [] if code == 0 else [f"{which} ended with {code}: {self._last_words()}"]

    def interrupt(self, after_s: float, how: signal.Signals) -> list[str]:
        """A walk that was over before its moment came does not count, and says how long walks now take."""
        started = time.monotonic()
        walker = self._start()
        try:
            code = walker.wait(after_s)
        except subprocess.TimeoutExpired:
            self.killed += 1
            _end(walker, how)
            return []
        self.walk_s = time.monotonic() - started
        return [] if code == 0 else [f"an undisturbed walk ended with {code}: {self._last_words()}"]

    def drain(self) -> list[str]:
        """Let a syncer deliver what waits. The terminal is gone: its lock is free and nothing is added."""
        driver = connect(*self._store())
        syncer = Child("sync", "run", "--config", str(self._config), log=self._log)
        deadline = time.monotonic() + DRAINED_WITHIN_S
        try:
            while (waiting := _waiting(driver)) and time.monotonic() < deadline:
                time.sleep(0.2)
        finally:
            driver.close()
            syncer.stop()
        return [f"{waiting} records still wait after {DRAINED_WITHIN_S} s"] if waiting else []

    def stores(self) -> Stores:
        district = self._street.provisioned
        return Stores(self._store(), (district.store, district.store_key.read_bytes()))

    def _store(self) -> tuple[Path, bytes]:
        return self._state / "kiosk.db", read_key(self._state / "store.key")

    def _start(self) -> "subprocess.Popen[bytes]":
        words = [sys.executable, "-m", "tests.faults.walker", msgspec.json.encode(self._place).decode()]
        with self._log.open("ab") as log:
            return subprocess.Popen(
                words,
                cwd=ROOT,
                env={**os.environ, **OFFSCREEN},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _last_words(self) -> str:
        return self._log.read_text("utf-8", "replace")[-2000:]


def _waiting(driver: Driver) -> int:
    row = driver.execute(
        "SELECT count(*) FROM record WHERE state NOT IN ('delivered', 'quarantined')"
    ).fetchone()
    return int(str(row[0])) if row else 0


def _end(walker: "subprocess.Popen[bytes]", how: signal.Signals) -> None:
    """End the terminal and its syncer: they share a session, which the street's processes do not."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(walker.pid, how)
    walker.wait(WALK_WITHIN_S)
