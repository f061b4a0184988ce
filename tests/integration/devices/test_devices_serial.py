"""The serial driver against ptys that do what lines do."""

import os
import termios
import threading
import time
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.devices.line import LineGoneError
from kiosk.devices.reader import CardSeen, Nothing, ReadFailed
from kiosk.devices.sam_serial import SamSerialReader
from kiosk.devices.serial_line import Baud, SerialLine
from kiosk.devices.simulator.persons import PERSONS
from kiosk.devices.simulator.sam import SimulatedSam
from kiosk.domain.card import ReadFault


@pytest.fixture
def pty() -> Iterator[tuple[int, str]]:
    """A pty whose other end nobody serves: (master, path of the slave)."""
    master, slave = os.openpty()
    tty.setraw(slave)
    yield master, os.ttyname(slave)
    for end in (slave, master):
        try:
            os.close(end)
        except OSError:
            continue  # the test has pulled the cable


@pytest.mark.parametrize("baud", [9600, 19200, 38400, 57600, 115200])
def test_the_line_has_the_speed_that_is_set(pty: tuple[int, str], baud: Baud) -> None:
    line = SerialLine(pty[1], baud)
    assert termios.tcgetattr(pty[0])[4] == getattr(termios, f"B{baud}")
    line.close()


def test_nobody_at_the_other_end_is_silence_in_time(pty: tuple[int, str]) -> None:
    reader = SamSerialReader(pty[1])
    began = time.monotonic()
    assert reader.poll() == ReadFailed(ReadFault.READER_SILENT, "find: no answer")
    assert time.monotonic() - began < 2
    reader.close()


def test_a_line_that_takes_no_bytes_is_silence_in_time(pty: tuple[int, str]) -> None:
    reader = SamSerialReader(pty[1])
    reader.poll()
    stuffing = os.open(pty[1], os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    with os.fdopen(stuffing, "wb", buffering=0) as stuffed:
        while stuffed.write(bytes(512)):
            pass
    began = time.monotonic()
    assert reader.poll() == ReadFailed(ReadFault.READER_SILENT, "find: no answer")
    assert time.monotonic() - began < 3
    reader.close()


def test_no_such_device_is_a_reader_that_is_gone(tmp_path: Path) -> None:
    reader = SamSerialReader(str(tmp_path / "ttyUSB0"))
    outcome = reader.poll()
    assert isinstance(outcome, ReadFailed)
    assert outcome.fault is ReadFault.READER_GONE
    assert "No such file" in outcome.detail


def test_something_that_is_no_serial_port_is_a_reader_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    outcome = SamSerialReader(str(tmp_path / "file")).poll()
    assert isinstance(outcome, ReadFailed)
    assert outcome.fault is ReadFault.READER_GONE


def test_a_reader_that_another_program_holds_is_gone(pty: tuple[int, str]) -> None:
    line = SerialLine(pty[1], 115200)
    with pytest.raises(LineGoneError):
        SerialLine(pty[1], 115200)
    line.close()


def test_the_cable_pulled_while_the_driver_waits(pty: tuple[int, str]) -> None:
    """The other end closes after the question has left: the driver is inside its read."""
    master, path = pty
    reader = SamSerialReader(path)

    def pull() -> None:
        os.read(master, 64)
        os.close(master)

    puller = threading.Thread(target=pull)
    puller.start()
    outcome = reader.poll()
    puller.join()
    assert isinstance(outcome, ReadFailed)
    assert outcome.fault is ReadFault.READER_GONE


@pytest.mark.parametrize("chunk", [1, 7, 64, 1295])
def test_answers_cut_anywhere_by_the_kernel_are_put_together(pty: tuple[int, str], chunk: int) -> None:
    master, path = pty
    sam = SimulatedSam()
    sam.insert(PERSONS["rare-name"])

    def serve() -> None:
        for _ in range(3):
            for reply in sam.receive(os.read(master, 64)):
                for start in range(0, len(reply.data), chunk):
                    os.write(master, reply.data[start : start + chunk])

    server = threading.Thread(target=serve)
    server.start()
    reader = SamSerialReader(path)
    assert reader.poll() == CardSeen(PERSONS["rare-name"])
    server.join()
    reader.close()


def test_what_came_before_the_question_is_thrown_away(pty: tuple[int, str]) -> None:
    """A card's answer that came too late for its own question lies in the buffer."""
    master, path = pty
    sam = SimulatedSam()

    def serve() -> None:
        for reply in sam.receive(os.read(master, 64)):
            os.write(master, reply.data)

    os.write(master, b"\xaa" * 2000)
    server = threading.Thread(target=serve)
    server.start()
    reader = SamSerialReader(path)
    assert reader.poll() == Nothing()
    server.join()
    reader.close()
