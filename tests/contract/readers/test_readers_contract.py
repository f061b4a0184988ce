"""What every card reader owes the terminal. One suite; a stage per implementation."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from kiosk.devices.reader import CardGone, CardReader, CardSeen, Nothing, Outcome, ReadFailed
from kiosk.devices.sam_reader import SamReader
from kiosk.devices.sam_serial import SamSerialReader
from kiosk.devices.simulator.line import SimulatedLine
from kiosk.devices.simulator.orders import PullMidRead, Silent
from kiosk.devices.simulator.persons import PERSONS
from kiosk.devices.simulator.sam import SimulatedSam
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
            self._line.open, baud=115200, monotonic=self._line.monotonic, salt=b"test", presence_s=0
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


@pytest.fixture(params=[InMemory, OverSerial])
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
