"""The virtual printer as a process: a port for jobs and a control port, both on loopback."""

import asyncio
import signal
from collections.abc import Callable
from pathlib import Path

import msgspec

from printers.profile import Repertoire
from printers.virtual.control import converse
from printers.virtual.printer import VirtualPrinter
from printers.virtual.tray import Tray


class Listening(msgspec.Struct, frozen=True):
    """What is announced once both ports listen."""

    port: int
    control: int


def serve(
    port: int,
    control_port: int,
    out_dir: Path,
    width_dots: int,
    announce: Callable[[str], None],
    repertoire: Repertoire = "gbk",
) -> None:
    """Run until SIGTERM or SIGINT. Port 0 takes a free one; `announce` gets one line of JSON when ready.

    Raises OSError when a port is taken or the folder cannot be written.
    """
    asyncio.run(_serve(port, control_port, out_dir, width_dots, announce, repertoire))


async def _serve(
    port: int,
    control_port: int,
    out_dir: Path,
    width_dots: int,
    announce: Callable[[str], None],
    repertoire: Repertoire,
) -> None:
    printer = VirtualPrinter(Tray(out_dir), width_dots, repertoire)
    control = await asyncio.start_server(
        lambda reader, writer: converse(printer, reader, writer), "127.0.0.1", control_port
    )
    listening = Listening(await printer.listen(port), control.sockets[0].getsockname()[1])
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    working = asyncio.create_task(printer.work())
    announce(msgspec.json.encode(listening).decode())
    stopping = asyncio.create_task(stop.wait())
    # A bug in the printer ends the process; it must not look like a printer that is merely slow.
    await asyncio.wait((working, stopping), return_when=asyncio.FIRST_COMPLETED)
    printer.close()
    control.close()
    stopping.cancel()
    if working.done():
        working.result()
    working.cancel()
