"""Where slips fall: NNN.png as the paper looks, NNN.bin as the bytes that made it."""

import asyncio
import time
from pathlib import Path

import msgspec

from printers.virtual.paper import CutPaper


class FallenSlip(msgspec.Struct, frozen=True):
    """One slip as the control port tells of it; file names are relative to the tray's folder."""

    n: int
    png: str
    bin: str
    text: tuple[str, ...]  # native characters, line by line; drawn lines are pixels only
    qr: tuple[str, ...]  # native codes only
    first_byte_ns: int  # when its first byte arrived; CLOCK_MONOTONIC, so other processes can compare
    fell_ns: int


class Tray:
    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.slips: list[FallenSlip] = []
        self._changed = asyncio.Condition()

    def take(self, paper: CutPaper, data: bytes, first_byte_ns: int) -> None:
        n = len(self.slips) + 1
        fell_ns = time.monotonic_ns()
        slip = FallenSlip(n, f"{n:03}.png", f"{n:03}.bin", paper.text, paper.qr, first_byte_ns, fell_ns)
        # Millimetres at 8 dots each, so that a viewer shows true size.
        paper.image.convert("1").save(self.folder / slip.png, dpi=(203.2, 203.2))
        (self.folder / slip.bin).write_bytes(data)
        self.slips.append(slip)

    async def tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def wait(self, n: int, timeout_s: float) -> FallenSlip | None:
        """Slip number `n`, counted from 1, or None when it has not fallen in time."""
        try:
            async with asyncio.timeout(timeout_s), self._changed:
                await self._changed.wait_for(lambda: len(self.slips) >= n)
        except TimeoutError:
            return None
        return self.slips[n - 1]
