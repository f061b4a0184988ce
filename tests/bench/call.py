"""`call.to_display`: from “call next” in one browser to the number painted in another, while 49 more displays
follow and 29 more windows are at work."""

import socket
import threading
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from kiosk.app.process import Child
from kiosk.app.visiting import visit
from kiosk.services import Services
from kiosk.services.queue import NumberTaken
from kiosk.services.staffing import Role
from kiosk.settings import load
from tests.bench.hall import hall_config
from tests.bench.other_windows import AtWork, OtherWindow
from tests.bench.result import Row, percentile
from tests.chromium import Chromium, Page

CALLS = 150
DISPLAYS = 50
WINDOWS = 30
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
    config = hall_config(folder, WINDOWS)
    settings = load(config)
    with visit(settings) as services, ExitStack() as open_:
        pin = services.staffing.add(STAFF, "bench", Role.STAFF)
        desk = Child("desk", "--config", str(config), "--port", "0", log=folder / "desk.log")
        open_.callback(desk.stop)
        url = str(desk.announced()["url"])
        for _ in range(DISPLAYS - 1):
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
        others = [OtherWindow(url, STAFF, pin, number) for number in range(2, WINDOWS + 1)]
        at_work = open_.enter_context(AtWork(others))
        times, floor = [], []
        for _ in range(CALLS):
            times.append(_call(services, window, lobby))
            floor.append(float(lobby.run(_BARE)))
        times, floor = times[10:], floor[10:]
        if at_work.acts < CALLS // 10:
            raise RuntimeError(f"the other windows acted {at_work.acts} times only")
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
