"""How much of a slot this terminal may book (DESIGN §6): only what it holds a lease for."""

from datetime import date
from typing import Protocol

from kiosk.domain.appointment import Slot
from kiosk.store import UnitOfWork


class SlotLeases(Protocol):
    """A hall ledger hands out shares; their sum is never more than the slot's capacity."""

    @property
    def lent(self) -> bool:
        """By a ledger, which knows what others have."""
        ...

    def any_from(self, work: UnitOfWork, day: date) -> bool:
        """Whether this terminal may book anything for that day or a later one."""
        ...

    def share(self, work: UnitOfWork, series: str, slot: Slot, capacity: int) -> int:
        """How many appointments of the slot this terminal may have, all told. Writes nothing."""
        ...

    def hold(self, work: UnitOfWork, series: str, slot: Slot, capacity: int) -> int:
        """The same inside a writing transaction: takes the lease first where it may."""
        ...


class WholeCapacity:
    """Without a hall ledger: a terminal holds the whole capacity, and writes it down as a lease."""

    lent = False

    def __init__(self, terminal_id: str) -> None:
        self._terminal_id = terminal_id

    def share(self, work: UnitOfWork, series: str, slot: Slot, capacity: int) -> int:
        del work, series, slot
        return capacity

    def any_from(self, work: UnitOfWork, day: date) -> bool:
        del work, day
        return True

    def hold(self, work: UnitOfWork, series: str, slot: Slot, capacity: int) -> int:
        work.leases.put(series, slot, self._terminal_id, capacity)
        return capacity


class HandedOut:
    """Only what the hall's ledger has lent to this life of the store: a restored one has to ask anew."""

    lent = True

    def __init__(self, terminal_id: str) -> None:
        self._terminal_id = terminal_id

    def share(self, work: UnitOfWork, series: str, slot: Slot, capacity: int) -> int:
        del capacity  # what is lent stays lent also where the hall has lowered it since
        return work.leases.share(series, slot, holder(self._terminal_id, work.terminal.get().epoch))

    hold = share

    def any_from(self, work: UnitOfWork, day: date) -> bool:
        return work.leases.any_from(day, holder(self._terminal_id, work.terminal.get().epoch))


def holder(terminal_id: str, epoch: int) -> str:
    """Under which name a store keeps what is lent to it."""
    return f"{terminal_id}/{epoch}"


def shares(capacity: int, terminals: int) -> tuple[int, ...]:
    """A slot's capacity dealt out to so many terminals: as even as it goes, never more than there is."""
    each, left = divmod(capacity, terminals)
    return tuple(each + (1 if number < left else 0) for number in range(terminals))
