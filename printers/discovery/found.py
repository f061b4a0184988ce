"""What a search has found, and how sure it is."""

from enum import StrEnum

import msgspec


class Way(StrEnum):
    USB = "usb"
    SERIAL = "serial"
    NETWORK = "network"
    CUPS = "cups"


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """`device` is what printers.toml takes. `name` and `vendor` are the device's own words, empty when it has
    none. `sure`: it says itself that it is a printer; a serial port never does."""

    way: Way
    device: str
    name: str = ""
    vendor: str = ""
    sure: bool = False
    detail: str = ""  # what a technician should know, such as a missing right
