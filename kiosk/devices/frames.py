"""The byte frames between host and SAM module (DOMAIN §5).

    AA AA AA 96 69 | length (2, big endian) | payload | check
    length = bytes of payload + check;  check = XOR of every byte after the preamble, length included

The payload of a request is command + data, that of an answer SW1 SW2 SW3 + data.
"""

from functools import reduce
from operator import xor

import msgspec

PREAMBLE = bytes.fromhex("AAAAAA9669")
_HEADER = len(PREAMBLE) + 2
MIN_LENGTH = 3  # command, parameter, check
MAX_LENGTH = 0x090A  # text, photo and fingerprint: the longest answer there is
LONGEST = _HEADER + MAX_LENGTH


class Answer(msgspec.Struct, frozen=True):
    """What the SAM says. SW1 and SW2 carry nothing that the host needs; SW3 is the status."""

    sw1: int
    sw2: int
    sw3: int
    data: bytes = b""

    def __repr__(self) -> str:
        # `data` may be a person; it must never reach a log or a traceback.
        return f"Answer({self.sw1:02X} {self.sw2:02X} {self.sw3:02X}, {len(self.data)} bytes)"


def encode(payload: bytes) -> bytes:
    """The whole frame around `payload`."""
    body = (len(payload) + 1).to_bytes(2, "big") + payload
    return PREAMBLE + body + bytes((_check(body),))


def parse_answer(payload: bytes) -> Answer | None:
    """None for a payload too short to be an answer: a request echoed by the line, say."""
    if len(payload) < 3:
        return None
    return Answer(payload[0], payload[1], payload[2], bytes(payload[3:]))


def _check(body: bytes | bytearray) -> int:
    return reduce(xor, body, 0)


class FrameDecoder:
    """Finds intact frames in a stream that may hold anything.

    A candidate that fails its check costs only its first byte, so a frame that begins inside a damaged or
    imagined one is still found. A candidate whose announced end never comes hides what follows it until
    `flush`, which the caller calls when the line has fallen silent.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()
        self.noise = 0  # bytes dropped since the last clear()

    def feed(self, chunk: bytes) -> None:
        self._buffer += chunk

    @property
    def unfinished(self) -> bool:
        """Whether a frame has begun whose end is missing (after take() returned None)."""
        return len(self._buffer) >= len(PREAMBLE)

    def take(self) -> bytes | None:
        """The payload of the next intact frame, or None until more bytes come."""
        while True:
            self._skip_to_preamble()
            if len(self._buffer) < _HEADER:
                return None
            length = int.from_bytes(self._buffer[len(PREAMBLE) : _HEADER], "big")
            if not MIN_LENGTH <= length <= MAX_LENGTH:
                self._drop(1)
                continue
            end = _HEADER + length
            if len(self._buffer) < end:
                return None
            if _check(self._buffer[len(PREAMBLE) : end]) != 0:  # XOR with its own check byte leaves nothing
                self._drop(1)
                continue
            payload = bytes(self._buffer[_HEADER : end - 1])
            del self._buffer[:end]
            return payload

    def flush(self) -> bytes | None:
        """take(), knowing that no more bytes come: unfinished candidates are noise."""
        while self._buffer:
            payload = self.take()
            if payload is not None:
                return payload
            self._drop(1)
        return None

    def clear(self) -> None:
        self._buffer.clear()
        self.noise = 0

    def _skip_to_preamble(self) -> None:
        start = self._buffer.find(PREAMBLE)
        if start < 0:
            start = len(self._buffer) - _partial_preamble(self._buffer)
        self._drop(start)

    def _drop(self, count: int) -> None:
        count = min(count, len(self._buffer))
        del self._buffer[:count]
        self.noise += count


def _partial_preamble(buffer: bytearray) -> int:
    """How many bytes at the end may be the beginning of a preamble."""
    return next((n for n in range(len(PREAMBLE) - 1, 0, -1) if buffer.endswith(PREAMBLE[:n])), 0)
