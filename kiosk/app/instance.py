"""Only one terminal may run on a state folder: two would issue from one counter and print on one printer."""

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
    """An flock on `kiosk.lock`; the kernel releases it with the process, whatever ends it."""

    def __init__(self, state_dir: Path) -> None:
        self._state_dir = state_dir
        self._file_descriptor = -1

    def __enter__(self) -> Self:
        self._state_dir.mkdir(parents=True, exist_ok=True)
        path = self._state_dir / "kiosk.lock"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(descriptor, 32).decode("ascii", "replace").strip() or "?"
            os.close(descriptor)
            raise AlreadyRunning(self._state_dir, holder) from error
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        self._file_descriptor = descriptor
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._file_descriptor)
