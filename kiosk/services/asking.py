"""A number that another thread asks the hall's ledger for: the screen does not stand still for it."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import date

import msgspec

from kiosk.domain.ledger import Full


class Numbered(msgspec.Struct, frozen=True, kw_only=True):
    """Everything of a ticket that is unique."""

    ticket_id: str
    token: str
    service_day: date
    epoch_mark: int
    number: int
    label: str
    ahead: int


Answer = Numbered | Full | None  # None: the ledger is away, or nothing was to be asked; the own store decides


class Asking:
    """Made by `Queue.ask`. One of the two is due afterwards: `take_number` with it, or `drop`."""

    def __init__(self, answer: Future[Answer]) -> None:
        self._answer = answer

    @classmethod
    def answered(cls, answer: Answer) -> "Asking":
        future: Future[Answer] = Future()
        future.set_result(answer)
        return cls(future)

    def tell(self, done: Callable[[], object]) -> None:
        """Calls `done` in the thread that asks, once there is an answer; here and now if there is one."""
        self._answer.add_done_callback(lambda _: done())

    def answer(self) -> Answer:
        """Waits for it: as long as the ledger's deadline at most."""
        return self._answer.result()
