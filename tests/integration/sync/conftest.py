"""Real stores, a scripted server, and one reference platform in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.records import keys
from kiosk.store import open_store
from sync.backoff import Backoff
from sync.client import BearerToken, DistrictClient
from sync.worker import SyncWorker
from tests.integration.sync.scripted import ScriptedServer
from tests.integration.sync.terminal import SetClock, Terminal

TERMINALS = tuple(f"{number:04}" for number in range(1, 41))
STORE_KEY = bytes(range(32))


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def recipient() -> keys.RecipientKey:
    return keys.OpeningKey(bytes(range(32))).recipient


@pytest.fixture
def terminal(tmp_path: Path, recipient: keys.RecipientKey, clock: SetClock) -> Iterator[Terminal]:
    store = open_store(tmp_path / "kiosk.db", STORE_KEY)
    yield Terminal(store, recipient, clock)
    store.close()


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    scripted = ScriptedServer()
    yield scripted
    scripted.close()


MakeWorker = Callable[..., SyncWorker]


@pytest.fixture
def make_worker(clock: SetClock) -> Iterator[MakeWorker]:
    clients: list[DistrictClient] = []

    def make(terminal: Terminal, url: str, token: str = "secret", timeout_s: float = 5.0) -> SyncWorker:
        client = DistrictClient(url, BearerToken(token), timeout_s, nullcontext)
        clients.append(client)
        backoff = Backoff(1.0, 60.0, lambda: 1.0)
        return SyncWorker(terminal.store, client, clock, backoff, poll_s=15.0, software="test")

    yield make
    for client in clients:
        client.__exit__()


class Platform(msgspec.Struct, frozen=True):
    """A running reference platform."""

    url: str
    folder: Path
    staff_token: str
    recipient: keys.RecipientKey
    pid: int

    def token(self, terminal: str) -> str:
        return (self.folder / f"terminal-{terminal}.token").read_text()


PROGRAM = """
import json, sys
from pathlib import Path
from kiosk.app.clock import SystemClock
from sync.district.run import serve
serve("127.0.0.1", 0, Path(sys.argv[1]), clock=SystemClock(), terminals=json.loads(sys.argv[2]))
"""


def start_platform(folder: Path) -> tuple["subprocess.Popen[bytes]", Platform]:
    command = [sys.executable, "-c", PROGRAM, str(folder), json.dumps(TERMINALS)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    facts: dict[str, Any] = json.loads(process.stdout.readline())
    platform = Platform(
        url=facts["url"],
        folder=folder,
        staff_token=Path(facts["staff_token_file"]).read_text(),
        recipient=keys.read_recipient(Path(facts["recipient_key_file"])),
        pid=process.pid,
    )
    return process, platform


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    process, running = start_platform(tmp_path_factory.mktemp("district"))
    yield running
    process.terminate()
    code = process.wait(10)
    assert process.stdout is not None
    process.stdout.close()
    assert code == 0


@pytest.fixture
def make_terminal(tmp_path: Path, platform: Platform, clock: SetClock) -> Iterator[Callable[[str], Terminal]]:
    made: list[Terminal] = []

    def make(name: str) -> Terminal:
        (tmp_path / name).mkdir()
        store = open_store(tmp_path / name / "kiosk.db", STORE_KEY)
        made.append(Terminal(store, platform.recipient, clock, name))
        return made[-1]

    yield make
    for each in made:
        each.store.close()
