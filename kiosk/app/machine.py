"""What this process asks of the machine it runs on."""

import contextlib
import faulthandler
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


def tell_where_it_crashes() -> None:
    """A crash inside Qt's own code ends the process without a word: let it say where each thread was.

    On stderr, and only then. Files, lines and names of functions: no argument and no value is among them, so
    that nothing a citizen typed gets into a log. Core dumps, which would hold it all, stay forbidden.
    """
    if sys.__stderr__ is not None:  # closed by whoever started this: its number may be the store's by now
        faulthandler.enable(sys.__stderr__)


def software() -> str:
    """What heartbeats say of this program."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"dazu-kiosk {version('dazu-kiosk')} python {sys.version_info.major}.{sys.version_info.minor}"
    except PackageNotFoundError:  # a bundle without metadata
        return "dazu-kiosk"
