"""The reader with a SAM module (SDT/SAM_V): find → select → read, over any link to it.

The trap (DOMAIN §5, “Practice”): once a card was read, find answers “no card” until it is lifted and laid
down again. Only reading again tells a card that lies there from one that is gone.
"""

import hashlib
from collections import deque
from collections.abc import Callable

import msgspec

from kiosk.devices import card_text
from kiosk.devices.card_text import Illegible
from kiosk.devices.frames import Answer
from kiosk.devices.line import LineGoneError
from kiosk.devices.reader import CardGone, CardSeen, Nothing, Outcome, ReadFailed
from kiosk.devices.sam_link import Link, Noise, Silence
from kiosk.devices.status import Blame, Command, Sw3, blame, describe
from kiosk.domain.card import IdCard, ReadFault

_ATTEMPTS = 3
_TEXT = slice(4, 4 + card_text.LENGTH)


class _Read(msgspec.Struct, frozen=True):
    card: IdCard
    digest: bytes


class SamReader:
    """Implements CardReader.

    `open_link` is called whenever there is no link and raises LineGoneError. `salt` keys the digest by which
    a card is recognised while it lies there, so that between two polls nothing of it is in memory.
    `presence_s` is how often a card that lies there is read again to see whether it is still there.
    """

    def __init__(
        self,
        open_link: Callable[[], Link],
        *,
        monotonic: Callable[[], float],
        salt: bytes,
        presence_s: float = 1.0,
    ) -> None:
        self._open_link = open_link
        self._monotonic = monotonic
        self._salt = salt
        self._presence_s = presence_s
        self._link: Link | None = None
        self._held = b""  # digest of the announced card; survives a broken line
        self._lies_there = False  # a card that was read or refused, until find and read both deny it
        self._refused = False  # it was refused, and that was said
        self._looked_s = 0.0
        self._missed = 0
        self._next: deque[Outcome] = deque()

    def poll(self) -> Outcome:
        if self._next:
            return self._next.popleft()
        try:
            if self._link is None:
                self._link = self._open_link()
            return self._ask(self._link)
        except LineGoneError as gone:
            self.close()
            return ReadFailed(ReadFault.READER_GONE, gone.detail)

    def close(self) -> None:
        if self._link is not None:
            self._link.close()
            self._link = None

    def _ask(self, link: Link) -> Outcome:
        match link.ask(Command.FIND):
            case Answer(sw3=Sw3.FOUND):
                return self._look(link) if self._due() else Nothing()
            case Answer(sw3=Sw3.FIND_FAILED):
                return self._look_again(link) if self._lies_there and self._due() else Nothing()
            case Answer(sw3=sw3):
                return ReadFailed(ReadFault.READER_REFUSED, f"find: {describe(sw3)}")
            case silent:
                return _silent("find", silent)

    def _due(self) -> bool:
        return not self._lies_there or self._monotonic() - self._looked_s >= self._presence_s

    def _look(self, link: Link) -> Outcome:
        """Read a card that find has found."""
        result = self._take_card(link)
        self._looked_s = self._monotonic()
        match result:
            case _Read():
                return self._recognise(result)
            case ReadFailed(fault=ReadFault.UNREADABLE):
                said, self._refused, self._lies_there = self._refused, True, True
                if said:
                    return Nothing()
                return self._after_gone(result)
            case ReadFailed(fault=ReadFault.REMOVED):
                return self._gone(otherwise=result)
            case ReadFailed():
                return result

    def _look_again(self, link: Link) -> Outcome:
        """Find says “no card”, which is also what it says of one that was read and still lies there."""
        if self._refused:
            return self._gone(otherwise=Nothing())
        answer = self._read(link)
        self._looked_s = self._monotonic()
        match answer:
            case _Read():
                return self._recognise(answer)
            case Answer(sw3=sw3) if blame(sw3) is not Blame.CARD:
                return ReadFailed(ReadFault.READER_REFUSED, f"read: {describe(sw3)}")
            case Answer():
                return self._gone(otherwise=Nothing())
            case Silence() | Noise() | Illegible():
                self._missed += 1
                # Some readers may not answer at all without a card; one damaged answer proves nothing.
                return self._gone(otherwise=Nothing()) if self._missed > 1 else Nothing()

    def _take_card(self, link: Link) -> _Read | ReadFailed:
        """Select and read; after a failure ask whether the card is still there before trying again."""
        found = True
        failure = ""
        for _ in range(_ATTEMPTS):
            answer: _Read | Answer | Silence | Noise | Illegible
            answer = link.ask(Command.SELECT) if found else Answer(0, 0, Sw3.OK)
            step = "select"
            if isinstance(answer, Answer) and answer.sw3 == Sw3.OK:
                answer = self._read(link)
                step = "read"
            if isinstance(answer, _Read):
                return answer
            failure = f"{step}: {_describe(answer)}"
            refused_by_sam = isinstance(answer, Answer)
            if isinstance(answer, Answer) and blame(answer.sw3) is not Blame.CARD:
                return ReadFailed(ReadFault.READER_REFUSED, failure)
            match link.ask(Command.FIND):
                case Answer(sw3=Sw3.FOUND):
                    found = True
                case Answer(sw3=Sw3.FIND_FAILED):
                    if refused_by_sam:
                        return ReadFailed(ReadFault.REMOVED, failure)
                    found = False  # lifted, or read by the SAM and lost on the line: reading again will tell
                case Answer(sw3=sw3):
                    return ReadFailed(ReadFault.READER_REFUSED, f"find: {describe(sw3)}")
                case silent:
                    return _silent("find", silent)
        return ReadFailed(ReadFault.UNREADABLE, failure)

    def _read(self, link: Link) -> _Read | Answer | Silence | Noise | Illegible:
        answer = link.ask(Command.READ)
        if not (isinstance(answer, Answer) and answer.sw3 == Sw3.OK):
            return answer
        text = answer.data[_TEXT]  # the photo behind it is dropped here
        card = card_text.decode(text)
        if isinstance(card, Illegible):
            return card
        return _Read(card, hashlib.blake2b(text, key=self._salt).digest())

    def _recognise(self, read: _Read) -> Outcome:
        self._lies_there = True
        self._refused = False
        self._missed = 0
        if read.digest == self._held:
            return Nothing()
        outcome = self._after_gone(CardSeen(read.card))
        self._held = read.digest
        return outcome

    def _after_gone(self, outcome: Outcome) -> Outcome:
        """`outcome`, preceded by CardGone when another card was announced before."""
        if not self._held:
            return outcome
        self._held = b""
        self._next.append(outcome)
        return CardGone()

    def _gone(self, otherwise: Outcome) -> Outcome:
        announced = bool(self._held)
        self._held = b""
        self._lies_there = self._refused = False
        self._missed = 0
        return CardGone() if announced else otherwise


def _describe(answer: Answer | Silence | Noise | Illegible) -> str:
    match answer:
        case Answer(sw3=sw3):
            return describe(sw3)
        case Silence():
            return "no answer"
        case Noise(count=count):
            return f"{count} bytes of noise"
        case Illegible(reason=reason):
            return f"illegible {reason}"


def _silent(step: str, answer: Silence | Noise) -> ReadFailed:
    return ReadFailed(ReadFault.READER_SILENT, f"{step}: {_describe(answer)}")
