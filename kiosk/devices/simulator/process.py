"""The process around the simulated SAM: a pty on one side, a control port on the other."""

import selectors
import signal
import socket
import time
from pathlib import Path
from typing import TextIO

import msgspec

from kiosk.devices.simulator.control import ControlPort
from kiosk.devices.simulator.orders import Clear, Insert, Order, Plug, Remove, State, Stop, Unplug
from kiosk.devices.simulator.persons import PERSONS
from kiosk.devices.simulator.pty_line import PtyLine
from kiosk.devices.simulator.sam import Reply, SimulatedSam


class _Ready(msgspec.Struct):
    tty: str
    control: int


class _Standing(msgspec.Struct):
    """Every order's answer: what holds now."""

    ok: bool
    person: str | None
    persons: tuple[str, ...]
    fault: str | None
    plugged: bool
    error: str = ""


class _ReaderProcess:
    def __init__(self, control_port: int, link: Path | None) -> None:
        self._selector = selectors.DefaultSelector()
        self._control = ControlPort(control_port, self._selector, self._obey)
        self._sam = SimulatedSam()
        self._person: str | None = None
        self._line = PtyLine(link)
        self._selector.register(self._line.master, selectors.EVENT_READ, self._serve)
        self._drips: list[tuple[float, bytes]] = []
        self._running = True

    def run(self, ready: TextIO) -> None:
        # A signal alone does not end select(), which Python resumes; a byte does.
        wakes, wake = socket.socketpair()
        wake.setblocking(False)
        self._selector.register(wakes, selectors.EVENT_READ, self._stop)
        signal.set_wakeup_fd(wake.fileno())
        signal.signal(signal.SIGTERM, lambda *_: None)
        signal.signal(signal.SIGINT, lambda *_: None)
        ready.write(msgspec.json.encode(_Ready(self._line.path, self._control.port)).decode() + "\n")
        ready.flush()
        while self._running:
            for key, _ in self._selector.select(self._until_next_drip()):
                if self._running and key.fd in self._selector.get_map():
                    key.data()
            self._drip()
        self._control.close()
        if self._line.plugged:
            self._line.pull()

    def _stop(self) -> None:
        self._running = False

    def _serve(self) -> None:
        for reply in self._sam.receive(self._line.read()):
            self._send(reply)
        if not self._sam.occupied:
            self._person = None

    def _send(self, reply: Reply) -> None:
        step = reply.chunk or len(reply.data)
        due = max(time.monotonic(), self._drips[-1][0] if self._drips else 0)
        for start in range(0, len(reply.data), step):
            self._drips.append((due, reply.data[start : start + step]))
            due += reply.gap_ms / 1000

    def _until_next_drip(self) -> float | None:
        return max(self._drips[0][0] - time.monotonic(), 0) if self._drips else None

    def _drip(self) -> None:
        while self._drips and self._drips[0][0] <= time.monotonic():
            self._line.write(self._drips.pop(0)[1])

    def _obey(self, line: bytes) -> bytes:
        try:
            error = self._do(msgspec.json.decode(line, type=Order))
        except msgspec.DecodeError as wrong:
            error = str(wrong)
        fault = self._sam.fault
        standing = _Standing(
            ok=not error,
            person=self._person,
            persons=tuple(PERSONS),
            fault=None if fault is None else str(type(fault).__struct_config__.tag),
            plugged=self._line.plugged,
            error=error,
        )
        return msgspec.json.encode(standing)

    def _do(self, order: Order) -> str:
        """Why it cannot be done, or nothing."""
        match order:
            case Insert(person=person):
                if person not in PERSONS:
                    return f"no such person: {person}"
                self._sam.insert(PERSONS[person])
                self._person = person
            case Remove():
                self._sam.remove()
                self._person = None
            case Unplug():
                self._unplug()
            case Plug():
                self._plug()
            case Clear():
                self._sam.arm(None)
            case State():
                pass
            case Stop():
                self._stop()
            case fault:
                self._sam.arm(fault)
        return ""

    def _unplug(self) -> None:
        if not self._line.plugged:
            return
        self._selector.unregister(self._line.master)
        self._line.pull()
        self._drips.clear()
        self._sam.power_cycle()

    def _plug(self) -> None:
        if self._line.plugged:
            return
        self._line.plug()
        self._selector.register(self._line.master, selectors.EVENT_READ, self._serve)


def run(ready: TextIO, control_port: int = 0, link: Path | None = None) -> None:
    """Be a reader until Stop, SIGTERM or SIGINT; in the main thread of a process of its own.

    `control_port` 0 takes a free one. One JSON line on `ready` names the tty and the control port. `link`, if
    given, is kept pointing at the pty, so that a reader which is unplugged and plugged in keeps its name.
    """
    _ReaderProcess(control_port, link).run(ready)
