"""The line to a simulator's control port: one JSON object per line each way, on loopback."""

import json
import socket
from typing import Any


class Refused(RuntimeError):
    """The simulator did not do what it was told; the message is its own."""


class Control:
    """One simulator's control port; an order is a few words: {"do": "insert", "person": "resident"}."""

    def __init__(self, port: int, timeout_s: float = 10.0) -> None:
        self.port = port
        self._timeout_s = timeout_s

    def ask(self, do: str, **words: Any) -> dict[str, Any]:
        """Give one order and return the answer. Raises Refused, and OSError when nobody is there."""
        order = json.dumps({"do": do, **words}).encode() + b"\n"
        with socket.create_connection(("127.0.0.1", self.port), self._timeout_s) as line:
            line.sendall(order)
            answer: dict[str, Any] = json.loads(line.makefile("rb").readline())
        if not answer["ok"]:
            raise Refused(f"{do}: {answer.get('error', answer)}")
        return answer
