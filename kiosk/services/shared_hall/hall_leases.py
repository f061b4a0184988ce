"""The hall's ledger lends its slots to the terminals: their shares are never more than a slot takes.

A terminal raises its share after the ledger has, and lowers it before: whatever is cut off in between, what
all may book together is never more than what is written here.
"""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from kiosk.domain.slot_lease import Ask, Lent, Share
from kiosk.services.hall_views import Ledger
from kiosk.services.slot_leases import shares
from kiosk.store import LedgerWork


class HallLeases:
    """Each method may raise LedgerAway."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def lend(self, terminal: str, epoch: int, asked: Sequence[Ask]) -> list[Lent]:
        """Of slots of one series and day. `epoch`: of the terminal's store; a later one was restored.

        Even parts of what nobody has booked yet, and more to whoever has none left while any is in the pot.
        """
        if not asked:
            return []
        with self._ledger.begin() as work:
            seats, open_ = work.hall_leases.seats(), self._open(work)
            lent = work.hall_leases.of_day(asked[0].series, asked[0].slot.day)
            return [
                self._lend(
                    work, terminal, epoch, ask, lent.get(ask.slot.start_minute, {}), seats, open_=open_
                )
                for ask in asked
            ]

    def claimed(self, terminal: str) -> None:
        """In this life of the ledger the terminal has said all that it holds."""
        with self._ledger.begin() as work:
            work.hall_leases.claimed(terminal, _life(work))

    def life(self) -> tuple[int, date | None]:
        """Which one it is, and from which service day on it was restored."""
        with self._ledger.read() as work:
            life = work.hall.life()
            return (1, None) if life is None else (life.epoch, life.restored_day)

    def forget_past(self, before: date) -> None:
        with self._ledger.begin() as work:
            work.hall_leases.forget_past(before)

    def _open(self, work: LedgerWork) -> bool:
        """Whether what may have been lent before a restore is known again."""
        life = _life(work)
        return life <= 1 or work.hall_leases.all_claimed(life)

    def _lend(
        self,
        work: LedgerWork,
        terminal: str,
        epoch: int,
        ask: Ask,
        lent: dict[str, Share],
        seats: list[str],
        *,
        open_: bool,
    ) -> Lent:
        before = lent.get(terminal)
        own = _as_told(terminal, epoch, ask, before)
        others = [one for name, one in lent.items() if name != terminal]
        pot = ask.capacity - own.lent - sum(one.lent for one in others)
        left = 0 if ask.lent_before and not open_ else max(0, pot)
        unbooked = max(0, ask.capacity - sum(one.booked + one.held for one in (own, *others)))
        part = own.booked + _part(terminal, seats, unbooked, ask)
        raised = own.share + min(left, max(0, part - own.share))
        if raised == own.booked:
            raised += (left - (raised - own.share) + 1) // 2
        new = replace(own, share=raised)
        if new != before:
            work.hall_leases.put(ask.series, ask.slot, new)
        short = any(one.share < one.booked + _part(one.terminal, seats, unbooked, ask) for one in others)
        asked_back = pot < 0 or (pot == 0 and short)
        share = max(own.booked, min(raised, part)) if asked_back else raised
        return Lent(series=ask.series, slot=ask.slot, share=share, held=new.held)


def _as_told(terminal: str, epoch: int, ask: Ask, before: Share | None) -> Share:
    """What the terminal has, in its own words; after a restore what it had, and does not know of, is held."""
    share, held = max(ask.share, ask.booked), ask.held
    if before is not None and before.epoch != epoch:
        held = max(held, before.lent - share)
    return Share(terminal=terminal, share=share, booked=ask.booked, held=held, epoch=epoch)


def _part(terminal: str, seats: list[str], unbooked: int, ask: Ask) -> int:
    """Who gets one more of what cannot be divided differs from slot to slot."""
    if terminal not in seats:
        return 0
    length = max(1, ask.slot.end_minute - ask.slot.start_minute)
    turn = (seats.index(terminal) + ask.slot.start_minute // length) % len(seats)
    return shares(unbooked, len(seats))[turn]


def _life(work: LedgerWork) -> int:
    life = work.hall.life()
    return 1 if life is None else life.epoch
