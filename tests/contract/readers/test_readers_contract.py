"""What every card reader owes the terminal. One suite; a stage per implementation."""

import ctypes
import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Protocol

import pytest

from kiosk.devices import frames
from kiosk.devices.reader import CardGone, CardReader, CardSeen, Nothing, Outcome, ReadFailed
from kiosk.devices.sam_link import over_line
from kiosk.devices.sam_reader import SamReader
from kiosk.devices.sam_serial import SamSerialReader
from kiosk.devices.sdt_library import SdtLink, sdt_link
from kiosk.devices.simulator.line import SimulatedLine
from kiosk.devices.simulator.orders import PullMidRead, Silent
from kiosk.devices.simulator.persons import PERSONS
from kiosk.devices.simulator.sam import SimulatedSam
from kiosk.devices.status import Command
from kiosk.domain.card import ReadFault

DEADLINE_S = 20.0
POLL_S = 10.0


class Stage(Protocol):
    """A reader, and hands that do what citizens and technicians do."""

    reader: CardReader

    def insert(self, person: str) -> None: ...
    def remove(self) -> None: ...
    def pull_mid_read(self) -> None: ...
    def silence(self) -> None: ...
    def unplug(self) -> None: ...
    def plug(self) -> None: ...
    def end(self) -> None: ...


class InMemory:
    """The SAM driver over a line that ends in the same process."""

    def __init__(self, _: Path) -> None:
        self._sam = SimulatedSam()
        self._line = SimulatedLine(self._sam)
        self.reader: CardReader = SamReader(
            over_line(self._line.open, baud=115200, monotonic=self._line.monotonic),
            monotonic=self._line.monotonic,
            salt=b"test",
            presence_s=0,
        )

    def insert(self, person: str) -> None:
        self._sam.insert(PERSONS[person])

    def remove(self) -> None:
        self._sam.remove()

    def pull_mid_read(self) -> None:
        self._sam.arm(PullMidRead())

    def silence(self) -> None:
        self._sam.arm(Silent())

    def unplug(self) -> None:
        self._line.plugged = False
        self._sam.power_cycle()

    def plug(self) -> None:
        self._sam.arm(None)
        self._line.plugged = True

    def end(self) -> None:
        self.reader.close()


class OverSerial:
    """The SAM driver over a real pty, the simulator a process of its own at the other end."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "kiosk.devices.simulator", "0", str(folder / "reader")]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        ready = json.loads(self._process.stdout.readline())
        self._control = socket.create_connection(("127.0.0.1", ready["control"]), timeout=DEADLINE_S)
        self._answers = self._control.makefile("r", encoding="utf-8")
        self.reader: CardReader = SamSerialReader(ready["tty"], presence_s=0)

    def _order(self, do: str, **details: object) -> None:
        self._control.sendall(json.dumps({"do": do, **details}).encode() + b"\n")
        assert json.loads(self._answers.readline())["ok"]

    def insert(self, person: str) -> None:
        self._order("insert", person=person)

    def remove(self) -> None:
        self._order("remove")

    def pull_mid_read(self) -> None:
        self._order("pull-mid-read")

    def silence(self) -> None:
        self._order("silent")

    def unplug(self) -> None:
        self._order("unplug")

    def plug(self) -> None:
        self._order("clear")
        self._order("plug")

    def end(self) -> None:
        self.reader.close()
        self._order("stop")
        self._answers.close()
        self._control.close()
        assert self._process.stdout is not None
        self._process.stdout.close()
        assert self._process.wait(DEADLINE_S) == 0


class ThroughLibrary:
    """The SAM driver through a maker's library: real ctypes calls, answered by the simulated SAM."""

    def __init__(self, _: Path) -> None:
        self._sam = SimulatedSam()
        self._plugged = True
        buffer, size = ctypes.POINTER(ctypes.c_char), ctypes.POINTER(ctypes.c_uint)
        answers = ctypes.CFUNCTYPE
        # Held here: a callback that Python has collected would be called into nowhere.
        self._library = SimpleNamespace(
            SDT_OpenPort=answers(ctypes.c_int, ctypes.c_int)(lambda _: 0x90 if self._plugged else 0x01),
            SDT_ClosePort=answers(ctypes.c_int, ctypes.c_int)(lambda _: 0x90),
            SDT_StartFindIDCard=answers(ctypes.c_int, ctypes.c_int, buffer, ctypes.c_int)(self._find),
            SDT_SelectIDCard=answers(ctypes.c_int, ctypes.c_int, buffer, ctypes.c_int)(self._select),
            SDT_ReadBaseMsg=answers(
                ctypes.c_int, ctypes.c_int, buffer, size, buffer, size, ctypes.c_int
            )(self._read),
        )  # fmt: skip
        self.reader: CardReader = SamReader(
            lambda: SdtLink(self._library, 1001), monotonic=time.monotonic, salt=b"test", presence_s=0
        )

    def _ask(self, command: Command) -> tuple[int, bytes]:
        """As a library does it: the SAM's SW3, or a digit of its own when it heard nothing or nonsense."""
        if not self._plugged:
            return 0x05, b""
        heard = b"".join(reply.data for reply in self._sam.receive(frames.encode(command)))
        decoder = frames.FrameDecoder()
        decoder.feed(heard)
        payload = decoder.flush()
        answer = None if payload is None else frames.parse_answer(payload)
        if answer is None:
            return (0x03 if heard else 0x02), b""
        return answer.sw3, answer.data

    def _find(self, _port: int, said: Any, _keep: int) -> int:
        code, data = self._ask(Command.FIND)
        ctypes.memmove(said, data, len(data))
        return code

    def _select(self, _port: int, said: Any, _keep: int) -> int:
        code, data = self._ask(Command.SELECT)
        ctypes.memmove(said, data, len(data))
        return code

    def _read(self, _port: int, text: Any, text_size: Any, photo: Any, photo_size: Any, _keep: int) -> int:
        code, data = self._ask(Command.READ)
        if code == 0x90:
            ctypes.memmove(text, data[4:260], 256)
            ctypes.memmove(photo, data[260:1284], 1024)
            text_size[0], photo_size[0] = 256, 1024
        return code

    def insert(self, person: str) -> None:
        self._sam.insert(PERSONS[person])

    def remove(self) -> None:
        self._sam.remove()

    def pull_mid_read(self) -> None:
        self._sam.arm(PullMidRead())

    def silence(self) -> None:
        self._sam.arm(Silent())

    def unplug(self) -> None:
        self._plugged = False
        self._sam.power_cycle()

    def plug(self) -> None:
        self._sam.arm(None)
        self._plugged = True

    def end(self) -> None:
        self.reader.close()


