"""What a terminal asks of the hall's appointments while somebody stands before it: within the deadline."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from threading import Lock
from typing import Protocol, TypeVar

from kiosk.domain.hall_appointment import HallAppointment
from kiosk.services.asking import Awaited
from kiosk.services.shared_hall.ledger_link import DEADLINE_S
from kiosk.store.errors import LedgerAway

T = TypeVar("T")


class SharedAppointments(Protocol):
    """The ledger's part. Each may raise LedgerAway."""

    def by_token(self, token: str) -> HallAppointment | None: ...
    def of_person(self, person: str, since: date) -> list[HallAppointment]: ...
    def claim(self, terminal: str, appointment_id: str) -> HallAppointment | None: ...


class Line(Protocol):
    """The terminal's link: whether the ledger is here, and that it was found gone."""

    @property
    def here(self) -> bool: ...
    def lost(self) -> None: ...


class ClaimsInHand:
    """Which appointments acts of this process are about. The follower lets go of every other claim."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._open: Counter[str] = Counter()  # somebody may go back and touch again meanwhile
        self._doubt = True  # what the last process had in hand, nobody knows

    def take(self, appointment_id: str) -> None:
        with self._lock:
            self._open[appointment_id] += 1

    def settled(self, appointment_id: str) -> None:
        """Stored with its word, or nothing came of it: the store tells which."""
        with self._lock:
            self._open[appointment_id] -= 1
            self._open += Counter()  # without those that are at nought
            self._doubt = True

    def __contains__(self, appointment_id: str) -> bool:
        with self._lock:
            return self._open[appointment_id] > 0

    def doubted(self) -> bool:
        """Once after each act."""
        with self._lock:
            doubt, self._doubt = self._doubt, False
            return doubt

    def doubt(self) -> None:
        with self._lock:
            self._doubt = True


class Away:
    """The ledger did not answer in time."""


AWAY = Away()


class AppointmentLink:
    """From any thread. One that is away is not asked again before the link is back: nobody waits twice."""

    def __init__(
        self,
        shared: SharedAppointments,
        terminal: str,
        line: Line,
        claims: ClaimsInHand,
        deadline_s: float = DEADLINE_S,
    ) -> None:
        self._shared = shared
        self._terminal = terminal
        self._line = line
        self._claims = claims
        self._deadline_s = deadline_s
        self._asking = ThreadPoolExecutor(max_workers=2, thread_name_prefix="appointments-ask")
        self._acting = ThreadPoolExecutor(max_workers=2, thread_name_prefix="appointments-act")

    @property
    def terminal(self) -> str:
        return self._terminal

    @property
    def here(self) -> bool:
        return self._line.here

    def by_token(self, token: str) -> HallAppointment | Away | None:
        return self._ask(lambda: self._shared.by_token(token))

    def of_person(self, person: str, since: date) -> list[HallAppointment] | Away:
        return self._ask(lambda: self._shared.of_person(person, since))

    def claim(self, appointment_id: str) -> HallAppointment | Away | None:
        """In this terminal's hands when `claimed` names it. `take` was said before, and `settled` is due."""
        return self._ask(lambda: self._shared.claim(self._terminal, appointment_id))

    def take(self, appointment_id: str) -> None:
        self._claims.take(appointment_id)

    def settled(self, appointment_id: str) -> None:
        self._claims.settled(appointment_id)

    def begin(self, questions: Callable[[], T]) -> Awaited[T]:
        """In another thread, unless the ledger is away: then no thread's turn is worth it."""
        if self._line.here:
            return Awaited(self._acting.submit(questions))
        future: Future[T] = Future()
        try:
            future.set_result(questions())
        except KeyError as unknown:
            future.set_exception(unknown)
        return Awaited(future)

    def close(self) -> None:
        """Nobody asks any more; waits for whoever does."""
        self._acting.shutdown()
        self._asking.shutdown()

    def _ask(self, question: Callable[[], T]) -> T | Away:
        if not self._line.here:
            return AWAY
        answer: Future[T] = self._asking.submit(question)
        try:
            return answer.result(self._deadline_s)
        except (TimeoutError, LedgerAway):
            answer.cancel()
            self._line.lost()
            return AWAY
