"""One life of a process that says on stdout what it has done, and its sudden death."""

import random
import select
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from kiosk.settings import ROOT

STARTED_WITHIN_S = 60.0
LONGEST_BY_STATEMENT_S = 2.0  # there may be nobody for an act of its kind
BY_CLOCK, BY_STATEMENT = "clock", "statement"


def one_life(module: str, folder: Path, life_s: float, *words: str) -> list[str]:
    """Start `module` with `folder` and `words`, SIGKILL it `life_s` after its first line; the whole lines.

    Raises RuntimeError for a process that says nothing, or ends in another way than by a SIGKILL.
    """
    command = [sys.executable, "-m", module, str(folder), *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    try:
        ready, _, _ = select.select([process.stdout], [], [], STARTED_WITHIN_S)
        if not ready:
            raise RuntimeError(f"{module} said nothing")
        # The moment of death is what these rigs are about.
        with suppress(subprocess.TimeoutExpired):
            process.wait(life_s)
    finally:
        process.kill()
        output, _ = process.communicate()
    # The last line may have been cut by the kill; a whole one ends with a line feed.
    lines = output.decode().split("\n")[:-1]
    if process.returncode != -signal.SIGKILL:
        raise RuntimeError(f"{module} ended by itself with {process.returncode} after {len(lines)} lines")
    return lines


def many_lives(
    module: str, folder: Path, count: int, longest_s: float, chance: random.Random
) -> tuple[list[str], list[str]]:
    """So many lives on one folder: what all of them said, and what ended one of them before its time, after
    which there are no more. A process is given a seed for its acts, and how it dies: by the clock, or, every
    second one, before a statement that it chooses by that seed."""
    said: list[str] = []
    for n in range(count):
        acts, how = str(chance.randrange(2**32)), BY_STATEMENT if n % 2 else BY_CLOCK
        life_s = LONGEST_BY_STATEMENT_S if n % 2 else chance.uniform(0, longest_s)
        try:
            said += one_life(module, folder, life_s, acts, how)
        except RuntimeError as error:
            return said, [f"life {n + 1}: {error}"]
    return said, []
