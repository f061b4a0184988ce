"""The same printer at the end of a serial line: a pseudo-terminal whose other side any program opens."""

import asyncio
import os
import tty
from collections.abc import Callable


class TtyLine:
    """`device` is what programs open. `arrived` gets their bytes, in the event loop."""

    def __init__(self, arrived: Callable[[bytes], None]) -> None:
        # The other side stays open here: with nobody on it, reading ours would fail instead of waiting.
        self._ours, self._theirs = os.openpty()
        tty.setraw(self._theirs)
        self.device = os.ttyname(self._theirs)
        self._arrived = arrived
        self._open = True
        self._loop = asyncio.get_running_loop()
        self.listen(True)

    def is_closing(self) -> bool:
        return not self._open

    def listen(self, on: bool) -> None:
        """Whether the printer takes anything from the line now."""
        if not self._open:
            return  # its number may be somebody else's by now
        if on:
            self._loop.add_reader(self._ours, self._readable)
        else:
            self._loop.remove_reader(self._ours)

    def write(self, data: bytes) -> None:
        if self._open:
            os.write(self._ours, data)  # a few status bytes; a pseudo-terminal holds 4 KB

    def abort(self) -> None:
        """Pull the plug: whoever has the device open gets an I/O error."""
        if self._open:
            self._loop.remove_reader(self._ours)
            self._open = False
            os.close(self._ours)
            os.close(self._theirs)

    def _readable(self) -> None:
        self._arrived(os.read(self._ours, 4096))
