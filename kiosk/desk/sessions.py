"""Who is signed in at which window. In memory: after a restart of the desk the PIN is asked for again."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.services.staffing import Staff

LONGEST_S = 12 * 3600.0  # a shift; then the PIN again, touches or not
MOST = 500


@dataclass
class Signed:
    """One browser with somebody before it. `late`: whom this window gave up and may take back."""

    staff: Staff
    window: str
    began_s: float
    touched_s: float
    said: str = ""  # what the last act came to, shown once by pages without script
    late: deque[tuple[str, str]] = field(default_factory=lambda: deque(maxlen=4))


class Sessions:
    """On monotonic time: a clock that is set signs nobody in or out."""

    def __init__(self, monotonic_s: Callable[[], float], tokens: Callable[[], str], idle_s: float) -> None:
        self._monotonic_s = monotonic_s
        self._tokens = tokens
        self._idle_s = idle_s
        self._open: dict[str, Signed] = {}

    def open(self, staff: Staff, window: str) -> str:
        """The token for the browser's cookie."""
        now = self._monotonic_s()
        for token in [token for token, one in self._open.items() if not self._holds(one, now)]:
            del self._open[token]
        while len(self._open) >= MOST:
            del self._open[next(iter(self._open))]
        token = self._tokens()
        self._open[token] = Signed(staff, window, began_s=now, touched_s=now)
        return token

    def find(self, token: str) -> Signed | None:
        found = self._open.get(token)
        if found is not None and not self._holds(found, self._monotonic_s()):
            del self._open[token]
            return None
        return found

    def touch(self, signed: Signed) -> None:
        """Somebody did something: only that keeps a session, never a page that follows by itself."""
        signed.touched_s = self._monotonic_s()

    def close(self, token: str) -> None:
        self._open.pop(token, None)

    def _holds(self, signed: Signed, now: float) -> bool:
        return now - signed.touched_s <= self._idle_s and now - signed.began_s <= LONGEST_S
