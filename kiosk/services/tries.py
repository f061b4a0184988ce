"""How often a number that can be guessed may be tried."""

import msgspec

from kiosk.domain.time import Clock

PER_SESSION = 5
# A person who starts new sessions to guess on gets no further than this.
PER_TERMINAL = 30
TERMINAL_WINDOW_S = 3600.0


class TooManyTries(msgspec.Struct, frozen=True):
    """Nothing was looked up: this session, or this terminal within the hour, has tried too often."""


class Tries:
    """Counts failures in this run, on monotonic time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._in_session: tuple[str, int] = ("", 0)
        self._at: list[float] = []

    def left(self, session: str) -> int:
        since = self._clock.monotonic_s() - TERMINAL_WINDOW_S
        self._at = [at for at in self._at if at > since]
        name, failed = self._in_session
        of_session = PER_SESSION - (failed if name == session else 0)
        return max(0, min(of_session, PER_TERMINAL - len(self._at)))

    def failed(self, session: str) -> None:
        name, failed = self._in_session
        # One session at a time stands before a terminal: a new one begins to count anew.
        self._in_session = (session, failed + 1 if name == session else 1)
        self._at.append(self._clock.monotonic_s())
