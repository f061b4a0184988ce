"""The simulated reader's cable: a pty that can be pulled out and put in again."""

import os
import tty
from pathlib import Path


class PtyLine:
    """Plugged in from the start. `link`, if given, always points at the pty while one is plugged in."""

    def __init__(self, link: Path | None) -> None:
        self._link = link
        self._slave = -1
        self.master = -1
        self.plug()

    @property
    def plugged(self) -> bool:
        return self.master >= 0

    @property
    def path(self) -> str:
        return str(self._link) if self._link is not None else os.ttyname(self._slave)

    def plug(self) -> None:
        # The slave end stays open here: a pty without any opener answers EIO instead of waiting.
        self.master, self._slave = os.openpty()
        tty.setraw(self._slave)
        # A driver that stops reading must not stop this process.
        os.set_blocking(self.master, False)
        if self._link is not None:
            self._link.unlink(missing_ok=True)
            self._link.symlink_to(os.ttyname(self._slave))

    def pull(self) -> None:
        os.close(self.master)
        os.close(self._slave)
        self.master = self._slave = -1
        if self._link is not None:
            self._link.unlink(missing_ok=True)

    def read(self) -> bytes:
        return os.read(self.master, 4096)

    def write(self, data: bytes) -> None:
        """What does not fit into the kernel's buffer is lost, as on a line without flow control."""
        try:
            os.write(self.master, data)
        except BlockingIOError:
            return
