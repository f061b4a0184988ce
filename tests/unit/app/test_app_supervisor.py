"""Restarting a child: after growing pauses, which are forgotten once it has lived a while."""

import itertools

from kiosk.app.process import Supervisor


class FakeChild:
    """A child whose end the test decides."""

    def __init__(self) -> None:
        self.code: int | None = None
        self.stopped = False
        self.pid = 1

    def exit_code(self) -> int | None:
        return self.code

    def stop(self) -> None:
        self.stopped = True


class Nursery:
    def __init__(self) -> None:
        self.born: list[FakeChild] = []

    def start(self) -> FakeChild:
        self.born.append(FakeChild())
        return self.born[-1]


def test_a_dead_child_is_replaced_after_growing_pauses() -> None:
    nursery = Nursery()
    supervisor = Supervisor(nursery.start)
    starts: list[int] = []
    for second in range(200):
        before = len(nursery.born)
        supervisor.tick(float(second))
        if len(nursery.born) > before:
            starts.append(second)
            nursery.born[-1].code = 1
    pauses = [later - earlier for earlier, later in itertools.pairwise(starts)]
    assert starts[0] == 0
    assert pauses[:4] == sorted(pauses[:4])
    assert pauses[0] < pauses[3]
    assert max(pauses) <= Supervisor.LONGEST_PAUSE_S + 1


def test_a_long_life_is_forgiven() -> None:
    nursery = Nursery()
    supervisor = Supervisor(nursery.start)
    for second in range(8):  # three quick deaths make the pause grow
        supervisor.tick(float(second))
        nursery.born[-1].code = 1
    while len(nursery.born) < 4:
        second += 1
        supervisor.tick(float(second))
    nursery.born[-1].code = None
    supervisor.tick(second + 100.0)
    nursery.born[-1].code = 1
    supervisor.tick(second + 101.0)
    supervisor.tick(second + 102.0)
    assert len(nursery.born) == 5


def test_a_living_child_is_left_alone_and_ended_with_us() -> None:
    nursery = Nursery()
    supervisor = Supervisor(nursery.start)
    for second in range(100):
        supervisor.tick(float(second))
    supervisor.stop()
    assert len(nursery.born) == 1
    assert nursery.born[0].stopped
