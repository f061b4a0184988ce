"""A printer behind a path: a plain file for looking at bytes, or a device such as /dev/usb/lp0."""

import errno
import os
import select
from pathlib import Path

from kiosk.domain.printer import PrinterCondition, PrinterStatus
from printers.driver import AllSent, CannotAnswer, ConfirmResult, CutOff, NothingSent, SendResult


class FileDriver:
    """Appends. Such a path takes bytes and says nothing, so its slips end as SENT."""

    def __init__(self, path: Path, timeout_s: float) -> None:
        self._path = path
        self._timeout_s = timeout_s

    def status(self) -> PrinterStatus:
        place = self._path if self._path.exists() else self._path.parent
        if os.access(place, os.W_OK):
            return PrinterStatus(PrinterCondition.READY, "a path; it says no more")
        return PrinterStatus(PrinterCondition.OFFLINE, f"cannot write {self._path}")

    def send(self, data: bytes) -> SendResult:
        left = memoryview(data)
        try:
            # Not to wait for ever: a device without paper takes nothing, a pipe may have no reader.
            file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK, 0o600)
            try:
                while left:
                    if not select.select([], [file], [], self._timeout_s)[1]:
                        raise TimeoutError(errno.ETIMEDOUT, "the device takes nothing")
                    left = left[os.write(file, left) :]
            finally:
                os.close(file)
        except OSError as error:
            sent = len(data) - len(left)
            detail = error.strerror or type(error).__name__
            return CutOff(sent, detail) if sent else NothingSent(detail)
        return AllSent()

    def confirm(self) -> ConfirmResult:
        return CannotAnswer()

    def release(self) -> None:
        """Nothing is held between jobs."""

    def close(self) -> None:
        """Nothing is held between jobs."""
