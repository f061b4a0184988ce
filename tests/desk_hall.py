"""A hall for the desk's tests: real services over a real store, real pages, and a server on loopback."""

import asyncio
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from litestar.testing import TestClient

from kiosk.desk.app import create_desk
from kiosk.desk.feed import Feed
from kiosk.desk.ports import Access, Calls, Hall
from kiosk.services.queue import NumberTaken
from kiosk.services.staffing import Role
from tests.unit.services.world import World

STAFF = "1001"


class Chime:
    """An announcer that is quick to ask; it remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def wav(self, label: str, window: str) -> bytes:
        self.asked.append((label, window))
        return b"RIFF" + bytes(40)


class DeskHall:
    """`pin` opens the window pages for STAFF."""

    def __init__(
        self, world: World, access: Access | None = None, pin: str = "", calls: Calls | None = None
    ) -> None:
        self.world = world
        self.access = access or Access()
        self.chime = Chime()
        self.pin = pin or world.services.staffing.add(STAFF, "李测试", Role.STAFF)
        self.hall = Hall(
            site=world.settings.kiosk.terminal.site,
            windows={one.id: one.name for one in world.settings.hall.windows()},
            series={one.id: one.name for one in world.settings.hall.series},
            calls=calls or world.services.calling,
            staffing=world.services.staffing,
            devices=world.services.pairing,
            follow_ups=world.services.ratings,
            prefixes={one.id: one.prefix for one in world.settings.hall.series},
            ratings=world.services.ratings,
            reports=world.services.hall_reports,
            health=world.services.hall_health.look,
            announcer=self.chime,
            monotonic_s=world.clock.monotonic_s,
            tokens=world.tokens,
        )
        self.feed = Feed(self.hall.calls, world.clock.monotonic_s)
        self.app = create_desk(self.hall, self.access, self.feed)

    def restarted(self) -> "DeskHall":
        """Another desk process on the same store."""
        return DeskHall(self.world, self.access, self.pin)

    def take(self, series: str = "general", priority: bool = False) -> str:
        """A citizen takes a number; its label."""
        taken = self.world.services.queue.take_number(self.world.ids(), series, priority)
        assert isinstance(taken, NumberTaken)
        return taken.ticket.label


@contextmanager
def served(desk: DeskHall, port: int = 0) -> Iterator[str]:
    """The pages over TCP on loopback while the block runs; their address. Port 0 takes a free one."""
    listening = socket.create_server(("127.0.0.1", port), backlog=256)
    config = uvicorn.Config(
        desk.app, log_level="critical", access_log=False, ws="none", timeout_graceful_shutdown=2
    )
    server = _Announced(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listening])), name="desk")
    thread.start()
    try:
        assert server.ready.wait(30)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        desk.feed.close()
        server.should_exit = True
        thread.join(30)
        listening.close()
        assert not thread.is_alive()


class _Announced(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


class Browser:
    """What a browser does with our pages: keeps cookies, sends the forms that it was given."""

    def __init__(self, client: TestClient[Any]) -> None:
        self.client = client

    def open(self, path: str) -> Any:
        return self.client.get(path, headers={"Accept": "text/html"})

    def send(self, path: str, page: str, /, **fields: str) -> Any:
        """The form of `page` to `path`, with the hidden field that it has."""
        hidden = re.search(r'name="form" value="(\w+)"', self.open(page).text)
        return self.client.post(path, data={"form": hidden[1] if hidden else "", **fields})

    def sign_in(self, desk: DeskHall, window: str = "1") -> Any:
        return self.send("/sign-in", "/sign-in", number=STAFF, pin=desk.pin, window=window)

    def act(self, act: str, **fields: str) -> Any:
        """One act of the window's page, with the ticket that the page shows; the page afterwards."""
        shown = re.search(r'name="ticket" value="([^"]+)"', self.open("/window").text)
        return self.send("/window", "/window", act=act, **{"ticket": shown[1] if shown else "", **fields})
