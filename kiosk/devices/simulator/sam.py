"""The SAM module and the card on it: frames in, frames out, no I/O."""

from enum import Enum, auto
from typing import assert_never

import msgspec

from kiosk.devices import card_text, frames
from kiosk.devices.frames import FrameDecoder
from kiosk.devices.simulator.orders import ChecksumError, Fault, Junk, PullMidRead, Silent, Slow, Status
from kiosk.devices.status import Command, Sw3
from kiosk.domain.card import IdCard

_PHOTO = bytes(1024)
_SAM_ID = bytes.fromhex("0500030085BD3301393000003B080100")
_NAMES = {"find": Command.FIND, "select": Command.SELECT, "read": Command.READ}


class Reply(msgspec.Struct, frozen=True):
    """Bytes for the line: at once, or `chunk` bytes every `gap_ms`."""

    data: bytes
    chunk: int = 0
    gap_ms: int = 0


class _Card(Enum):
    NONE = auto()
    LAID = auto()
    FOUND = auto()
    SELECTED = auto()
    READ = auto()  # find denies it from here on, until it is lifted


class SimulatedSam:
    def __init__(self) -> None:
        self._decoder = FrameDecoder()
        self._text = b""
        self._stage = _Card.NONE
        self._fault: Fault | None = None
        self._left = 0

    @property
    def occupied(self) -> bool:
        return self._stage is not _Card.NONE

    @property
    def fault(self) -> Fault | None:
        return self._fault

    def insert(self, card: IdCard) -> None:
        self._text = card_text.encode(card)
        self._stage = _Card.LAID

    def remove(self) -> None:
        self._text = b""
        self._stage = _Card.NONE

    def power_cycle(self) -> None:
        """What unplugging does: everything is forgotten, the card lies where it lay."""
        self._decoder.clear()
        if self.occupied:
            self._stage = _Card.LAID

    def arm(self, fault: Fault | None) -> None:
        self._fault = fault
        self._left = fault.times if fault is not None else 0

    def receive(self, chunk: bytes) -> list[Reply]:
        self._decoder.feed(chunk)
        replies = []
        while (payload := self._decoder.take()) is not None:
            replies.append(self._spoil(payload))
        return [reply for reply in replies if reply.data]

    def _spoil(self, payload: bytes) -> Reply:
        fault = self._fault
        match fault:
            case None:
                return Reply(self._answer(payload))
            case PullMidRead(at=at):
                if payload != Command.READ or self._stage not in (_Card.SELECTED, _Card.READ):
                    return Reply(self._answer(payload))
                whole = self._answer(payload)
                self.remove()
                reply = Reply(whole[:at])
            case Junk(hex=junk, instead=instead):
                reply = Reply(bytes.fromhex(junk) + (b"" if instead else self._answer(payload)))
            case Silent():
                reply = Reply(b"")
            case Slow(chunk=chunk, gap_ms=gap_ms):
                reply = Reply(self._answer(payload), chunk, gap_ms)
            case ChecksumError():
                whole = self._answer(payload)
                reply = Reply(whole[:-1] + bytes((whole[-1] ^ 0x5A,)))
            case Status(sw3=sw3, command=command):
                if command != "any" and payload != _NAMES[command]:
                    return Reply(self._answer(payload))
                reply = Reply(_status(int(sw3, 16)))
            case _:
                assert_never(fault)
        if self._left == 1:
            self._fault = None
        self._left = max(self._left - 1, 0)
        return reply

    def _answer(self, payload: bytes) -> bytes:
        match payload:
            case Command.FIND:
                return self._find()
            case Command.SELECT:
                return self._select()
            case Command.READ:
                return self._read()
            case Command.SAM_ID:
                return _status(Sw3.OK, _SAM_ID)
            case Command.RESET | Command.STATUS:
                return _status(Sw3.OK)
            case _:
                return _status(Sw3.BAD_COMMAND)

    def _find(self) -> bytes:
        if self._stage in (_Card.NONE, _Card.READ):
            return _status(Sw3.FIND_FAILED)
        self._stage = _Card.FOUND
        return _status(Sw3.FOUND, bytes(4))

    def _select(self) -> bytes:
        if self._stage is not _Card.FOUND:
            return _status(Sw3.SELECT_FAILED)
        self._stage = _Card.SELECTED
        return _status(Sw3.OK, bytes(8))

    def _read(self) -> bytes:
        if self._stage not in (_Card.SELECTED, _Card.READ):
            return _status(Sw3.READ_FAILED)
        self._stage = _Card.READ
        return _status(Sw3.OK, bytes.fromhex("01000400") + self._text + _PHOTO)


def _status(sw3: int, data: bytes = b"") -> bytes:
    return frames.encode(bytes((0, 0, sw3)) + data)
