"""The SAM reader on a serial port or a USB device that appears as one."""

import secrets
import time
from collections.abc import Callable

from kiosk.devices.sam_link import Timing
from kiosk.devices.sam_reader import SamReader
from kiosk.devices.serial_line import Baud, SerialLine


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
            lambda: SerialLine(port, baud),
            baud=baud,
            monotonic=monotonic,
            salt=salt or secrets.token_bytes(32),
            timing=timing,
            presence_s=presence_s,
        )
