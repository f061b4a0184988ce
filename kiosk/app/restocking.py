"""A new catalogue while the terminal runs: judged beside it, read behind it, used when nobody is there."""

import logging
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from kiosk.app.stock import Loaded, Stock
from kiosk.catalogue.search import Index

log = logging.getLogger(__name__)

LOOK_EVERY_S = 5.0
JUDGE_AGAIN_S = 600.0  # a disk that was full may have room again
_Stamp = tuple[tuple[str, int, int, int], ...]


class Judging(Protocol):
    """The process that judges and installs what waits (kiosk.app.process.Child)."""

    def exit_code(self) -> int | None: ...

    def stop(self) -> None: ...


class Restocking:
    """`tick` in the Qt thread, about once a second. A newer package is handed to `ready`, in another thread.

    Files are judged in a process of their own: a full check would take the screen's interpreter for a minute.
    """

    def __init__(
        self,
        stock: Stock,
        judge: Callable[[], Judging],
        ready: Callable[[Loaded, Index], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._stock = stock
        self._judge = judge
        self._ready = ready
        self._failed = failed
        self._judging: Judging | None = None
        self._reading: threading.Thread | None = None
        self._looked_s = float("-inf")
        self._waiting: _Stamp = ()
        self._judged: _Stamp = ()
        self._judged_s = float("-inf")
        self._installed: _Stamp = ()

    def tick(self, monotonic_s: float) -> None:
        if monotonic_s - self._looked_s < LOOK_EVERY_S:
            return
        self._looked_s = monotonic_s
        self._look_for_files(monotonic_s)
        self._look_for_packages()

    def stop(self) -> None:
        if self._judging is not None:
            self._judging.stop()

    def _look_for_files(self, monotonic_s: float) -> None:
        if self._judging is not None:
            code = self._judging.exit_code()
            if code is None:
                return
            if code != 0:  # the disk, mostly: what was refused is no failure, and said in the self-check
                log.warning("judging a catalogue file ended with %s; it is judged again later", code)
            self._judging.stop()  # closes its pipes
            self._judging = None
        before, self._waiting = self._waiting, _stamp(self._stock.shelf.waiting())
        if not self._waiting or self._waiting != before:
            return  # what still changes is still being copied
        if self._waiting == self._judged and monotonic_s - self._judged_s < JUDGE_AGAIN_S:
            return
        self._judged, self._judged_s = self._waiting, monotonic_s
        self._judging = self._judge()

    def _look_for_packages(self) -> None:
        if self._reading is not None and self._reading.is_alive():
            return
        before, self._installed = self._installed, _stamp(path for _, path in self._stock.shelf.versions())
        if self._installed != before:
            self._reading = threading.Thread(target=self._read, name="restocking", daemon=True)
            self._reading.start()

    def _read(self) -> None:
        try:
            loaded = self._stock.newer()
            if loaded is not None:
                self._ready(loaded, Index(loaded.catalogue))
        except Exception as error:  # the root decides for the whole process
            self._failed(error)


def _stamp(paths: Iterable[Path]) -> _Stamp:
    """What tells a file from another one under the same name."""
    stamp = []
    for path in paths:
        with suppress(FileNotFoundError):  # taken away meanwhile
            found = path.stat()
            stamp.append((path.name, found.st_ino, found.st_mtime_ns, found.st_size))
    return tuple(stamp)
