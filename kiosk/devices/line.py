"""A serial line as the reader's driver needs it, and how it can fail."""

from typing import Protocol


class LineError(Exception):
    """The line itself failed. `detail` is for staff: an errno, a path.

    LineError
    ├── LineGoneError   the device is missing, unplugged, or held by another program
    └── LineStuckError  the device takes no bytes
    """

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class LineGoneError(LineError):
    pass


class LineStuckError(LineError):
    pass


class Line(Protocol):
    """Bytes both ways with finite waits. All may raise LineGoneError, `write` LineStuckError as well."""

    def write(self, frame: bytes) -> None: ...

    def read(self, timeout_s: float) -> bytes:
        """What has come, waiting for the first byte at most `timeout_s`; empty when none came."""
        ...

    def discard_input(self) -> None: ...

    def close(self) -> None: ...
