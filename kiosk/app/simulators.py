"""The devices that are not there, each a process of its own. Each says one JSON line when it is ready."""

import sys
from pathlib import Path


def card_reader(control_port: int, link: Path | None) -> None:
    from kiosk.devices.simulator import process

    process.run(sys.stdout, control_port, link)


def virtual_printer(out: Path, port: int, control_port: int, width_dots: int) -> None:
    from printers.virtual.server import serve

    serve(port, control_port, out, width_dots, announce)


def announce(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
