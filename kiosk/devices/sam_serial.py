"""The SAM reader on a serial port or a USB device that appears as one."""

import secrets
import time
from collections.abc import Callable

from kiosk.devices.sam_link import SamLink, Timing, over_line
from kiosk.devices.sam_reader import SamReader
from kiosk.devices.serial_line import Baud, SerialLine


def serial_link(
    port: str, baud: Baud, monotonic: Callable[[], float], timing: Timing | None = None
) -> Callable[[], SamLink]:
    """Opens the SAM on a serial port; what it gives raises LineGoneError."""
    return over_line(lambda: SerialLine(port, baud), baud=baud, monotonic=monotonic, timing=timing)


class SamSerialReader(SamReader):
    """`port` is a device path. It need not exist yet: a missing device is READER_GONE until it comes."""

    def __init__(
        self,
        port: str,
        baud: Baud = 115200,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        salt: bytes | None = None,
        timing: Timing | None = None,
        presence_s: float = 1.0,
    ) -> None:
        super().__init__(
            serial_link(port, baud, monotonic, timing),
            monotonic=monotonic,
            salt=salt or secrets.token_bytes(32),
            presence_s=presence_s,
        )
