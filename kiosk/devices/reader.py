"""What any identity-card reader does for the terminal, and how it answers."""

from enum import StrEnum
from typing import Protocol

import msgspec

from kiosk.domain.card import IdCard, ReadFault


class CardSeen(msgspec.Struct, frozen=True):
    """A card was laid on the reader. Said once per card, however long it lies there.

    `lies`: there is something to take away again, and CardGone will say when that is done. False for what is
    shown for a moment only, such as a telephone with a wallet.
    """

    card: IdCard
    lies: bool = True


class CardGone(msgspec.Struct, frozen=True):
    """The card last seen was lifted, or another one lies in its place."""


class ReadFailed(msgspec.Struct, frozen=True):
    """`detail` is for staff and logs: a status code, an errno; never a word from a card.

    A card's fault (REMOVED, UNREADABLE) is said once per laying down. A reader's fault (READER_…) is the
    answer of every poll for as long as it lasts.
    """

    fault: ReadFault
    detail: str = ""


class CardFound(msgspec.Struct, frozen=True):
    """A card lay there before anybody looked. Whose it is nobody knows, so what it says is not told."""


class Nothing(msgspec.Struct, frozen=True):
    """The reader answers, and nothing has changed."""


Outcome = CardSeen | CardGone | ReadFailed | Nothing
# What a screen is told: every outcome that changes something, and what the poller found when it began.
CardNews = CardSeen | CardGone | CardFound | ReadFailed


class CardReader(Protocol):
    """One reader, used from one thread. No outcome is an exception; an exception is a bug."""

    def poll(self) -> Outcome:
        """Ask once. Returns within a few seconds whatever the device does, and reconnects by itself."""
        ...

    def close(self) -> None: ...


class ReaderCondition(StrEnum):
    """The reader's own health, for device_state `reader` and the self-check."""

    READY = "ready"
    SILENT = "silent"
    GONE = "gone"
    REFUSED = "refused"


def condition(outcome: Outcome) -> ReaderCondition:
    """What an outcome says of the reader. A worn card or a hasty hand says that it works."""
    match outcome:
        case ReadFailed(fault=ReadFault.READER_SILENT):
            return ReaderCondition.SILENT
        case ReadFailed(fault=ReadFault.READER_GONE):
            return ReaderCondition.GONE
        case ReadFailed(fault=ReadFault.READER_REFUSED):
            return ReaderCondition.REFUSED
        case _:
            return ReaderCondition.READY
