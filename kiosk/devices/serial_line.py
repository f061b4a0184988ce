"""A Line over pyserial: 8-N-1, no flow control. pyserial's errors end here."""

import termios
from typing import Literal

import serial

from kiosk.devices.line import LineGoneError, LineStuckError

Baud = Literal[9600, 19200, 38400, 57600, 115200]
_WRITE_TIMEOUT_S = 1.0
# pyserial lets OSError and termios.error out of ioctl calls beside its own SerialException (an OSError).
_BROKEN = (OSError, termios.error)


class SerialLine:
    """An open serial port. The constructor raises LineGoneError when it is missing or held by another."""

    def __init__(self, port: str, baud: Baud) -> None:
        try:
            self._port = serial.Serial(port, baud, timeout=0, write_timeout=_WRITE_TIMEOUT_S, exclusive=True)
        except _BROKEN as error:
            raise LineGoneError(str(error)) from error

    def write(self, frame: bytes) -> None:
        try:
            self._port.write(frame)
        except serial.SerialTimeoutException as error:
            self._discard_output()
            raise LineStuckError(str(error)) from error
        except _BROKEN as error:
            raise LineGoneError(str(error)) from error

    def read(self, timeout_s: float) -> bytes:
        try:
            self._port.timeout = max(timeout_s, 0)
            first = self._port.read(1)
            return first + self._port.read(self._port.in_waiting) if first else b""
        except _BROKEN as error:
            raise LineGoneError(str(error)) from error

    def discard_input(self) -> None:
        try:
            self._port.reset_input_buffer()
        except _BROKEN as error:
            raise LineGoneError(str(error)) from error

    def close(self) -> None:
        try:
            self._port.close()
        except _BROKEN:
            # The device is gone already; the descriptor is closed whatever the kernel says.
            return

    def _discard_output(self) -> None:
        try:
            self._port.reset_output_buffer()
        except _BROKEN as error:
            raise LineGoneError(str(error)) from error
