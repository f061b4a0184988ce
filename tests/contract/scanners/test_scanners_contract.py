"""What every code scanner owes the terminal. One suite; a stage per implementation."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from kiosk.devices.code_scanner import CodeScanned, CodeScanner, NotACode, Nothing, Scan, ScannerGone
from kiosk.devices.line import LineGoneError
from kiosk.devices.serial_scanner import SerialScanner, serial_scanner
from kiosk.devices.simulator.pty_line import PtyLine

CODE = "q3vJ8sYtN0aKc2WmRzXf1A"


class Stage(Protocol):
    scanner: CodeScanner

    def send(self, code: bytes) -> None: ...
    def unplug(self) -> None: ...
    def plug(self) -> None: ...
    def end(self) -> None: ...


class InMemory:
    """The serial driver over a line in the same process: what is sent comes at once, then silence."""

    def __init__(self, _: Path) -> None:
        self._coming: list[bytes] = []
        self._plugged = True
        self.scanner: CodeScanner = SerialScanner(self._open)

    def _open(self) -> "InMemory":
        if not self._plugged:
            raise LineGoneError("unplugged")
        return self

    def read(self, timeout_s: float) -> bytes:
        del timeout_s
        if not self._plugged:
            raise LineGoneError("unplugged")
        return self._coming.pop(0) if self._coming else b""

    def write(self, frame: bytes) -> None:
        del frame
        raise AssertionError("a scanner is never written to")

    def discard_input(self) -> None:
        self._coming.clear()

    def close(self) -> None: ...

    def send(self, code: bytes) -> None:
        self._coming.append(code)

    def unplug(self) -> None:
        self._plugged = False

    def plug(self) -> None:
        self._plugged = True

    def end(self) -> None:
        self.scanner.close()


class OverSerial:
    """The serial driver over a real pty."""

    def __init__(self, folder: Path) -> None:
        self._line = PtyLine(folder / "scanner")
        self.scanner: CodeScanner = serial_scanner(self._line.path, 9600)

    def send(self, code: bytes) -> None:
        self._line.write(code)

    def unplug(self) -> None:
        self._line.pull()

    def plug(self) -> None:
        self._line.plug()

    def end(self) -> None:
        self.scanner.close()
        if self._line.plugged:
            self._line.pull()


@pytest.fixture(params=[InMemory, OverSerial])
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    build: Callable[[Path], Stage] = request.param
    stage = build(tmp_path)
    assert stage.scanner.poll() == Nothing()  # opens the line
    yield stage
    stage.end()


def polled(stage: Stage, count: int) -> list[Scan]:
    return [scan for scan in (stage.scanner.poll() for _ in range(count)) if scan != Nothing()]


def test_a_code_is_said_once_and_whole(stage: Stage) -> None:
    stage.send(CODE.encode() + b"\r\n")
    assert polled(stage, 2) == [CodeScanned(CODE)]


def test_two_codes_at_once_are_two_in_order(stage: Stage) -> None:
    stage.send(b"123456\r654321\r")
    assert polled(stage, 3) == [CodeScanned("123456"), CodeScanned("654321")]


def test_a_scanner_without_a_line_end_is_understood(stage: Stage) -> None:
    stage.send(CODE.encode())
    assert polled(stage, 2) == [CodeScanned(CODE)]


def test_garbage_is_no_code_and_the_next_one_is_read(stage: Stage) -> None:
    stage.send(b"\x00\x07\x1b\r")
    stage.send(b"B" * 2000 + b"\r")
    stage.send(CODE.encode() + b"\r")
    found = polled(stage, 5)
    assert found[-1] == CodeScanned(CODE)
    assert all(isinstance(scan, NotACode) for scan in found[:-1])
    assert len(found) == 3


def test_an_unplugged_scanner_is_said_and_comes_back_by_itself(stage: Stage) -> None:
    stage.unplug()
    assert isinstance(stage.scanner.poll(), ScannerGone)
    assert isinstance(stage.scanner.poll(), ScannerGone)
    stage.plug()
    assert polled(stage, 1) == []
    stage.send(CODE.encode() + b"\r")
    assert polled(stage, 2) == [CodeScanned(CODE)]


def test_closing_twice_is_no_mistake(stage: Stage) -> None:
    stage.scanner.close()
    stage.scanner.close()
