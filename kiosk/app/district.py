"""The reference district platform as a process, for one machine's loopback."""

from pathlib import Path

from kiosk.app.clock import SystemClock
from sync.district.run import serve


def run_district(folder: Path, port: int) -> None:
    """Serve until told to stop; port 0 takes a free one and the ready line names it."""
    serve("127.0.0.1", port, folder, clock=SystemClock())
