"""From a setting to a driver: tcp://HOST:PORT, serial:///dev/…, file:///path."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from kiosk.domain.time import Clock
from kiosk.settings import PrinterSettings
from printers.driver import Driver
from printers.escpos_driver import EscPosDriver
from printers.file_driver import FileDriver
from printers.links.tcp import TcpLink
from printers.profile import from_settings

RAW_PORT = 9100  # where network printers listen when nobody says otherwise


class DeviceNotUnderstoodError(ValueError):
    """The `device` in printers.toml is no address of a printer; the message says what would be."""


def driver_for(settings: PrinterSettings, clock: Clock) -> Driver:
    """The driver of one configured printer; nothing is opened yet. Raises DeviceNotUnderstoodError."""
    url = urlsplit(settings.device)
    path = unquote(url.path)
    profile = from_settings(settings)
    timeout_s = settings.timeout_s
    if url.scheme == "tcp" and url.hostname:
        link = TcpLink(url.hostname, _port(settings.device), timeout_s)
        return EscPosDriver(link, profile, clock.monotonic_s, timeout_s)
    if url.scheme == "serial" and path.startswith("/"):
        from printers.links.serial_port import SerialLink  # pyserial only where a serial printer is

        return EscPosDriver(SerialLink(path, settings.baud, timeout_s), profile, clock.monotonic_s, timeout_s)
    if url.scheme == "file" and path.startswith("/"):
        return FileDriver(Path(path), timeout_s)
    raise DeviceNotUnderstoodError(
        f"{settings.device!r}: write tcp://HOST:PORT, serial:///dev/ttyUSB0 or file:///path"
    )


def _port(device: str) -> int:
    try:
        return urlsplit(device).port or RAW_PORT
    except ValueError as error:
        raise DeviceNotUnderstoodError(f"{device!r}: {error}") from error