@pytest.fixture(params=[InMemory, OverSerial, ThroughLibrary])
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    build: Callable[[Path], Stage] = request.param
    stage = build(tmp_path)
    yield stage
    stage.end()


def next_word(reader: CardReader) -> Outcome:
    """The next outcome that is not Nothing; every single poll ends in time."""
    deadline = time.monotonic() + DEADLINE_S
    while time.monotonic() < deadline:
        began = time.monotonic()
        outcome = reader.poll()
        assert time.monotonic() - began < POLL_S
        if outcome != Nothing():
            return outcome
    raise AssertionError("nothing was said in time")


def is_quiet(reader: CardReader) -> bool:
    return all(reader.poll() == Nothing() for _ in range(10))


def fault(outcome: Outcome) -> ReadFault | None:
    return outcome.fault if isinstance(outcome, ReadFailed) else None


def test_without_a_card_nothing_is_said(stage: Stage) -> None:
    assert is_quiet(stage.reader)


@pytest.mark.parametrize("person", PERSONS)
def test_a_card_is_seen_once_and_exactly_and_its_going_is_said(stage: Stage, person: str) -> None:
    stage.insert(person)
    assert next_word(stage.reader) == CardSeen(PERSONS[person])
    assert is_quiet(stage.reader)
    stage.remove()
    assert next_word(stage.reader) == CardGone()
    assert is_quiet(stage.reader)


def test_another_card_is_another_card(stage: Stage) -> None:
    stage.insert("resident")
    next_word(stage.reader)
    stage.insert("permit")
    assert next_word(stage.reader) == CardGone()
    assert next_word(stage.reader) == CardSeen(PERSONS["permit"])


def test_a_card_pulled_away_is_said_and_the_next_one_read(stage: Stage) -> None:
    stage.insert("resident")
    stage.pull_mid_read()
    assert fault(next_word(stage.reader)) is ReadFault.REMOVED
    assert is_quiet(stage.reader)
    stage.insert("rare-name")
    assert next_word(stage.reader) == CardSeen(PERSONS["rare-name"])


def test_silence_is_said(stage: Stage) -> None:
    stage.silence()
    assert fault(next_word(stage.reader)) is ReadFault.READER_SILENT
    assert fault(stage.reader.poll()) is ReadFault.READER_SILENT


def test_an_unplugged_reader_is_said_and_comes_back_by_itself(stage: Stage) -> None:
    stage.reader.poll()
    stage.unplug()
    assert fault(next_word(stage.reader)) is ReadFault.READER_GONE
    assert fault(stage.reader.poll()) is ReadFault.READER_GONE
    stage.plug()
    stage.insert("resident")
    assert next_word(stage.reader) == CardSeen(PERSONS["resident"])


def test_closing_twice_is_no_mistake(stage: Stage) -> None:
    stage.reader.poll()
    stage.reader.close()
    stage.reader.close()


def test_a_library_that_is_missing_or_another_one_is_a_reader_that_is_not_there(tmp_path: Path) -> None:
    for library in (tmp_path / "libsdtapi.so", Path("libc.so.6")):
        reader = SamReader(sdt_link(library, 1001), monotonic=time.monotonic, salt=b"test")
        assert fault(reader.poll()) is ReadFault.READER_GONE
        reader.close()
