"""A code scanner on a serial port, or on a USB device that appears as one."""

from collections.abc import Callable

from kiosk.devices.code_lines import CodeLines
from kiosk.devices.code_scanner import Nothing, Scan, ScannerGone
from kiosk.devices.line import Line, LineGoneError
from kiosk.devices.serial_line import Baud, SerialLine

_WAIT_S = 0.5
# Longer than a scanner pauses inside a code, shorter than a hand needs for the next one.
_SILENCE_S = 0.08


class SerialScanner:
    """Implements CodeScanner. `open_line` is called whenever there is no line and raises LineGoneError."""

    def __init__(self, open_line: Callable[[], Line]) -> None:
        self._open_line = open_line
        self._line: Line | None = None
        self._codes = CodeLines()

    def poll(self) -> Scan:
        waiting = self._codes.take()
        if waiting is not None:
            return waiting
        try:
            if self._line is None:
                self._line = self._open_line()
                self._line.discard_input()  # scanned before anybody looked: for nobody who stands here
            self._listen(self._line)
        except LineGoneError as gone:
            self.close()
            return ScannerGone(gone.detail)
        return self._codes.take() or Nothing()

    def close(self) -> None:
        self._codes.clear()
        if self._line is not None:
            self._line.close()
            self._line = None

    def _listen(self, line: Line) -> None:
        chunk = line.read(_WAIT_S)
        while chunk:
            self._codes.feed(chunk)
            if not self._codes.unfinished:
                return
            chunk = line.read(_SILENCE_S)
        self._codes.silent()


def serial_scanner(port: str, baud: Baud) -> SerialScanner:
    return SerialScanner(lambda: SerialLine(port, baud))
