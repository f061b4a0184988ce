"""A simulator's control port for Qt's event loop: one JSON object per line each way, on loopback."""

import json
from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QHostAddress, QTcpSocket

Answer = dict[str, Any]


class ControlLink(QObject):
    """Orders are answered in turn, each by a call of its own; nothing waits."""

    lost = Signal()  # nobody is there, or no longer; orders under way are never answered

    def __init__(self, port: int) -> None:
        super().__init__()
        self._waiting: deque[Callable[[Answer], None]] = deque()
        self._socket = QTcpSocket(self)
        self._socket.readyRead.connect(self._read)
        self._socket.errorOccurred.connect(self._fail)
        self._socket.connectToHost(QHostAddress(QHostAddress.SpecialAddress.LocalHost), port)

    def ask(self, do: str, then: Callable[[Answer], None], **words: Any) -> None:
        """`then` gets the answer, {"ok": false, "error": …} when it was refused."""
        self._waiting.append(then)
        # Qt keeps what is written before the connection stands, and sends it then.
        self._socket.write(json.dumps({"do": do, **words}).encode() + b"\n")

    def close(self) -> None:
        self._waiting.clear()
        self._socket.abort()

    def _read(self) -> None:
        while self._socket.canReadLine() and self._waiting:
            line = bytes(self._socket.readLine().data())
            self._waiting.popleft()(json.loads(line))

    def _fail(self) -> None:
        self._waiting.clear()
        self.lost.emit()
