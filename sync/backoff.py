"""How long to wait after a failure."""

from collections.abc import Callable


class Backoff:
    """Doubling delays with equal jitter: half is certain, half is drawn.

    A hundred terminals that lost the district at one instant must not come back at one instant.

    `random` gives floats in [0, 1). Not thread-safe.
    """

    def __init__(self, first_s: float, ceiling_s: float, random: Callable[[], float]) -> None:
        self._first_s = first_s
        self._ceiling_s = ceiling_s
        self._random = random
        self._failures = 0

    def next_s(self) -> float:
        """Seconds to wait after one more failure."""
        # The exponent is bounded because a month without a network is some hundred thousand failures.
        full_s = min(self._ceiling_s, self._first_s * 2 ** min(self._failures, 30))
        self._failures += 1
        return self.jitter(full_s)

    def jitter(self, seconds: float) -> float:
        """Between half of `seconds` and all of it."""
        return seconds * (0.5 + 0.5 * self._random())

    def reset(self) -> None:
        self._failures = 0
