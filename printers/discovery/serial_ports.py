"""Serial ports: any of them may lead to a printer, none says so."""

from collections.abc import Iterator

from serial.tools import list_ports

from printers.discovery.found import Found, Way


def serial_ports() -> Iterator[Found]:
    for port in sorted(list_ports.comports(), key=lambda one: str(one.device)):
        if port.hwid == "n/a" and not port.manufacturer:
            continue  # a port that the board announces and nothing is wired to
        yield Found(
            way=Way.SERIAL,
            device=f"serial://{port.device}",
            name=port.product or "",
            vendor=port.manufacturer or "",
            detail=port.description or "",
        )
