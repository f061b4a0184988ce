"""`python -m tests.faults [part of a name …] [--seed N]`: all rigs at full count, into build/faults.json.

Ends with 1 when a promise was broken.
"""

import argparse
import json
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from kiosk.settings import ROOT
from tests.faults import (
    clock_days,
    hall_day,
    hall_day_judge,
    kill_catalogue,
    kill_hall,
    kill_numbers,
    kill_visits,
    kill_walk,
    paper,
)
from tests.faults.finding import Finding, new_seed

Rig = Callable[[Path, int, int], Finding]

RIGS: dict[str, tuple[Rig, int]] = {
    "hall_day": (hall_day.run, 800),
    "paper": (paper.run, 10_000),
    "hall_day_shared": (hall_day_judge.run, 800),
    "clock_days": (clock_days.run, 60),
    "kill_numbers": (kill_numbers.run, 200),
    "kill_hall": (kill_hall.run, 200),
    "kill_visits": (kill_visits.run, 200),
    "kill_catalogue": (kill_catalogue.run, 200),
    "sigkill_walk": (kill_walk.run, 200),
    "sigterm_walk": (partial(kill_walk.run, how=signal.SIGTERM), 20),
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("wanted", nargs="*")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--count", type=int, help="instead of each rig's own count")
    chosen = parser.parse_args(arguments)
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    findings: list[dict[str, object]] = []
    for name, (rig, count) in RIGS.items():
        if chosen.wanted and not any(part in name for part in chosen.wanted):
            continue
        started = time.monotonic()
        with tempfile.TemporaryDirectory(dir=build) as folder:
            seed = new_seed() if chosen.seed is None else chosen.seed
            finding = rig(Path(folder), chosen.count or count, seed)
        seconds = round(time.monotonic() - started, 1)
        print(f"{finding.summary} ({seconds} s)", flush=True)
        findings.append({**msgspec.to_builtins(finding), "seconds": seconds})
    (build / "faults.json").write_text(json.dumps(findings, indent=2) + "\n")
    return 0 if all(not finding["problems"] for finding in findings) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
