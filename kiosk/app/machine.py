"""What this process asks of the machine it runs on."""

import contextlib
import hashlib
import platform
import resource
import sys
from pathlib import Path

_MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def fingerprint() -> str:
    """16 hex digits that stay with this machine and change when its disk is put into another one.

    From systemd's machine id (hashed: machine-id(5) asks for that) and the board's serial number where
    the kernel lets us read it; without either, the host's name.
    """
    parts = [path.read_text("ascii").strip() for path in _MACHINE_IDS if path.is_file()][:1]
    board = Path("/sys/class/dmi/id/product_uuid")
    with contextlib.suppress(OSError):  # readable by root alone, or not there
        parts.append(board.read_text("ascii").strip())
    return hashlib.sha256("\0".join(parts or [platform.node()]).encode()).hexdigest()[:16]


def forbid_core_dumps() -> None:
    """A core dump would put what a citizen types on the disk."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def software() -> str:
    """What heartbeats say of this program."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"dazu-kiosk {version('dazu-kiosk')} python {sys.version_info.major}.{sys.version_info.minor}"
    except PackageNotFoundError:  # a bundle without metadata
        return "dazu-kiosk"
