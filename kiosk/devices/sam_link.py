"""One question to the SAM module, and its answer or what came instead."""

from collections.abc import Callable
from typing import Protocol

import msgspec

from kiosk.devices import frames
from kiosk.devices.frames import Answer, FrameDecoder
from kiosk.devices.line import Line, LineStuckError
from kiosk.devices.status import Blame, Command, Sw3, blame

CARD_DATA = 4 + 256 + 1024  # two lengths, text, photo


class Silence(msgspec.Struct, frozen=True):
    """Nothing came in time."""


class Noise(msgspec.Struct, frozen=True):
    """Bytes came, and no intact answer to this question among them."""

    count: int


class Timing(msgspec.Struct, frozen=True):
    """How long to wait, in seconds. The SAM takes about 0.1 s to find and up to 2 s to read (DOMAIN §5)."""

    short_s: float = 0.4  # find, select
    read_s: float = 2.5
    gap_s: float = 0.5  # silence inside a frame: its end will not come


def fits(command: Command, answer: Answer) -> bool:
    """Whether this can be the answer to `command`.

    The SAM answers one after the other, and an answer that was waited for in vain may still come. Each
    command's success has a shape of its own, so that a late one is never taken for another's.
    """
    match command, answer.sw3:
        case Command.FIND, Sw3.OK | Sw3.SELECT_FAILED | Sw3.READ_FAILED:
            return False
        case Command.SELECT | Command.READ, Sw3.FOUND | Sw3.FIND_FAILED:
            return False
        case Command.SELECT, Sw3.OK:
            return len(answer.data) == 8
        case Command.READ, Sw3.OK:
            return len(answer.data) == CARD_DATA and answer.data[:4] == b"\x01\x00\x04\x00"
        case Command.READ, Sw3.SELECT_FAILED:
            return False
        case _:
            return True


class Link(Protocol):
    """The way to a SAM: find, select and read, whatever carries them."""

    def ask(self, command: Command) -> Answer | Silence | Noise:
        """Ask and wait for the answer, a few seconds at most. Raises LineGoneError."""
        ...

    def close(self) -> None: ...


def over_line(
    open_line: Callable[[], Line],
    *,
    baud: int,
    monotonic: Callable[[], float],
    timing: Timing | None = None,
) -> Callable[[], "SamLink"]:
    """Opens a link over a line; what it gives raises LineGoneError, as `open_line` does."""
    return lambda: SamLink(open_line(), baud=baud, monotonic=monotonic, timing=timing or Timing())


class SamLink:
    """Asks over an open line. `baud` only tells how long the bytes of an answer need."""

    def __init__(self, line: Line, *, baud: int, monotonic: Callable[[], float], timing: Timing) -> None:
        self._line = line
        self._monotonic = monotonic
        self._timing = timing
        self._byte_s = 10 / baud  # start bit, eight bits, stop bit
        self._decoder = FrameDecoder()

    def ask(self, command: Command) -> Answer | Silence | Noise:
        """Send `command` and wait for its answer. Raises LineGoneError.

        Find and select are asked a second time after noise, every command after the SAM's complaint about a
        damaged request. Read is not asked again after noise: two reads under way could mix up two cards.
        """
        answer = self._exchange(command)
        match answer:
            case Noise() if command is not Command.READ:
                return self._exchange(command)
            case Answer(sw3=sw3) if blame(sw3) is Blame.LINE:
                return self._exchange(command)
            case _:
                return answer

    def close(self) -> None:
        self._decoder.clear()
        self._line.close()

    def _exchange(self, command: Command) -> Answer | Silence | Noise:
        self._line.discard_input()
        self._decoder.clear()
        try:
            self._line.write(frames.encode(command))
        except LineStuckError:
            return Silence()
        try:
            return self._listen(command)
        finally:
            # What is left of a frame holds a person's text and photo.
            self._decoder.clear()

    def _listen(self, command: Command) -> Answer | Silence | Noise:
        reply_s = self._timing.read_s if command is Command.READ else self._timing.short_s
        longest = frames.LONGEST if command is Command.READ else 64
        deadline = self._monotonic() + reply_s + longest * self._byte_s
        while (left_s := deadline - self._monotonic()) > 0:
            chunk = self._line.read(min(left_s, self._timing.gap_s) if self._decoder.unfinished else left_s)
            if not chunk:
                break
            self._decoder.feed(chunk)
            while (payload := self._decoder.take()) is not None:
                answer = frames.parse_answer(payload)
                if answer is not None and fits(command, answer):
                    return answer
        while (payload := self._decoder.flush()) is not None:
            answer = frames.parse_answer(payload)
            if answer is not None and fits(command, answer):
                return answer
        return Noise(self._decoder.noise) if self._decoder.noise else Silence()
