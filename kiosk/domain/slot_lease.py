"""How terminals of one hall share its slots: what one says of a slot, and what the ledger lends it."""

import msgspec

from kiosk.domain.appointment import Slot


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """What a terminal has of a slot. It never books beyond `share`, and lowers that before it says so."""

    series: str
    slot: Slot
    capacity: int  # of the whole hall
    share: int  # appointments that it may have, all told; those it has are among them
    booked: int  # that it has, and cancelled ones whose place it does not give away yet
    held: int = 0  # lost with a store: somebody may hold their slips, nobody gets their places
    lent_before: bool = False  # the slot could be booked before the ledger was restored


class Lent(msgspec.Struct, frozen=True, kw_only=True):
    """`share`: more than was asked with is lent already; less is asked back as soon as it is free."""

    series: str
    slot: Slot
    share: int
    held: int


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """One terminal's part of one slot, as the ledger keeps it."""

    terminal: str
    share: int
    booked: int
    held: int
    epoch: int  # of the terminal's store; a later one was restored

    @property
    def lent(self) -> int:
        """What nobody else may get."""
        return self.share + self.held
