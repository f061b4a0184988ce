"""A server on loopback that answers as told, to show what the delivery rule makes of it."""

import gzip
import socket
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec

from kiosk.domain.record import Record
from sync import wire


class Call(msgspec.Struct, frozen=True):
    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes

    def lines(self) -> list[bytes]:
        return [line for line in gzip.decompress(self.body).split(b"\n") if line]

    def records(self) -> list[Record]:
        return [msgspec.json.decode(line, type=Record) for line in self.lines()]


class Answer(msgspec.Struct, frozen=True):
    """`cut`: promise more bytes than are sent. `mute`: take the request and say nothing until closed."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    cut: bool = False
    hang_up: bool = False
    mute: bool = False


Script = Callable[[Call], Answer]


def receipt(*answers: wire.RecordAnswer) -> Answer:
    return Answer(body=msgspec.json.encode(wire.Receipt(answers=answers)))


def verdict(record: Record, word: wire.Verdict, reason: str = "") -> wire.RecordAnswer:
    return wire.RecordAnswer(id=record.id, hash=record.hash, verdict=word, reason=reason)


def accepting(call: Call) -> Answer:
    """A district that takes everything and has no news."""
    if call.path == wire.RECORDS_PATH:
        return receipt(*(verdict(record, wire.Verdict.ACCEPTED) for record in call.records()))
    if call.path == wire.HEARTBEAT_PATH:
        return Answer(body=msgspec.json.encode(wire.HeartbeatAnswer(terminal="0001", at_ms=1)))
    return Answer(body=msgspec.json.encode(wire.FeedPage(feed_epoch="f1", entries=(), more=False)))


class ScriptedServer:
    """`port` 0 takes a free one."""

    def __init__(self, port: int = 0) -> None:
        self.script: Script = accepting
        self.calls: list[Call] = []
        self._closing = threading.Event()
        self._server = _Server(("127.0.0.1", port), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def record_calls(self) -> list[Call]:
        return [call for call in self.calls if call.path == wire.RECORDS_PATH]

    def answer(self, handler: BaseHTTPRequestHandler, call: Call) -> None:
        self.calls.append(call)
        answer = self.script(call)
        if answer.mute:
            self._closing.wait()
        if answer.mute or answer.hang_up:
            handler.close_connection = True
            handler.connection.shutdown(socket.SHUT_RDWR)
            return
        handler.send_response_only(answer.status)  # adds no Date of its own
        for name, value in answer.headers:
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(answer.body) + (10 if answer.cut else 0)))
        handler.end_headers()
        handler.wfile.write(answer.body)
        if answer.cut:
            handler.close_connection = True

    def close(self) -> None:
        if self._closing.is_set():
            return
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        # A client that was killed hangs up on us; anything else is a mistake in the test.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def _handler(owner: ScriptedServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            path, _, query = self.path.partition("?")
            owner.answer(self, Call(self.command, path, query, dict(self.headers), body))

        do_GET = do_POST = do_PATCH = _any  # noqa: N815 - http.server's own names

        def log_message(self, *_: object) -> None:
            pass

    return Handler
