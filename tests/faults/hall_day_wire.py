"""The cable between one terminal and the hall's ledger: a TCP port that can be pulled out and put back."""

import contextlib
import socket
import threading
from pathlib import Path

_CHUNK = 65_536


class Wire:
    """Forwards 127.0.0.1:`port` to PostgreSQL's socket. Cut: connections end, and new ones are refused.

    A second socket, bound and never listening, keeps the port for us while the wire is cut.
    """

    def __init__(self, server: Path) -> None:
        self._server = str(server)
        self._keeper = _bound(0)
        self.port: int = self._keeper.getsockname()[1]
        self._lock = threading.Lock()
        self._listening: socket.socket | None = None
        self._ends: set[socket.socket] = set()
        self.mend()

    def mend(self) -> None:
        listening = self._listening = _bound(self.port)
        listening.listen(16)
        threading.Thread(target=self._accept, args=(listening,), name="wire", daemon=True).start()

    def cut(self) -> None:
        with self._lock:
            ends, self._ends = self._ends, set()
            listening, self._listening = self._listening, None
        for one in (*ends, *([listening] if listening else [])):
            _hang_up(one)
            one.close()

    def close(self) -> None:
        self.cut()
        self._keeper.close()

    def _accept(self, listening: socket.socket) -> None:
        while True:
            try:
                near, _ = listening.accept()
            except OSError:  # cut
                return
            far = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            far.connect(self._server)
            with self._lock:
                cut = self._listening is not listening
                if not cut:
                    self._ends |= {near, far}
            if cut:
                near.close()
                far.close()
                return
            near.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._pass_on, args=(one, other), name="wire", daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):  # cut, or either side has gone
            while data := one.recv(_CHUNK):
                other.sendall(data)
        _hang_up(other)
        with self._lock:
            if one in self._ends:
                self._ends.discard(one)
                one.close()


def _bound(port: int) -> socket.socket:
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    made.bind(("127.0.0.1", port))
    return made


def _hang_up(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
