"""The parent's end of one terminal process: orders, answers, its death, its next boot."""

import signal
import subprocess
import sys
from pathlib import Path

import msgspec

from kiosk.settings import ROOT, HallSettings
from tests.faults.hall_day_till import EMPTY, Answer, Command, Start


class PowerGone(Exception):
    """The terminal ended in the middle of what it was told."""


class TerminalProcess:
    """`ledger`: the address by which this terminal reaches the hall's ledger."""

    def __init__(self, folder: Path, name: str, ledger: str, hall: HallSettings) -> None:
        folder.mkdir()
        (folder / "paper").mkdir()
        self.name = name
        self._folder = folder
        self._ledger = ledger
        self._hall = hall
        self._boots = 0

    def boot(self, passed_s: float) -> None:
        """Begin to start; the first order waits until it stands."""
        self._boots += 1
        start = Start(
            folder=str(self._folder),
            terminal=self.name,
            boot=self._boots,
            ledger=self._ledger,
            hall=self._hall,
            passed_s=passed_s,
        )
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.hall_day_till", msgspec.json.encode(start).decode()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )

    def stands(self) -> None:
        if self._heard().outcome != "ready":
            raise RuntimeError(f"{self.name} did not start")

    def order(self, command: Command) -> Answer:
        """Raises PowerGone when it died over it."""
        assert self._process.stdin is not None
        self._process.stdin.write(msgspec.json.encode(command) + b"\n")
        self._process.stdin.flush()
        return self._heard()

    def bury(self) -> int:
        """After PowerGone; how it ended."""
        self._close_pipes()
        return self._process.wait()

    def refill(self, *, empty: bool) -> None:
        place = self._folder / "paper" / EMPTY
        place.touch() if empty else place.unlink()

    def slips(self) -> list[bytes]:
        return [one.read_bytes() for one in sorted((self._folder / "paper").glob("*.slip"))]

    def close(self) -> None:
        """Whatever state it is in."""
        if self._process.poll() is None:
            assert self._process.stdin is not None
            self._process.stdin.close()
            try:
                self._process.wait(60)
            except subprocess.TimeoutExpired:
                self._process.send_signal(signal.SIGKILL)
                self._process.wait()
        self._close_pipes()

    def _heard(self) -> Answer:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line.endswith(b"\n"):
            raise PowerGone(self.name)
        return msgspec.json.decode(line, type=Answer)

    def _close_pipes(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None and not pipe.closed:
                pipe.close()
