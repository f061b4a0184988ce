"""A Line that ends in a simulated SAM of the same process, under a clock that only waiting moves."""

from collections import deque
from collections.abc import Callable

from kiosk.devices.line import LineGoneError
from kiosk.devices.simulator.sam import SimulatedSam


class SimulatedLine:
    """Hours of silence pass in no time. `hear`, if given, may change every answer on its way.

    `late_s` is how much later than asked for every answer comes.
    """

    def __init__(self, sam: SimulatedSam, hear: Callable[[bytes], bytes] = lambda data: data) -> None:
        self._sam = sam
        self._hear = hear
        self._coming: deque[tuple[float, bytes]] = deque()
        self.now_s = 0.0
        self.late_s = 0.0
        self.plugged = True
        self.closed = 0

    def monotonic(self) -> float:
        return self.now_s

    def open(self) -> "SimulatedLine":
        self._check()
        return self

    def write(self, frame: bytes) -> None:
        self._check()
        for reply in self._sam.receive(frame):
            data = self._hear(reply.data)
            step = reply.chunk or len(data) or 1
            for n, start in enumerate(range(0, len(data), step)):
                due_s = self.now_s + self.late_s + n * reply.gap_ms / 1000
                self._coming.append((due_s, data[start : start + step]))

    def read(self, timeout_s: float) -> bytes:
        self._check()
        if self._coming and self._coming[0][0] <= self.now_s + timeout_s:
            due, data = self._coming.popleft()
            self.now_s = max(self.now_s, due)
            return data
        self.now_s += timeout_s
        return b""

    def discard_input(self) -> None:
        self._check()
        while self._coming and self._coming[0][0] <= self.now_s:
            self._coming.popleft()

    def close(self) -> None:
        self._coming.clear()
        self.closed += 1

    def _check(self) -> None:
        if not self.plugged:
            raise LineGoneError("unplugged")
