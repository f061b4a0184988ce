"""A printer on the network, port 9100 as a rule. One connection per job (README: why not escpos.Network)."""

import contextlib
import socket

from printers.links.link import LinkError

_GOODBYE_S = 0.2


class TcpLink:
    def __init__(self, host: str, port: int, timeout_s: float) -> None:
        self._place = (host, port)
        self._timeout_s = timeout_s
        self._socket: socket.socket | None = None

    def open(self) -> None:
        if self._socket is not None:
            return
        try:
            self._socket = socket.create_connection(self._place, self._timeout_s)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as error:
            self.close()
            raise LinkError(_words(error)) from error

    def write(self, data: bytes) -> None:
        line = self._line()
        left = memoryview(data)
        try:
            line.settimeout(self._timeout_s)
            while left:
                left = left[line.send(left) :]  # sendall would not say how much had left
        except OSError as error:
            self.close()
            raise LinkError(_words(error), sent=len(data) - len(left)) from error

    def read(self, timeout_s: float) -> bytes:
        line = self._line()
        try:
            line.settimeout(max(timeout_s, 0))
            data = line.recv(4096)
        except (TimeoutError, BlockingIOError):
            return b""
        except OSError as error:
            self.close()
            raise LinkError(_words(error)) from error
        if not data:
            self.close()
            raise LinkError("closed by the printer")
        return data

    def release(self) -> None:
        """Say goodbye before closing: closing on unread answers sends a RST, which eats what is under way."""
        if self._socket is None:
            return
        with contextlib.suppress(OSError):  # gone already: nothing left to be polite to
            self._socket.shutdown(socket.SHUT_WR)
            self._socket.settimeout(_GOODBYE_S)
            while self._socket.recv(4096):
                pass
        self.close()

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _line(self) -> socket.socket:
        if self._socket is None:
            raise LinkError("not connected")
        return self._socket


def _words(error: OSError) -> str:
    return error.strerror or type(error).__name__
