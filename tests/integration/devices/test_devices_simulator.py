"""The simulator as a process: its control port, its end."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

DEADLINE_S = 20


class Simulator:
    def __init__(self, link: Path) -> None:
        self.link = link
        command = [sys.executable, "-m", "kiosk.devices.simulator", "0", str(link)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.ready: dict[str, Any] = json.loads(self.process.stdout.readline())

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.ready["control"]), timeout=DEADLINE_S)

    def say(self, line: bytes) -> dict[str, Any]:
        with self.connect() as control, control.makefile("rb") as answers:
            control.sendall(line + b"\n")
            answer: dict[str, Any] = json.loads(answers.readline())
            return answer

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(DEADLINE_S)
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[Simulator]:
    simulator = Simulator(tmp_path / "reader")
    yield simulator
    simulator.end()


def test_the_ready_line_names_the_tty_and_the_control_port(simulator: Simulator) -> None:
    assert set(simulator.ready) == {"tty", "control"}
    assert Path(simulator.ready["tty"]).is_char_device()


def test_every_answer_says_how_things_stand(simulator: Simulator) -> None:
    assert simulator.say(b'{"do":"insert","person":"permit"}') == {
        "ok": True,
        "person": "permit",
        "persons": ["resident", "rare-name", "permit"],
        "fault": None,
        "plugged": True,
        "error": "",
    }
    assert simulator.say(b'{"do":"slow","gap-ms":5}')["fault"] == "slow"
    assert simulator.say(b'{"do":"unplug"}')["plugged"] is False
    assert not simulator.link.exists()
    assert simulator.say(b'{"do":"plug"}')["plugged"] is True
    assert simulator.link.is_char_device()
    assert simulator.say(b'{"do":"clear"}')["fault"] is None
    assert simulator.say(b'{"do":"remove"}')["person"] is None
    assert simulator.say(b'{"do":"state"}')["person"] is None


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"junk",
        b"[]",
        b"{}",
        b'{"do":"dance"}',
        b'{"do":"insert"}',
        b'{"do":"insert","person":"nobody"}',
        b'{"do":"insert","person":"permit","also":1}',
        b'{"do":"pull-mid-read","at":"x"}',
        b'{"do":"pull-mid-read","at":-1}',
        b'{"do":"junk","hex":"xy"}',
        b'{"do":"status","sw3":"100"}',
        b'{"do":"slow","chunk":0}',
        b'{"do":"silent","times":-1}',
        b"\xff\xfe",
    ],
)
def test_a_wrong_order_is_answered_and_changes_nothing(simulator: Simulator, line: bytes) -> None:
    answer = simulator.say(line)
    assert answer["ok"] is False
    assert answer["error"]
    assert (answer["person"], answer["fault"]) == (None, None)


def test_two_hands_and_orders_cut_in_pieces(simulator: Simulator) -> None:
    with simulator.connect() as one, simulator.connect() as two:
        one.sendall(b'{"do":"insert","per')
        two.sendall(b'{"do":"state"}\n{"do":"sta')
        with two.makefile("rb") as answers:
            assert json.loads(answers.readline())["person"] is None
        one.sendall(b'son":"resident"}\n')
        with one.makefile("rb") as answers:
            assert json.loads(answers.readline())["person"] == "resident"
    assert simulator.say(b'{"do":"state"}')["person"] == "resident"


def test_terminated_it_ends_clean(simulator: Simulator) -> None:
    simulator.process.send_signal(signal.SIGTERM)
    assert simulator.process.wait(DEADLINE_S) == 0
    assert not simulator.link.is_symlink()


def test_told_to_stop_it_answers_and_ends(simulator: Simulator) -> None:
    assert simulator.say(b'{"do":"stop"}')["ok"] is True
    assert simulator.process.wait(DEADLINE_S) == 0
