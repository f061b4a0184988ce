"""The virtual printer on its links. All of it runs in one event loop."""

import asyncio
import socket
import struct
import time
from typing import Protocol

from printers.profile import Repertoire
from printers.virtual.faults import State
from printers.virtual.head import Head
from printers.virtual.machine import Machine
from printers.virtual.paper import CutPaper, Paper
from printers.virtual.rom import Rom
from printers.virtual.tray import Tray
from printers.virtual.tty import TtyLine

_SLOW_COMMANDS = 2
_SLOW_PAUSE_S = 0.01


class Line(Protocol):
    """One side of a conversation, of either kind."""

    def write(self, data: bytes) -> None: ...
    def is_closing(self) -> bool: ...
    def abort(self) -> None: ...


class TcpLine:
    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer

    def write(self, data: bytes) -> None:
        self._writer.write(data)

    def is_closing(self) -> bool:
        return self._writer.is_closing()

    def abort(self) -> None:
        """End as a pulled plug does at best: RST, not the polite FIN."""
        line = self._writer.get_extra_info("socket")
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()


class VirtualPrinter:
    """One printer on loopback. Any number of connections; buffered answers go to the latest one."""

    def __init__(self, tray: Tray, width_dots: int, repertoire: Repertoire = "gbk") -> None:
        self.tray = tray
        self.machine = Machine(Head(Paper(width_dots), Rom(repertoire)), self._fell)
        self.connections = 0
        self._after_bytes = 0
        self._first_ns = 0
        self._port = 0
        self._server: asyncio.Server | None = None
        self._lines: set[Line] = set()
        self._latest: Line | None = None
        self._tty: TtyLine | None = None
        self._arrived = asyncio.Event()
        self._reading = asyncio.Event()
        self._reading.set()

    async def listen(self, port: int) -> int:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", port)
        self._port = int(self._server.sockets[0].getsockname()[1])
        return self._port

    def attach_tty(self) -> str:
        """Serve a serial line as well. Returns its device."""
        self._tty = TtyLine(self._from_tty)
        self._lines.add(self._tty)
        return self._tty.device

    def close(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        for line in tuple(self._lines):
            line.abort()

    async def become(self, state: State, after_dots: int = 0, after_bytes: int = 1) -> None:
        """Take on a state. Off loses the buffer; coming back from a halt goes on with what is in it."""
        was, self.machine.state = self.machine.state, state
        self.machine.after_dots = after_dots
        self.machine.count_anew()
        self._after_bytes = after_bytes
        reads = state is not State.BUFFER_FULL
        if reads:
            self._reading.set()
        else:
            self._reading.clear()
        if self._tty is not None:
            self._tty.listen(reads)
        if state is State.OFF:
            self.close()
            self.machine.power_cycle()
        elif was is State.OFF:
            await self.listen(self._port)
        self._arrived.set()

    async def work(self) -> None:
        """Carry out what arrives, for ever; apart from reading, so that a slow printer answers DLE EOT."""
        while True:
            await self._arrived.wait()
            self._arrived.clear()
            while True:
                slow = self.machine.state is State.SLOW
                before = self.machine.waiting
                fallen = len(self.tray.slips)
                answers = self.machine.work(_SLOW_COMMANDS if slow else None)
                if not self.machine.begun:
                    self._first_ns = 0
                if answers and self._latest is not None and not self._latest.is_closing():
                    self._latest.write(answers)
                if len(self.tray.slips) > fallen:
                    await self.tray.tell()
                if not slow or self.machine.waiting == before:
                    break
                await asyncio.sleep(_SLOW_PAUSE_S)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        line = TcpLine(writer)
        self._lines.add(line)
        try:
            while data := await self._read(reader):
                self._from(line, data)
        except ConnectionError:
            pass  # the terminal went away; what had arrived is in the buffer
        finally:
            self._lines.discard(line)
            writer.close()

    async def _read(self, reader: asyncio.StreamReader) -> bytes:
        await self._reading.wait()
        data = await reader.read(4096)
        await self._reading.wait()  # the state may have changed while nothing came
        return data

    def _from_tty(self, data: bytes) -> None:
        if self._tty is not None:
            self._from(self._tty, data)

    def _from(self, line: Line, data: bytes) -> None:
        self._latest = line
        if self.machine.state is not State.RESET_MID_JOB:
            line.write(self._take(data))
            return
        for value in data:
            line.write(self._take(bytes((value,))))
            if self.machine.job_bytes >= self._after_bytes:
                self.machine.state = State.READY  # what arrived before the cable went is printed
                line.abort()
                return

    def _take(self, data: bytes) -> bytes:
        before = self.machine.job_bytes
        answers = self.machine.arrive(data)
        if self.machine.job_bytes > before and not self._first_ns:
            self._first_ns = time.monotonic_ns()
        self._arrived.set()
        return answers

    def _fell(self, paper: CutPaper, data: bytes) -> None:
        self.tray.take(paper, data, self._first_ns)
        self._first_ns = 0
