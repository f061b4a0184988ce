"""A TCP printer that is always well, and says when the first byte of each slip reached it.

Its own process, so that the terminal's interpreter delays neither. Status questions are not a slip's first
byte: only what follows them counts. One JSON line per slip: {"first_byte_ns": …} on CLOCK_MONOTONIC.
"""

import json
import re
import socket
import sys
import time

READY = b"\x12"  # to DLE EOT: no bit of any fault set, whatever was asked
PAPER_THERE = b"\x00"  # to GS r 1
REAL_TIME = re.compile(rb"\x10\x04[\x01-\x04]")
AFTER_JOB = b"\x1dr\x01"


def say(**words: int) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def serve(connection: socket.socket) -> None:
    printing = False
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    while data := connection.recv(65536):
        now = time.perf_counter_ns()
        questions = len(REAL_TIME.findall(data))
        # Zeros end a command that an earlier connection broke off; they lead a fresh line, not a slip.
        rest = REAL_TIME.sub(b"", data).lstrip(b"\0")
        connection.sendall(READY * questions)
        if rest and rest != AFTER_JOB and not printing:
            printing = True
            say(first_byte_ns=now)
        if rest.endswith(AFTER_JOB):
            connection.sendall(PAPER_THERE)
            printing = False


def main() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        say(port=listener.getsockname()[1])
        while True:
            connection, _ = listener.accept()
            with connection:
                serve(connection)


if __name__ == "__main__":
    main()
