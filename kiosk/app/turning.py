"""The thread that everything beside the screen runs in: it takes turns, and rests between them."""

import threading
from collections.abc import Callable
from contextlib import closing
from typing import Protocol


class Turns(Protocol):
    def turn(self) -> float | None:
        """Do what there is to do. Seconds until the next look (0: at once), or None: never again."""
        ...

    def close(self) -> None:
        """After the last turn, and after one that failed: give back what only one may hold, as a port."""
        ...


class TurningThread:
    """Runs until stopped; `wake` ends a rest early.

    `make` builds what takes the turns, in the thread that will run it. `failed` gets every exception: a
    broken environment or a bug, told apart by whoever asked. A disk that was full has room again some day
    while nobody is on site, so the thread goes on after a rest, with everything made anew: what stood half
    done in memory is found as after a crash.
    """

    AFTER_FAILURE_S = 5.0

    def __init__(
        self,
        name: str,
        make: Callable[[], Turns],
        failed: Callable[[Exception], None],
        after_failure_s: float = AFTER_FAILURE_S,
    ) -> None:
        self._make = make
        self._failed = failed
        self._after_failure_s = after_failure_s
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._loop, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Any thread: there may be something to do."""
        self._wake.set()

    def stop(self, timeout_s: float = 10.0) -> bool:
        """Any thread but this one. False when a turn was still being taken after `timeout_s`."""
        self._stopping.set()
        self._wake.set()
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _loop(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                with closing(self._make()) as turns:
                    self._take(turns)
                return
            except Exception as error:
                self._failed(error)
            self._rest(self._after_failure_s)

    def _take(self, turns: Turns) -> None:
        """Turn after turn, until the last or until stopped."""
        while not self._stopping.is_set():
            self._wake.clear()
            rest_s = turns.turn()
            if rest_s is None:
                return
            self._rest(rest_s)

    def _rest(self, rest_s: float) -> None:
        if not self._stopping.is_set():
            self._wake.wait(rest_s)
