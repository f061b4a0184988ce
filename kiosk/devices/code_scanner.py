"""What any code scanner does for the terminal: whole codes, nothing else."""

from enum import StrEnum
from typing import Protocol

import msgspec

# The longest thing anybody has reason to scan here is a web address; what is longer is no code of ours.
LONGEST = 512


class CodeScanned(msgspec.Struct, frozen=True):
    """One code, as text without its line end: printable characters only, at most LONGEST of them."""

    code: str

    def __repr__(self) -> str:
        # A scanned identity number must never reach a log or a traceback.
        return f"CodeScanned({len(self.code)} characters)"


class NotACode(msgspec.Struct, frozen=True):
    """Something came that can be no code. `reason` is for staff, never a word of what came."""

    reason: str


class ScannerGone(msgspec.Struct, frozen=True):
    """The device is missing or held by another program. The answer of every poll for as long as it lasts."""

    detail: str = ""


class Nothing(msgspec.Struct, frozen=True):
    pass


Scan = CodeScanned | NotACode | ScannerGone | Nothing


class ScannerCondition(StrEnum):
    """For device_state `scanner` and the self-check."""

    READY = "ready"
    GONE = "gone"


class CodeScanner(Protocol):
    """One scanner, used from one thread. No outcome is an exception; an exception is a bug."""

    def poll(self) -> Scan:
        """Wait at most about a second for what comes; reconnects by itself."""
        ...

    def close(self) -> None: ...
