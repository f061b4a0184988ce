"""A virtual printer in a thread of its own, with its real socket, control orders and paper."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from printers.virtual.control import answer
from printers.virtual.printer import VirtualPrinter
from printers.virtual.tray import FallenSlip, Tray

T = TypeVar("T")

WAIT_S = 10.0


class Rig:
    """Use as a context. `port` listens on loopback; `tty` is the same printer's serial line."""

    def __init__(self, folder: Path, width_dots: int = 576) -> None:
        self.port = 0
        self.tty = ""
        self._folder = folder
        self._width_dots = width_dots
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._stop: Callable[[], None] = lambda: None
        self._failed: list[BaseException] = []
        self._thread = threading.Thread(target=self._run, name="virtual printer")
        self._printer: VirtualPrinter | None = None

    def __enter__(self) -> "Rig":
        self._thread.start()
        assert self._ready.wait(WAIT_S)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop)
        self._thread.join(WAIT_S)
        if self._failed:
            raise self._failed[0]

    @property
    def printer(self) -> VirtualPrinter:
        assert self._printer is not None
        return self._printer

    def order(self, do: str, **words: object) -> dict[str, Any]:
        """One order as the control port takes it."""
        line = msgspec.json.encode({"do": do, **words})
        said: dict[str, Any] = msgspec.json.decode(self.call(answer(self.printer, line)))
        return said

    def become(self, state: str, **words: object) -> None:
        assert self.order("state", state=state, **words) == {"ok": True}

    def slip(self, n: int) -> FallenSlip:
        slip = self.call(self.printer.tray.wait(n, WAIT_S))
        assert slip is not None, f"slip {n} never fell"
        return slip

    @property
    def slips(self) -> list[FallenSlip]:
        return list(self.printer.tray.slips)

    def call(self, work: Coroutine[Any, Any, T]) -> T:
        done: Future[T] = asyncio.run_coroutine_threadsafe(work, self._loop)
        return done.result(WAIT_S + 5)

    def _run(self) -> None:
        try:
            asyncio.set_event_loop(self._loop)
            self._loop.run_until_complete(self._serve())
        except BaseException as error:
            self._failed.append(error)
        finally:
            self._loop.close()
            self._ready.set()

    async def _serve(self) -> None:
        stop = asyncio.Event()
        self._stop = stop.set
        self._printer = VirtualPrinter(Tray(self._folder), self._width_dots)
        self.port = await self._printer.listen(0)
        self.tty = self._printer.attach_tty()
        working = asyncio.create_task(self._printer.work())
        self._ready.set()
        await stop.wait()
        self._printer.close()
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
