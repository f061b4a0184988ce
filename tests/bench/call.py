"""`call.to_display`: from “call next” in one browser to the number painted in another; 48 more follow."""

import socket
import threading
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from kiosk.app.process import Child
from kiosk.app.visiting import visit
from kiosk.domain.time import local
from kiosk.services import Services
from kiosk.services.queue import NumberTaken
from kiosk.services.staffing import Role
from kiosk.settings import load
from tests.bench.result import Row, percentile
from tests.chromium import Chromium, Page

CALLS = 150
OTHERS = 48
LIMIT_MS = 150.0
STAFF = "1001"
# Both browsers read the clock of one machine. The second frame begins when the first one is on the screen.
_WATCH = """
window.painted = {};
new MutationObserver(() => {
  const label = document.querySelector(".now .number")?.textContent;
  requestAnimationFrame(() => requestAnimationFrame(() => {
    painted[label] ??= performance.timeOrigin + performance.now();
  }));
}).observe(document.getElementById("board"), { childList: true, subtree: true });
"""
# What this machine needs at least: ask the same server for a small file, draw something, be painted.
_BARE = """
(async () => { const began = performance.now();
  await (await fetch("/files/icon.svg", { cache: "no-store" })).text();
  document.body.dataset.drawn = began;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - began; })()
"""
_CALL = """
(() => { const began = performance.timeOrigin + performance.now();
  document.querySelector("#act-call-next").click(); return began; })()
"""


def measure(folder: Path) -> list[Row]:
    config = _config(folder)
    settings = load(config)
    with visit(settings) as services, ExitStack() as open_:
        pin = services.staffing.add(STAFF, "bench", Role.STAFF)
        desk = Child("desk", "--config", str(config), "--port", "0", log=folder / "desk.log")
        open_.callback(desk.stop)
        url = str(desk.announced()["url"])
        for _ in range(OTHERS):
            open_.enter_context(_follower(url))
        window = open_.enter_context(Chromium()).page()
        lobby = open_.enter_context(Chromium()).page(1920, 1080)
        window.open(f"{url}/sign-in")
        window.fill(number=STAFF, pin=pin, window="1")
        window.click("button.main")
        window.wait("document.querySelector('#acts')")
        lobby.open(f"{url}/lobby")
        lobby.wait("document.getElementById('clock').textContent")
        lobby.run(_WATCH)
        times, floor = [], []
        for _ in range(CALLS):
            times.append(_call(services, window, lobby))
            floor.append(float(lobby.run(_BARE)))
        times, floor = times[10:], floor[10:]
    return [
        Row(name="call.to_display bare p50", value=percentile(floor, 50), unit="ms"),
        Row(name="call.to_display bare p99", value=percentile(floor, 99), unit="ms"),
        Row(name="call.to_display p50", value=percentile(times, 50), unit="ms"),
        Row(name="call.to_display p99", value=percentile(times, 99), unit="ms", limit=LIMIT_MS),
    ]


def _call(services: Services, window: Page, lobby: Page) -> float:
    """One citizen, one call; milliseconds. The window is free again afterwards."""
    taken = services.queue.take_number(str(uuid4()), "general")
    if not isinstance(taken, NumberTaken):
        raise RuntimeError(f"no number was issued: {taken}")
    window.wait("document.querySelector('#act-call-next:enabled') && !busy")
    began = float(window.run(_CALL))
    label = taken.ticket.label
    lobby.wait(f"painted['{label}']")
    painted = float(lobby.run(f"painted['{label}']"))
    window.wait("document.querySelector('#act-finish:enabled') && !busy")
    window.run("document.querySelector('#act-finish').click()")
    return painted - began


def _follower(url: str) -> socket.socket:
    """One more display, which reads what it gets and draws nothing."""
    address = urlsplit(url)
    line = socket.create_connection((str(address.hostname), int(address.port or 0)))
    line.sendall(b"GET /lobby/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")

    def read() -> None:
        try:
            while line.recv(65_536):
                pass
        except OSError:  # closed at the end of the measurement
            return

    threading.Thread(target=read, daemon=True).start()
    return line


def _config(folder: Path) -> Path:
    """One series, always open, today as well where today is a holiday."""
    config = folder / "config"
    config.mkdir()
    today = local(datetime.now(UTC)).date().isoformat()
    (config / "hall.toml").write_text(
        f"open_days = [{today}]\n"
        '[[series]]\nid = "general"\nprefix = "A"\nname = { zh = "综合服务", en = "General" }\n'
        'windows = "1"\nlast = 9999\nhours = { open = 00:00:00, close = 23:59:00 }\n',
        "utf-8",
    )
    return config
