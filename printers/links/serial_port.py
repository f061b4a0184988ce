"""A printer on a serial line, or a USB one that shows itself as one. Stays open between jobs."""

import contextlib
import errno
import os
import select
import termios

import serial

from printers.links.link import LinkError

# Neither pyserial nor the terminal layer wraps everything: a port pulled out can show as any of these.
_FAILURES = (OSError, termios.error, ValueError)


class SerialLink:
    """8N1 without flow control, as receipt printers leave the factory."""

    def __init__(self, port: str, baud: int, timeout_s: float) -> None:
        self._port = port
        self._baud = baud
        self._timeout_s = timeout_s
        self._serial: serial.Serial | None = None

    def open(self) -> None:
        if self._serial is not None:
            return
        try:
            self._serial = serial.Serial(self._port, self._baud, timeout=0, exclusive=True)
        except _FAILURES as error:
            raise LinkError(_words(error)) from error

    def write(self, data: bytes) -> None:
        """Through the descriptor: `Serial.write` does not say how much had left when it fails."""
        line = self._line()
        left = memoryview(data)
        try:
            while left:
                _, ready, _ = select.select([], [line], [], self._timeout_s)
                if not ready:
                    raise TimeoutError(errno.ETIMEDOUT, "the line takes nothing")
                left = left[os.write(line.fileno(), left[:512]) :]
        except _FAILURES as error:
            self.close()
            raise LinkError(_words(error), sent=len(data) - len(left)) from error

    def read(self, timeout_s: float) -> bytes:
        line = self._line()
        try:
            ready, _, _ = select.select([line], [], [], max(timeout_s, 0))
            if not ready:
                return b""
            data = os.read(line.fileno(), 4096)
        except _FAILURES as error:
            self.close()
            raise LinkError(_words(error)) from error
        if not data:
            self.close()
            raise LinkError("hung up")
        return data

    def release(self) -> None:
        """Keeps the port: closing it drops DTR, and some printers start anew on that."""

    def close(self) -> None:
        line, self._serial = self._serial, None
        if line is None:
            return
        with contextlib.suppress(
            *_FAILURES
        ):  # the device is gone already; its descriptor closes all the same
            line.close()

    def _line(self) -> serial.Serial:
        if self._serial is None:
            raise LinkError("not open")
        return self._serial


def _words(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
