"""The syncer as a process: killed, stopped, orphaned, doubled; and what it never loads."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sync import wire
from sync.district.console import fetch_terminal
from sync.district.views import TerminalView
from tests.integration.sync.conftest import Platform
from tests.integration.sync.scripted import Answer, Call, ScriptedServer, accepting
from tests.integration.sync.terminal import MakeTerminal, Terminal
from tests.integration.sync.test_sync_to_district import forward

PROGRAM = """
import sys
from pathlib import Path
from kiosk.app.clock import SystemClock
from kiosk.settings import DistrictSettings
from kiosk.store import open_store
from sync.run import run
store = open_store(Path(sys.argv[1]), bytes(range(32)))
settings = DistrictSettings(url=sys.argv[2], token_file=sys.argv[3], timeout_s=5.0, poll_s=1.0)
run(store, settings, SystemClock(), "test", child="child" in sys.argv)
store.close()
"""
DEADLINE_S = 30

Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    processes: list[subprocess.Popen[bytes]] = []

    def begin(terminal: Terminal, url: str, token: str, *more: str) -> "subprocess.Popen[bytes]":
        file = tmp_path / "token"
        file.write_text(token)
        file.chmod(0o600)
        command = [sys.executable, "-c", PROGRAM, str(terminal.store.path), url, str(file), *more]
        processes.append(subprocess.Popen(command))
        return processes[-1]

    yield begin
    for process in processes:
        if process.poll() is None:
            process.kill()
        process.wait()


class Until:
    """Lets the test wait until the server has seen something."""

    def __init__(self, condition: Callable[[], bool]) -> None:
        self._condition = condition
        self._event = threading.Event()

    def look(self) -> None:
        if self._condition():
            self._event.set()

    def wait(self) -> None:
        assert self._event.wait(DEADLINE_S), "it never happened"


def test_every_case_arrives_once_though_the_syncer_is_killed_again_and_again(
    platform: Platform, make_terminal: MakeTerminal, server: ScriptedServer, start: Start
) -> None:
    """SIGKILL before the district saw a batch, and after it took one but before the syncer heard of it."""
    terminal = make_terminal("0020")
    records = [terminal.file_case() for _ in range(150)]
    running: list[subprocess.Popen[bytes]] = []
    moments = iter(["before", "after", "after", "before", "after", "never"] + ["never"] * 100)
    delivered = Until(lambda: {terminal.state_of(record) for record in records} == {"delivered"})
    killed = threading.Semaphore(0)

    def script(call: Call) -> Answer:
        if call.path != wire.RECORDS_PATH:
            delivered.look()
            return forward(platform, call)
        moment = next(moments)
        answer = forward(platform, call) if moment != "before" else Answer(hang_up=True)
        if moment != "never":
            running[-1].kill()
            killed.release()
            return Answer(hang_up=True)
        return answer

    server.script = script
    token = platform.token("0020")
    for _ in range(5):
        running.append(start(terminal, server.url, token))
        assert killed.acquire(timeout=DEADLINE_S)
        running[-1].wait()
    running.append(start(terminal, server.url, token))
    delivered.wait()
    view = fetch_terminal(platform.url, platform.staff_token, "0020")
    assert isinstance(view, TerminalView)
    (epoch,) = view.epochs
    assert (epoch.received, epoch.rejected, epoch.gaps, epoch.breaks) == (150, 0, (), ())
    assert view.conflicts == ()
    sent = [record.id for call in server.record_calls() for record in call.records()]
    assert len(sent) > len(set(sent)) == 150, "the kills must have made resends, or this test shows nothing"


def test_sigterm_in_the_middle_of_an_exchange_ends_at_once_and_gives_the_claim_back(
    make_terminal: MakeTerminal, server: ScriptedServer, start: Start
) -> None:
    terminal = make_terminal("0021")
    case = terminal.file_case()
    asked = threading.Event()

    def script(_: Call) -> Answer:
        asked.set()
        return Answer(mute=True)

    server.script = script
    process = start(terminal, server.url, "t")
    assert asked.wait(DEADLINE_S)
    assert terminal.state_of(case) == "claimed"
    process.send_signal(signal.SIGTERM)
    assert process.wait(3) == 0, "sooner than the exchange would time out"
    assert terminal.state_of(case) == "waiting"


def test_sigterm_while_resting_ends_at_once(
    make_terminal: MakeTerminal, server: ScriptedServer, start: Start
) -> None:
    terminal = make_terminal("0022")
    polled = Until(lambda: any(call.path == wire.FEED_PATH for call in server.calls))

    def script(call: Call) -> Answer:
        polled.look()
        return accepting(call)

    server.script = script
    process = start(terminal, server.url, "t")
    polled.wait()
    process.send_signal(signal.SIGTERM)
    assert process.wait(3) == 0


def test_what_is_stored_while_it_rests_is_sent_soon(
    make_terminal: MakeTerminal, server: ScriptedServer, start: Start
) -> None:
    terminal = make_terminal("0023")
    polled = Until(lambda: any(call.path == wire.FEED_PATH for call in server.calls))
    sent = threading.Event()

    def script(call: Call) -> Answer:
        polled.look()
        if call.path == wire.RECORDS_PATH:
            sent.set()
        return accepting(call)

    server.script = script
    start(terminal, server.url, "t")
    polled.wait()
    terminal.file_case()
    assert sent.wait(DEADLINE_S)


def test_the_district_that_comes_back_is_found_without_waiting_for_the_back_off(
    make_terminal: MakeTerminal, server: ScriptedServer, start: Start
) -> None:
    terminal = make_terminal("0024")
    case = terminal.file_case()
    delivered = Until(lambda: terminal.state_of(case) == "delivered")
    server.close()
    port = int(server.url.rpartition(":")[2])
    process = start(terminal, server.url, "t")
    deadline = threading.Event()
    while terminal.network()[0] != "offline":
        assert not deadline.wait(0.02)
        assert process.poll() is None
    back = ScriptedServer(port)
    try:

        def script(call: Call) -> Answer:
            delivered.look()
            return accepting(call)

        back.script = script
        delivered.wait()
    finally:
        back.close()


def test_it_ends_when_its_parent_is_killed(
    make_terminal: MakeTerminal, server: ScriptedServer, tmp_path: Path
) -> None:
    terminal = make_terminal("0025")
    polled = Until(lambda: any(call.path == wire.FEED_PATH for call in server.calls))

    def script(call: Call) -> Answer:
        polled.look()
        return accepting(call)

    server.script = script
    token = tmp_path / "token"
    token.write_text("t")
    token.chmod(0o600)
    command = [sys.executable, "-c", PROGRAM, str(terminal.store.path), server.url, str(token), "child"]
    parent_program = f"import subprocess; subprocess.Popen({command!r}).wait()"
    # The child holds our pipe as its stdout; its end is the pipe's end.
    read_end, write_end = os.pipe()
    parent = subprocess.Popen([sys.executable, "-c", parent_program], stdout=write_end)
    os.close(write_end)
    polled.wait()
    parent.kill()
    parent.wait()
    with os.fdopen(read_end, "rb") as pipe:
        ended = threading.Thread(target=pipe.read)
        ended.start()
        ended.join(DEADLINE_S)
        assert not ended.is_alive()


def test_two_syncers_deliver_each_record_once(
    platform: Platform, make_terminal: MakeTerminal, server: ScriptedServer, start: Start
) -> None:
    terminal = make_terminal("0026")
    records = [terminal.file_case() for _ in range(200)]
    delivered = Until(lambda: {terminal.state_of(record) for record in records} == {"delivered"})

    def script(call: Call) -> Answer:
        delivered.look()
        return forward(platform, call)

    server.script = script
    start(terminal, server.url, platform.token("0026"))
    start(terminal, server.url, platform.token("0026"))
    delivered.wait()
    view = fetch_terminal(platform.url, platform.staff_token, "0026")
    assert isinstance(view, TerminalView)
    assert view.epochs[0].received == 200
    assert view.conflicts == ()


def test_without_a_district_it_says_so_and_waits(make_terminal: MakeTerminal, start: Start) -> None:
    terminal = make_terminal("0027")
    process = start(terminal, "", "t")
    pause = threading.Event()
    while terminal.network()[0] != "misconfigured":
        assert not pause.wait(0.02)
        assert process.poll() is None
    assert "district.url" in terminal.network()[1]
    process.send_signal(signal.SIGTERM)
    assert process.wait(3) == 0


@pytest.mark.parametrize("module", ["sync.run", "sync.status", "sync.district.run", "sync.district.console"])
def test_no_process_of_this_room_loads_qt(module: str) -> None:
    program = (
        f"import sys, {module}; "
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'PySide6', 'escpos', 'serial'}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_the_syncer_loads_neither_server_nor_crypto() -> None:
    """They would double its memory, and it opens nothing."""
    program = (
        "import sys, sync.run; "
        "print(sorted({name.partition('.')[0] for name in sys.modules} & "
        "{'litestar', 'uvicorn', 'cryptography', 'alembic'}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_a_dead_syncers_claims_are_free_at_once(
    make_terminal: MakeTerminal, server: ScriptedServer, start: Start
) -> None:
    terminal = make_terminal("0028")
    case = terminal.file_case()
    with terminal.store.begin() as uow:
        assert uow.records.claim(0, 2**52, 10, 1000)  # by a syncer whose clock was years ahead
    delivered = Until(lambda: terminal.state_of(case) == "delivered")

    def script(call: Call) -> Answer:
        delivered.look()
        return accepting(call)

    server.script = script
    start(terminal, server.url, "t")
    delivered.wait()
