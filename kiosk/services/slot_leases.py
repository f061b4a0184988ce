"""How much of a slot this terminal may book (DESIGN §6): only what it holds a lease for."""

from typing import Protocol

from kiosk.domain.appointment import Slot
from kiosk.store import UnitOfWork


class SlotLeases(Protocol):
    """A hall ledger hands out shares; their sum is never more than the slot's capacity."""

    def share(self, work: UnitOfWork, series: str, slot: Slot, capacity: int) -> int:
        """How many appointments of the slot this terminal may have, all told. Writes nothing."""
        ...

    def hold(self, work: UnitOfWork, series: str, slot: Slot, capacity: int) -> int:
        """The same inside a writing transaction: takes the lease first where it may."""
        ...


class WholeCapacity:
    """Without a hall ledger: a terminal holds the whole capacity, and writes it down as a lease."""

    def __init__(self, terminal_id: str) -> None:
        self._terminal_id = terminal_id

    def share(self, work: UnitOfWork, series: str, slot: Slot, capacity: int) -> int:
        del work, series, slot
        return capacity

    def hold(self, work: UnitOfWork, series: str, slot: Slot, capacity: int) -> int:
        work.leases.put(series, slot, self._terminal_id, capacity)
        return capacity


class HandedOut:
    """Only the leases that somebody else wrote: what a terminal of a hall ledger may book."""

    def __init__(self, terminal_id: str) -> None:
        self._terminal_id = terminal_id

    def share(self, work: UnitOfWork, series: str, slot: Slot, capacity: int) -> int:
        return min(capacity, work.leases.share(series, slot, self._terminal_id))

    hold = share


def shares(capacity: int, terminals: int) -> tuple[int, ...]:
    """A slot's capacity dealt out to so many terminals: as even as it goes, never more than there is."""
    each, left = divmod(capacity, terminals)
    return tuple(each + (1 if number < left else 0) for number in range(terminals))
