"""One life of a process that says on stdout what it has done, and its sudden death."""

import os
import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

from kiosk.settings import ROOT

STARTED_WITHIN_S = 60.0


def one_life(module: str, folder: Path, life_s: float, *words: str) -> list[str]:
    """Start `module` with `folder` and `words`, SIGKILL it `life_s` after its first line; the whole lines."""
    command = [sys.executable, "-m", module, str(folder), *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    try:
        ready, _, _ = select.select([process.stdout], [], [], STARTED_WITHIN_S)
        if not ready:
            raise RuntimeError(f"{module} said nothing")
        time.sleep(life_s)  # the moment of death is what these rigs are about
    finally:
        os.kill(process.pid, signal.SIGKILL)
        output, _ = process.communicate()
    # The last line may have been cut by the kill; a whole one ends with a line feed.
    lines = output.decode().split("\n")[:-1]
    if process.returncode != -signal.SIGKILL:
        raise RuntimeError(f"{module} ended by itself with {process.returncode} after {len(lines)} lines")
    return lines


def many_lives(
    module: str, folder: Path, count: int, longest_s: float, chance: random.Random
) -> tuple[list[str], list[str]]:
    """So many lives on one folder, each with a seed of its own as its word: what all of them said, and what
    ended one of them before its time, after which there are no more."""
    said: list[str] = []
    for n in range(count):
        life_s, acts = chance.uniform(0, longest_s), str(chance.randrange(2**32))
        try:
            said += one_life(module, folder, life_s, acts)
        except RuntimeError as error:
            return said, [f"life {n + 1}: {error}"]
    return said, []
