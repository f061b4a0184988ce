"""Who is rating at which browser, and how often numbers may be asked for there.

In memory, on monotonic time.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.domain.rating import Level
from kiosk.domain.text import Text
from kiosk.services.ratings import Ratable, Rate

FORGOTTEN_S = 300.0  # the page goes back much sooner by itself; this is for one that was left or broke
MOST = 100

# For each device: somebody who rates takes half a minute, who walks through the numbers does not.
LOOKS_S = 600.0
LOOKS = 20
MISSES = 6


@dataclass
class Visit:
    """One citizen's way: number ─▶ level ─▶ reasons and words ─▶ thanks. Words are never kept here."""

    touched_s: float
    typed: str = ""
    trouble: Text | None = None
    what: Ratable | None = None
    level: Level | None = None
    outcome: Rate | None = None


class Visits:
    def __init__(self, monotonic_s: Callable[[], float]) -> None:
        self._monotonic_s = monotonic_s
        self._open: dict[str, Visit] = {}

    def of(self, browser: str) -> Visit:
        """The visit that goes on there; a new one, which nobody keeps, when there is none."""
        found = self._open.get(browser)
        now = self._monotonic_s()
        return found if found is not None and now - found.touched_s <= FORGOTTEN_S else Visit(now)

    def keep(self, browser: str, visit: Visit) -> None:
        visit.touched_s = self._monotonic_s()
        self._open.pop(browser, None)
        while len(self._open) >= MOST:
            del self._open[next(iter(self._open))]  # the one that was touched longest ago
        self._open[browser] = visit

    def end(self, browser: str) -> None:
        self._open.pop(browser, None)


class Looks:
    """Numbers can be guessed: whoever asks for one after the other is stopped. Tokens are not counted."""

    def __init__(self, monotonic_s: Callable[[], float]) -> None:
        self._monotonic_s = monotonic_s
        self._at: dict[str, deque[tuple[float, bool]]] = {}

    def may(self, device: str) -> bool:
        since = self._monotonic_s() - LOOKS_S
        looks = self._at.setdefault(device, deque())
        while looks and looks[0][0] <= since:
            looks.popleft()
        return len(looks) < LOOKS and sum(missed for _, missed in looks) < MISSES

    def looked(self, device: str, *, missed: bool) -> None:
        self._at.setdefault(device, deque()).append((self._monotonic_s(), missed))
