"""What a way to a printer must do."""

from typing import Protocol


class LinkError(Exception):
    """The way is gone. `sent` counts the bytes of the failed write that had left before."""

    def __init__(self, detail: str, sent: int = 0) -> None:
        super().__init__(detail)
        self.detail = detail
        self.sent = sent


class Link(Protocol):
    """Bytes both ways, with short finite waits. Everything but release and close raises LinkError."""

    def open(self) -> None:
        """Make the way ready; nothing to do when it is."""
        ...

    def write(self, data: bytes) -> None:
        """Hand over all of `data`. Fails when nothing could be handed over for a whole timeout."""
        ...

    def read(self, timeout_s: float) -> bytes:
        """What has come, waiting up to `timeout_s` for the first byte; empty when nothing came."""
        ...

    def release(self) -> None: ...

    def close(self) -> None: ...
