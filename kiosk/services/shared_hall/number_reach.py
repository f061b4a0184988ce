"""A number of another terminal, by the token on its slip: asked of the hall's ledger in its own thread."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from kiosk.domain.ledger import HallNumber
from kiosk.services.asking import Awaited
from kiosk.services.shared_hall.appointment_link import AWAY, Away, Line
from kiosk.services.shared_hall.ledger_link import DEADLINE_S
from kiosk.store.errors import LedgerAway

Reached = HallNumber | Away | None  # None: no number of the hall


class SharedNumbers(Protocol):
    """The ledger's part. Each may raise LedgerAway."""

    def by_token(self, token: str) -> HallNumber | None: ...
    def give_back(self, token: str, at_ms: int) -> HallNumber | None: ...


class NumberReach:
    """From any thread. One that is away is not asked again before the link is back: nobody waits twice."""

    def __init__(self, shared: SharedNumbers, line: Line, deadline_s: float = DEADLINE_S) -> None:
        self._shared = shared
        self._line = line
        self._deadline_s = deadline_s
        self._asking = ThreadPoolExecutor(max_workers=2, thread_name_prefix="slips-ask")
        self._waiting = ThreadPoolExecutor(max_workers=2, thread_name_prefix="slips-wait")

    def seek(self, token: str) -> Awaited[Reached] | None:
        """None: the ledger is away, and the own store is all there is."""
        return self._begin(lambda: self._shared.by_token(token)) if self._line.here else None

    def give_back(self, token: str, at_ms: int) -> Awaited[Reached]:
        """As it stands afterwards. Away: it may be given back or not; another look at it tells."""
        if not self._line.here:
            return Awaited[Reached].answered(AWAY)
        return self._begin(lambda: self._shared.give_back(token, at_ms))

    def close(self) -> None:
        """Nobody asks any more; waits for whoever does."""
        self._waiting.shutdown()
        self._asking.shutdown()

    def _begin(self, question: Callable[[], HallNumber | None]) -> Awaited[Reached]:
        return Awaited(self._waiting.submit(self._ask, question))

    def _ask(self, question: Callable[[], HallNumber | None]) -> Reached:
        answer = self._asking.submit(question)
        try:
            return answer.result(self._deadline_s)
        except (TimeoutError, LedgerAway):
            answer.cancel()
            self._line.lost()
            return AWAY
