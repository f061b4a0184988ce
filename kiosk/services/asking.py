"""What another thread asks the hall's ledger for: the screen does not stand still for it."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import date
from typing import Generic, Self, TypeVar

import msgspec

from kiosk.domain.ledger import Full, Theirs

T = TypeVar("T")


class Numbered(msgspec.Struct, frozen=True, kw_only=True):
    """Everything of a ticket that is unique."""

    ticket_id: str
    token: str
    service_day: date
    epoch_mark: int
    number: int
    label: str
    ahead: int


Answer = (
    Numbered | Full | Theirs | None
)  # None: the ledger is away, or nothing was to be asked; the own store decides


class Awaited(Generic[T]):
    def __init__(self, answer: Future[T]) -> None:
        self._answer = answer

    @classmethod
    def answered(cls, answer: T) -> Self:
        future: Future[T] = Future()
        future.set_result(answer)
        return cls(future)

    def tell(self, done: Callable[[], object]) -> None:
        """Calls `done` in the thread that asks, once there is an answer; here and now if there is one."""
        self._answer.add_done_callback(lambda _: done())

    def answer(self) -> T:
        """Waits for it: as long as the ledger's deadline at most. Raises what was raised there."""
        return self._answer.result()

    @property
    def failed(self) -> bool:
        """Of one that is answered."""
        return self._answer.exception() is not None


class Asking(Awaited[Answer]):
    """A number. Made by `Queue.ask`. One of the two is due afterwards: `take_number` with it, or `drop`."""
