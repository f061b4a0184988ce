"""Only one terminal may run on a state folder: two would issue from one counter and print on one printer."""

import contextlib
import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self


class AlreadyRunning(Exception):
    """Another terminal holds the state folder."""

    def __init__(self, state_dir: Path, pid: str) -> None:
        super().__init__(
            f"本终端已在运行 (pid {pid})，无需再次启动。"
            f"The terminal on {state_dir} is already running (pid {pid}); nothing was started."
        )


class InstanceLock:
    """An flock on `kiosk.lock`; the kernel releases it with the process, whatever ends it.

    As a context manager it is taken for the block.
    """

    def __init__(self, state_dir: Path) -> None:
        self._state_dir = state_dir
        self._descriptor: int | None = None

    def take(self) -> None:
        """Take it, unless this object has it already. Raises AlreadyRunning, and OSError for a bad folder."""
        if self._descriptor is not None:
            return
        self._state_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._state_dir / "kiosk.lock"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(descriptor, 32).decode("ascii", "replace").strip() or "?"
            os.close(descriptor)
            raise AlreadyRunning(self._state_dir, holder) from error
        self._descriptor = descriptor
        with contextlib.suppress(OSError):  # a full disk: the lock holds all the same, it only has no name
            os.ftruncate(descriptor, 0)
            os.write(descriptor, str(os.getpid()).encode())

    def release(self) -> None:
        """Let the next one have it; nothing when it was never taken."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def terminal_runs(state_dir: Path) -> bool:
    """Whether a terminal holds this folder now."""
    try:
        with InstanceLock(state_dir):
            return False
    except AlreadyRunning:
        return True
