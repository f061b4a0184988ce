"""Start a windowed program again and again: time to its first frame, memory once it is idle."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

IDLE_AFTER_S = 4.0


class Launch(msgspec.Struct, frozen=True):
    ready_ms: float
    rss_mb: float


def launch(
    command: Sequence[str],
    environ: Mapping[str, str],
    *,
    until: str = "first_frame",
    deadline_s: float = 60.0,
) -> Launch:
    """One start, to the line with `until` that the program prints; then its resident memory when idle.

    Raises RuntimeError when the program ends, or `deadline_s` passes, without that line.
    """
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        env={**os.environ, **environ},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    # Ending the program is what unblocks the reading of a pipe.
    alarm = threading.Timer(deadline_s, process.kill)
    alarm.start()
    try:
        assert process.stdout is not None
        if not any(until.encode() in line for line in process.stdout):
            raise RuntimeError(f"ended without {until}: {' '.join(command)}")
        ready_ms = (time.perf_counter() - started) * 1000
        time.sleep(IDLE_AFTER_S)  # what is measured is the terminal at rest
        return Launch(ready_ms, _rss_mb(process.pid))
    finally:
        alarm.cancel()
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.communicate(timeout=15)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _rss_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the kernel reports no VmRSS")
