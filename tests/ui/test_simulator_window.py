"""The practice bench: real simulators at the other end of its lines, real presses on its window."""

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.devices.simulator.persons import PERSONS
from kiosk.ui.simulator.bench import Bench
from kiosk.ui.simulator.bench_state import PRINTER_STATES, Facts, derive_bench
from kiosk.ui.simulator.window import BenchWindow, beside
from kiosk.ui.words import load_words

DEADLINE_MS = 20_000
SLIP = b"\x1b@A001\n\n\n\x1dV\x00"


class Simulator:
    def __init__(self, *command: str) -> None:
        self.process = subprocess.Popen([sys.executable, "-m", *command], stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.ready: dict[str, Any] = json.loads(self.process.stdout.readline())

    @property
    def control(self) -> int:
        return int(self.ready["control"])

    def ask(self, do: str) -> dict[str, Any]:
        with socket.create_connection(("127.0.0.1", self.control), timeout=DEADLINE_MS / 1000) as line:
            line.sendall(json.dumps({"do": do}).encode() + b"\n")
            with line.makefile("rb") as answers:
                answer: dict[str, Any] = json.loads(answers.readline())
        return answer

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(DEADLINE_MS / 1000)
        assert self.process.stdout is not None
        self.process.stdout.close()


class Street:
    def __init__(self, folder: Path) -> None:
        self.slips = folder / "slips"
        self.printer = Simulator("printers.virtual", "--out", str(self.slips))
        self.reader = Simulator("kiosk.devices.simulator", "0", str(folder / "reader"))
        self.network: list[bool] = []
        self.let_go = threading.Event()
        self.broken = False

    def switch(self, online: bool) -> None:
        assert self.let_go.wait(DEADLINE_MS / 1000)
        if self.broken:
            raise OSError("no such cable")
        self.network.append(online)

    def print_slip(self) -> None:
        with socket.create_connection(("127.0.0.1", int(self.printer.ready["port"]))) as line:
            line.sendall(SLIP)


@pytest.fixture
def street(tmp_path: Path) -> Iterator[Street]:
    street = Street(tmp_path)
    yield street
    street.printer.end()
    street.reader.end()


class Stage:
    def __init__(self, street: Street, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.bench = Bench(street.printer.control, street.reader.control, street.slips, street.switch)
        self.window = BenchWindow(self.bench)
        self.window.view.show()

    def items(self, name: str) -> list[QQuickItem]:
        """By walking children: findChildren misses the delegates of views and repeaters."""
        found, edge = [], [self.window.view.contentItem()]
        while edge:
            item = edge.pop()
            edge += item.childItems()
            if item.objectName() == name and item.isVisible():
                found.append(item)
        return found

    def press(self, name: str) -> None:
        self.window.view.grabWindow()  # lays out what has changed, so that the press lands
        (item,) = self.items(name)
        middle = item.mapToScene(item.boundingRect().center()).toPoint()
        QTest.mouseClick(
            self.window.view,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QPoint(middle.x(), middle.y()),
        )

    def until(self, condition: Any) -> None:
        self.qtbot.waitUntil(condition, timeout=DEADLINE_MS)

    @property
    def state(self) -> dict[str, Any]:
        return self.bench.property("state")  # type: ignore[no-any-return]

    def lying(self) -> list[str]:
        return [card["person"] for card in self.state["cards"] if card["lying"]]

    def printer(self) -> list[str]:
        return [choice["key"] for choice in self.state["printer"] if choice["chosen"]]


@pytest.fixture
def stage(street: Street, qtbot: QtBot) -> Iterator[Stage]:
    stage = Stage(street, qtbot)
    yield stage
    stage.window.close()


def test_cards_are_laid_down_exchanged_and_lifted(stage: Stage, street: Street) -> None:
    stage.press("simulator.card.resident")
    stage.until(lambda: stage.lying() == ["resident"])
    assert street.reader.ask("state")["person"] == "resident"
    stage.press("simulator.card.rare-name")
    stage.until(lambda: stage.lying() == ["rare-name"])
    stage.press("simulator.card.rare-name")
    stage.until(lambda: stage.lying() == [])
    assert street.reader.ask("state")["person"] is None


def test_the_printer_is_put_into_every_state(stage: Stage, street: Street) -> None:
    stage.until(lambda: stage.printer() == ["ready"])
    for state in (*PRINTER_STATES[1:], "ready"):
        stage.press(f"simulator.printer.{state}")
        stage.until(lambda state=state: stage.printer() == [state])
        assert street.printer.ask("look")["state"] == state


def test_slips_appear_as_they_fall_the_newest_on_top(stage: Stage, street: Street) -> None:
    for count in (1, 2):
        street.print_slip()
        stage.until(lambda count=count: len(stage.items("simulator.slip")) == count)
    sources = [slip["source"] for slip in stage.state["slips"]]
    assert [source.rpartition("/")[2] for source in sources] == ["002.png", "001.png"]
    assert all(item.property("paintedHeight") > 0 for item in stage.items("simulator.slip"))


def test_slips_that_fell_before_are_shown_too(street: Street, qtbot: QtBot) -> None:
    street.print_slip()
    qtbot.waitUntil(lambda: len(street.printer.ask("slips")["slips"]) == 1, timeout=DEADLINE_MS)
    stage = Stage(street, qtbot)
    stage.until(lambda: len(stage.items("simulator.slip")) == 1)
    stage.window.close()


def test_the_network_is_switched_without_freezing_the_window(stage: Stage, street: Street) -> None:
    stage.press("simulator.network")
    assert stage.state["network"]["changing"]
    stage.press("simulator.card.permit")  # the window lives while the switch takes its time
    stage.until(lambda: stage.lying() == ["permit"])
    stage.press("simulator.network")  # a second press while it takes its time changes nothing
    street.let_go.set()
    stage.until(lambda: stage.state["network"]["online"])
    stage.press("simulator.network")
    stage.until(lambda: street.network == [True, False])
    stage.until(lambda: not stage.state["network"]["online"])


def test_a_switch_that_fails_says_why_and_stays_where_it_was(stage: Stage, street: Street) -> None:
    street.broken = True
    street.let_go.set()
    stage.press("simulator.network")
    stage.until(lambda: "no such cable" in stage.state["notice"]["en"])
    assert not stage.state["network"]["online"]
    assert stage.items("simulator.notice")


@pytest.mark.parametrize("which", ["printer", "reader"])
def test_a_simulator_that_ends_is_said(stage: Stage, street: Street, which: str) -> None:
    stage.until(lambda: stage.printer() == ["ready"])
    getattr(street, which).process.terminate()
    stage.until(lambda: "does not answer" in stage.state["notice"]["en"])


def test_without_a_network_to_switch_there_is_no_switch() -> None:
    state = derive_bench(Facts(), Path("slips"), load_words("simulator"))
    assert not state.network.shown
    assert [card.name for card in state.cards] == [card.name for card in PERSONS.values()]
    assert not any(choice.chosen for choice in state.printer)


@pytest.mark.parametrize(
    ("screen", "expected"),
    [(1920, 607), (1366, 506), (800, 0)],
    ids=["fits", "overlaps a little", "too small"],
)
def test_it_stands_beside_the_terminal(screen: int, expected: int) -> None:
    assert beside(QRect(0, 0, screen, 1080), QRect(0, 0, 607, 1080), 860) == expected
