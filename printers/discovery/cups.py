"""Queues of a CUPS server on this machine, as lpstat tells them."""

import shutil
import subprocess
from collections.abc import Iterator

from printers.discovery.found import Found, Way

_TIMEOUT_S = 5


def cups_queues(lpstat: str = "lpstat") -> Iterator[Found]:
    """Nothing where CUPS is not installed or not running: that is no fault of this terminal."""
    program = shutil.which(lpstat)
    if program is None:
        return
    try:
        ran = subprocess.run(  # noqa: S603 - a fixed program with fixed words
            [program, "-v"],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_TIMEOUT_S,
            check=False,
            env={"LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return
    for line in ran.stdout.splitlines():
        # device for NAME: URI
        before, _, uri = line.partition(": ")
        name = before.removeprefix("device for ")
        if name != before and uri:
            yield Found(way=Way.CUPS, device=f"cups:///{name}", name=name, sure=True, detail=uri)
