"""One life of a process that says on stdout what it has done, and its sudden death."""

import os
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
    if not lines:
        raise RuntimeError(f"{module} ended before its first line")
    return lines
