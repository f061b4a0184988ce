"""The SAM reader through the maker's own library (libsdtapi.so, sdtapi.dll): USB readers have nothing else.

The functions are the ones every second-generation reader's library exports; they give the SAM's SW3 or a
host-side code of one digit (DOMAIN §5). The library asks the SAM, this file only turns calls into answers, so
find → select → read, and all that can go wrong with it, is SamReader's on every reader.
"""

import ctypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.devices import card_text
from kiosk.devices.frames import Answer
from kiosk.devices.line import LineGoneError
from kiosk.devices.sam_link import CARD_DATA, Noise, Silence
from kiosk.devices.status import Command, Sw3

# Host-side codes of the library.
_TIMEOUT, _TRANSFER = 0x02, 0x03
_HOST = {0x01: "port", 0x05: "port unusable", 0x09: "file"}
_PHOTO = 1024
_KEEP_OPEN = 0  # the port is opened and closed by us


class SdtLink:
    """Implements what SamReader asks of a link. The constructor raises LineGoneError.

    `library` has the functions SDT_OpenPort, SDT_ClosePort, SDT_StartFindIDCard, SDT_SelectIDCard and
    SDT_ReadBaseMsg; `port` is 1001–1016 for USB, 1–16 for serial ports.
    """

    def __init__(self, library: Any, port: int) -> None:
        self._library = library
        self._port = port
        opened = int(library.SDT_OpenPort(port))
        if opened != Sw3.OK:
            raise LineGoneError(f"SDT_OpenPort({port}): {_HOST.get(opened, f'{opened:02X}')}")

    def ask(self, command: Command) -> Answer | Silence | Noise:
        """The SAM's answer to find, select or read. Raises LineGoneError; any other command is a bug."""
        match command:
            case Command.FIND:
                return self._answer(self._call("SDT_StartFindIDCard", 4))
            case Command.SELECT:
                return self._answer(self._call("SDT_SelectIDCard", 8))
            case Command.READ:
                return self._read()
            case _:
                raise ValueError(f"{command.name} is not asked through a library")

    def close(self) -> None:
        self._library.SDT_ClosePort(self._port)

    def _call(self, function: str, room: int) -> tuple[int, bytes]:
        said = ctypes.create_string_buffer(room)
        code = int(getattr(self._library, function)(self._port, said, _KEEP_OPEN))
        return code, said.raw

    def _read(self) -> Answer | Silence | Noise:
        text, photo = ctypes.create_string_buffer(card_text.LENGTH), ctypes.create_string_buffer(_PHOTO)
        sizes = ctypes.c_uint(0), ctypes.c_uint(0)
        code = int(
            self._library.SDT_ReadBaseMsg(
                self._port, text, ctypes.byref(sizes[0]), photo, ctypes.byref(sizes[1]), _KEEP_OPEN
            )
        )
        said = text.raw
        # The library wrote a person into our memory; nothing of it may outlive this call.
        for buffer in (text, photo):
            ctypes.memset(buffer, 0, ctypes.sizeof(buffer))
        if code == Sw3.OK and sizes[0].value != card_text.LENGTH:
            return Noise(sizes[0].value)
        return self._answer((code, b"\x01\x00\x04\x00" + said + bytes(CARD_DATA - 4 - len(said))))

    def _answer(self, said: tuple[int, bytes]) -> Answer | Silence | Noise:
        code, data = said
        if code == _TIMEOUT:
            return Silence()
        if code == _TRANSFER:
            return Noise(0)
        if code in _HOST:
            raise LineGoneError(_HOST[code])
        good = code in (Sw3.OK, Sw3.FOUND)
        return Answer(0, 0, code, data if good else b"")


def sdt_link(library: Path, port: int) -> Callable[[], SdtLink]:
    """Opens the reader at `port` through the library file; what it gives raises LineGoneError."""

    def open_link() -> SdtLink:
        try:
            loaded = ctypes.CDLL(str(library))
        except OSError as error:
            raise LineGoneError(str(error)) from error
        missing = [name for name in _FUNCTIONS if not hasattr(loaded, name)]
        if missing:
            raise LineGoneError(f"{library.name} has no {missing[0]}")
        return SdtLink(loaded, port)

    return open_link


_FUNCTIONS = ("SDT_OpenPort", "SDT_ClosePort", "SDT_StartFindIDCard", "SDT_SelectIDCard", "SDT_ReadBaseMsg")
