"""The reference platform as a process of its own."""

import json
import signal
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from ipaddress import ip_address
from pathlib import Path

import uvicorn
from litestar import Litestar

from kiosk.domain.time import Clock, to_ms
from sync.district.app import create_app
from sync.district.provision import provision

Announce = Callable[[Mapping[str, object]], None]


def announce_on_stdout(facts: Mapping[str, object]) -> None:
    """One JSON line, for whoever started us and waits for the port."""
    sys.stdout.write(json.dumps(facts, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def serve(
    host: str,
    port: int,
    folder: Path,
    announce: Announce = announce_on_stdout,
    *,
    clock: Clock,
    terminals: Sequence[str] = ("0001",),
) -> None:
    """Serve until SIGTERM or SIGINT, which end the process with code 0. Port 0 takes a free one.

    Once it answers, `announce` is told port, url and the paths of recipient key and tokens. It speaks plain
    HTTP with example numbers, so it is for this machine alone: another host raises ValueError.
    """
    if not ip_address(host).is_loopback:
        raise ValueError(f"{host}: the reference platform serves this machine only")
    # uvicorn shuts down and then raises the signal once more, for whoever had a handler before it.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    made = provision(folder, terminals, to_ms(clock.now()))
    app = create_app(made.settings(), clock)
    with socket.create_server((host, port), backlog=64) as listening:
        chosen = listening.getsockname()[1]
        facts: dict[str, object] = {
            "port": chosen,
            "url": f"http://{host}:{chosen}",
            "recipient_key_file": str(made.recipient_key),
            "staff_token_file": str(made.staff_token),
            "terminal_token_files": {name: str(path) for name, path in made.terminal_tokens.items()},
        }
        _Server(app, lambda: announce(facts)).run(sockets=[listening])


class _Server(uvicorn.Server):
    def __init__(self, app: Litestar, ready: Callable[[], None]) -> None:
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, ws="none", timeout_graceful_shutdown=2
        )
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()
