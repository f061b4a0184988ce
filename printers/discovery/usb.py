"""Printers on USB, from what the kernel has read of their descriptors: no driver, no rights needed."""

import os
from collections.abc import Iterator
from pathlib import Path

from printers.discovery.found import Found, Way

SYSFS = Path("/sys")
DEV = Path("/dev")
_PRINTER_CLASS = "07"


def usb_printers(sysfs: Path = SYSFS, dev: Path = DEV) -> Iterator[Found]:
    """Every interface of the printer class; its device file where the kernel's usblp has made one."""
    for interface in sorted((sysfs / "bus/usb/devices").glob("*:*")):
        if _word(interface / "bInterfaceClass") != _PRINTER_CLASS:
            continue
        # 1-2.3:1.0 is an interface of 1-2.3.
        device = interface.parent / interface.name.partition(":")[0]
        ids = f"{_word(device / 'idVendor')}:{_word(device / 'idProduct')}"
        files = sorted(child.name for child in (interface / "usbmisc").glob("lp*"))
        if files:
            path = dev / "usb" / files[0]
            missing = "" if os.access(path, os.W_OK) else f"no right to write {path}: join the group lp"
            where, detail = f"file://{path}", missing
        else:
            where, detail = f"usb://{ids}", "no device file: load the kernel module usblp"
        yield Found(
            way=Way.USB,
            device=where,
            name=_word(device / "product"),
            vendor=_word(device / "manufacturer"),
            sure=True,
            detail=f"{ids}; {detail}" if detail else ids,
        )


def _word(file: Path) -> str:
    """A descriptor as text; empty for a device that has none, or was pulled out meanwhile."""
    try:
        return file.read_text("utf-8", "replace").strip()
    except OSError:
        return ""
