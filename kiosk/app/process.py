"""Other processes of this program: how they are named, started, heard and ended."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from kiosk.app.overwriting import not_overwriting


class NeverAnnounced(RuntimeError):
    """A child ended, or stayed mute, before it said that it is ready."""


def command(*args: str) -> list[str]:
    """The command line that runs this very program with `args`, from sources or from a bundle."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *args]
    return [sys.executable, "-m", "kiosk", *args]


def end_with_parent() -> None:
    """Make this process end when its parent does, however the parent ended.

    The parent holds the other end of our stdin; the kernel closes it with the parent, SIGKILL included.
    """

    def watch() -> None:
        # Not sys.stdin: its lock would be held at interpreter shutdown, which is a fatal error.
        while os.read(0, 4096):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()


class Child:
    """A process of this program that lives no longer than we do."""

    def __init__(self, *args: str, log: Path | None = None) -> None:
        log_file = log.open("ab") if log else None
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program, no shell
                command(*args, "--child"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log_file,
                env=not_overwriting(os.environ),
            )
        finally:
            if log_file:
                log_file.close()
        self.name = " ".join(args[:2])

    @property
    def pid(self) -> int:
        return self._process.pid

    def exit_code(self) -> int | None:
        """None while it runs."""
        return self._process.poll()

    def announced(self, timeout_s: float = 30.0) -> dict[str, Any]:
        """The JSON object a simulator or server prints on its first line when it is ready.

        Raises NeverAnnounced when the child ends first or says nothing within `timeout_s`.
        """
        # A pipe has no read timeout; ending the child is what unblocks the read.
        timer = threading.Timer(timeout_s, self._process.kill)
        timer.start()
        try:
            line = self._process.stdout.readline() if self._process.stdout else b""
        finally:
            timer.cancel()
        if not line:
            raise NeverAnnounced(f"{self.name} did not become ready")
        announced: dict[str, Any] = json.loads(line)
        return announced

    def stop(self, timeout_s: float = 5.0) -> None:
        """Ask it to end (SIGTERM), and insist after `timeout_s`."""
        if self._process.poll() is None:
            self._process.terminate()
        try:
            self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()


class Running(Protocol):
    """What a supervisor needs of a child."""

    @property
    def pid(self) -> int: ...

    def exit_code(self) -> int | None: ...

    def stop(self) -> None: ...


class Supervisor:
    """Keeps one child running: restarts it with growing pauses, forgets them once it has lived a while."""

    LONGEST_PAUSE_S = 30.0
    LIVED_S = 60.0

    def __init__(self, start: Callable[[], Running]) -> None:
        self._start = start
        self._child: Running | None = None
        self._started_s = 0.0
        self._pause_s = 0.0
        self._due_s = 0.0
        self.restarts = 0

    def tick(self, monotonic_s: float) -> None:
        """Call it about once a second."""
        if self._child is not None:
            if self._child.exit_code() is None:
                return
            lived = monotonic_s - self._started_s
            self._pause_s = (
                1.0 if lived > self.LIVED_S else min(max(1.0, self._pause_s * 2), self.LONGEST_PAUSE_S)
            )
            self._due_s = monotonic_s + self._pause_s
            self._child.stop()
            self._child = None
            self.restarts += 1
        if monotonic_s >= self._due_s:
            self._child = self._start()
            self._started_s = monotonic_s

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else None

    def stop(self) -> None:
        if self._child is not None:
            self._child.stop()
            self._child = None
