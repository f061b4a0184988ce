"""The thread beside the screen: wakes when asked, ends when asked, and outlives what breaks under it."""

import queue
import threading
from collections.abc import Callable

from kiosk.app.turning import TurningThread
from kiosk.store.errors import DiskFull

DEADLINE_S = 10
FOREVER_S = 3600.0


class Scripted:
    """Takes the turns that are written for it, then rests for ever."""

    def __init__(self, taken: "queue.Queue[str]", *turns: Callable[[], float | None]) -> None:
        self._taken = taken
        self._turns = list(turns)
        self.closed = threading.Event()

    def turn(self) -> float | None:
        taken = self._turns.pop(0)() if self._turns else FOREVER_S
        self._taken.put("turn")
        return taken

    def close(self) -> None:
        self.closed.set()


def full() -> float:
    raise DiskFull("test")


def test_a_failure_is_told_and_the_work_goes_on_with_everything_made_anew() -> None:
    taken, failures = queue.Queue[str](), queue.Queue[Exception]()
    failing, sound = Scripted(taken, full), Scripted(taken)
    made = [failing, sound]
    thread = TurningThread("test", lambda: made.pop(0), failures.put, after_failure_s=0)
    thread.start()
    assert isinstance(failures.get(timeout=DEADLINE_S), DiskFull)
    assert taken.get(timeout=DEADLINE_S) == "turn"
    assert made == []
    assert failing.closed.is_set()  # before the next was made: both may want the same port
    assert not sound.closed.is_set()
    assert thread.stop(DEADLINE_S)
    assert sound.closed.is_set()


def test_what_cannot_be_made_is_told_and_tried_again() -> None:
    taken, failures = queue.Queue[str](), queue.Queue[Exception]()
    made: list[Callable[[], Scripted]] = [lambda: Scripted(taken, full()), lambda: Scripted(taken)]  # type: ignore[arg-type]
    thread = TurningThread("test", lambda: made.pop(0)(), failures.put, after_failure_s=0)
    thread.start()
    assert isinstance(failures.get(timeout=DEADLINE_S), DiskFull)
    assert taken.get(timeout=DEADLINE_S) == "turn"
    assert thread.stop(DEADLINE_S)


def test_waking_ends_a_rest_and_stopping_too() -> None:
    taken = queue.Queue[str]()
    scripted = Scripted(taken)
    failures: list[Exception] = []
    thread = TurningThread("test", lambda: scripted, failures.append)
    thread.start()
    taken.get(timeout=DEADLINE_S)
    thread.wake()
    taken.get(timeout=DEADLINE_S)
    assert thread.stop(DEADLINE_S)
    assert taken.empty()
    assert failures == []


def test_none_is_the_last_turn() -> None:
    ended = threading.Event()

    def last() -> None:
        ended.set()

    failures: list[Exception] = []
    thread = TurningThread("test", lambda: Scripted(queue.Queue(), last), failures.append)
    thread.start()
    assert ended.wait(DEADLINE_S)
    assert thread.stop(DEADLINE_S)
    assert failures == []
