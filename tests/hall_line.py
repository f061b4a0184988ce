"""The network between a terminal and the hall's server, on loopback: it passes, swallows, or refuses."""

import socket
import threading
from pathlib import Path
from urllib.parse import parse_qs, urlsplit


class HallLine:
    """A TCP line to the server's socket. `swallow`: taken in, confirmed by TCP, and never answered."""

    def __init__(self, address: str) -> None:
        """`address`: of a database of PostgresServer, or of anything at a `hostaddr` and a port."""
        parts = urlsplit(address)
        asked = parse_qs(parts.query)
        self._server: str | tuple[str, int]
        if "hostaddr" in asked:
            self._server = (asked["hostaddr"][0], parts.port or 5432)
        else:
            self._server = str(Path(asked["host"][0]) / ".s.PGSQL.5432")
        self._passes = threading.Event()
        self._passes.set()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._carrying: list[threading.Thread] = []
        self._heard: list[tuple[bytearray, bytearray]] = []
        self._listen(0)
        self.url = f"postgresql://postgres@127.0.0.1:{self.port}{parts.path}"

    def swallow(self) -> None:
        self._passes.clear()

    def pass_on(self) -> None:
        """What was swallowed is gone: its connections end, and new ones reach the server."""
        self._cut()
        self._passes.set()

    def refuse(self) -> None:
        """Nobody listens any more, and who was connected is cut off."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._accepting.join()
        self._cut()

    def listen_again(self) -> None:
        """At the same port. Only for measurements: a test may find it taken."""
        self._listen(self.port)

    def close(self) -> None:
        if self._listener.fileno() >= 0:
            self.refuse()

    def overheard(self) -> list[tuple[bytes, bytes]]:
        """What each connection said and was answered, as it went over. Waits until all have hung up."""
        for carrying in self._carrying:
            carrying.join()
        return [(bytes(said), bytes(answered)) for said, answered in self._heard]

    def _listen(self, port: int) -> None:
        self._listener = socket.create_server(("127.0.0.1", port))
        self.port = int(self._listener.getsockname()[1])
        self._accepting = threading.Thread(target=self._accept, args=(self._listener,), daemon=True)
        self._accepting.start()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near = listener.accept()[0]
            except OSError:  # closed
                return
            far = socket.socket(socket.AF_UNIX if isinstance(self._server, str) else socket.AF_INET)
            far.connect(self._server)
            carrying = threading.Thread(target=self._carry, args=(near, far), daemon=True)
            with self._lock:
                self._open |= {near, far}
                self._carrying.append(carrying)
            carrying.start()

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        said, answered = bytearray(), bytearray()
        back = threading.Thread(target=self._carry_one_way, args=(far, near, answered), daemon=True)
        back.start()
        self._carry_one_way(near, far, said)
        back.join()
        with self._lock:
            self._open -= {near, far}
            self._heard.append((said, answered))
        near.close()
        far.close()

    def _carry_one_way(self, one: socket.socket, other: socket.socket, heard_all: bytearray) -> None:
        try:
            while heard := one.recv(65_536):
                heard_all += heard
                if self._passes.is_set():
                    other.sendall(heard)
        except OSError:  # cut
            pass
        _shut(one)
        _shut(other)

    def _cut(self) -> None:
        with self._lock:
            ends, self._open = self._open, set()
        for end in ends:
            _shut(end)


def _shut(end: socket.socket) -> None:
    try:
        end.shutdown(socket.SHUT_RDWR)
    except OSError:  # it is already
        return
