"""The lobby's display: follows the event stream, loses its connection, comes back where it was."""

import http.client
import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import msgspec

WITHIN_S = 60.0
_NUMBER = re.compile(r'<p class="number">([^<]+)</p>')
_WAITING = re.compile(r'<b class="count">(\d+)</b>')


class Heard(msgspec.Struct, frozen=True):
    position: int
    label: str
    window: str


class Display:
    def __init__(self, url: str) -> None:
        self.heard: list[Heard] = []  # every call that was announced, in the order of the stream
        self.board = ""
        self.troubles: list[str] = []
        self.connections = 0
        self._place = urlsplit(url)
        self._last = ""
        self._changed = threading.Condition()
        self._line: socket.socket | None = None
        self._thread: threading.Thread | None = None

    @property
    def follows(self) -> bool:
        return self._thread is not None

    def position(self) -> int:
        """Of the last call that was announced."""
        with self._changed:
            return self.heard[-1].position if self.heard else 0

    def connect(self) -> None:
        """With the last position it had, as a browser does by itself."""
        assert self._place.hostname is not None
        connection = http.client.HTTPConnection(self._place.hostname, self._place.port, timeout=WITHIN_S)
        headers = {"Last-Event-ID": self._last} if self._last else {}
        connection.request("GET", "/lobby/live", headers=headers)
        self._line = connection.sock
        answer = connection.getresponse()
        assert answer.status == 200
        self.connections += 1
        self._thread = threading.Thread(target=self._follow, args=(connection, answer), name="display")
        self._thread.start()

    def disconnect(self) -> None:
        if self._line is not None and self._thread is not None:
            self._line.shutdown(socket.SHUT_RDWR)
            self._thread.join(WITHIN_S)
            assert not self._thread.is_alive()
        self._line = self._thread = None

    def wait(self, seen: Callable[["Display"], bool], what: str) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: seen(self), WITHIN_S), (
                f"the display never showed {what}: {self.heard[-6:]}"
            )

    def now(self) -> str:
        """The number that stands large on the board."""
        return _found(_NUMBER, self.board)

    def waiting(self) -> list[int]:
        return [int(count) for count in _WAITING.findall(self.board)]

    def _follow(self, connection: http.client.HTTPConnection, answer: http.client.HTTPResponse) -> None:
        try:
            for position, kind, data in _events(answer):
                with self._changed:
                    self._note(position, kind, data)
                    self._changed.notify_all()
        finally:
            answer.close()
            connection.close()

    def _note(self, position: str, kind: str, data: str) -> None:
        self._last = position or self._last
        if kind == "board":
            self.board = data
        elif kind == "call":
            told = json.loads(data)
            one = Heard(told["position"], told["label"], told["window"])
            if self.heard and one.position <= self.heard[-1].position:
                self.troubles.append(f"{one} was announced after {self.heard[-1]}")
            self.heard.append(one)


def _events(answer: http.client.HTTPResponse) -> Iterator[tuple[str, str, str]]:
    """(id, event, data) until the stream ends, or the line is cut."""
    position, kind, data = "", "", list[str]()
    while line := _line(answer):
        name, _, value = line.decode().rstrip("\n").partition(": ")
        if name == "id":
            position = value
        elif name == "event":
            kind = value
        elif name == "data":
            data.append(value)
        elif not name:
            yield position, kind, "\n".join(data)
            position, kind, data = "", "", []


def _line(answer: http.client.HTTPResponse) -> bytes:
    try:
        return answer.readline()
    except (OSError, http.client.HTTPException):  # cut
        return b""


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1] if match else ""
