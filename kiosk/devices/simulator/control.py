"""A control port on loopback: one JSON object per line in, one per line out."""

import selectors
import socket
from collections.abc import Callable

_LOOPBACK = "127.0.0.1"


class ControlPort:
    """Serves any number of clients from one selector. `obey` gets a line and gives the answer's line."""

    def __init__(self, port: int, selector: selectors.BaseSelector, obey: Callable[[bytes], bytes]) -> None:
        self._selector = selector
        self._obey = obey
        self._listener = socket.create_server((_LOOPBACK, port))
        self._listener.setblocking(False)
        self._lines: dict[socket.socket, bytearray] = {}
        selector.register(self._listener, selectors.EVENT_READ, self._accept)

    @property
    def port(self) -> int:
        port: int = self._listener.getsockname()[1]
        return port

    def close(self) -> None:
        for client in list(self._lines):
            self._hang_up(client)
        self._selector.unregister(self._listener)
        self._listener.close()

    def _accept(self) -> None:
        try:
            client, _ = self._listener.accept()
        except OSError:
            return  # the client left while it stood in the queue
        self._lines[client] = bytearray()
        self._selector.register(client, selectors.EVENT_READ, lambda: self._hear(client))

    def _hear(self, client: socket.socket) -> None:
        try:
            chunk = client.recv(4096)
            if not chunk:
                self._hang_up(client)
                return
            *whole, rest = (self._lines[client] + chunk).split(b"\n")
            self._lines[client] = rest
            for line in whole:
                client.sendall(self._obey(bytes(line)) + b"\n")
        except ConnectionError:
            self._hang_up(client)

    def _hang_up(self, client: socket.socket) -> None:
        self._selector.unregister(client)
        del self._lines[client]
        client.close()
