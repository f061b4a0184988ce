"""A scanner that types: told apart from a person's keyboard by its speed, its prefix and its line end. Pure.

A keyboard wedge sends a code as key strokes a few milliseconds apart and ends with Enter. What might be one
is held back until it is clear that it is none; a person's stroke is held for `gap_s` at most, which no person
feels.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

import msgspec

from kiosk.devices.code_scanner import LONGEST

SHORTEST = 6  # nothing that is scanned here has fewer characters
T = TypeVar("T")


class Burst(msgspec.Struct, frozen=True):
    """A code was typed by a machine. Its characters reach no field."""

    code: str

    def __repr__(self) -> str:
        return f"Burst({len(self.code)} characters)"


class Typed(msgspec.Struct, Generic[T], frozen=True):
    """These strokes were a person's: give them to whoever has the focus, in this order."""

    strokes: tuple[T, ...]


class Wedge(Generic[T]):
    """`gap_s`: strokes that follow each other faster are a machine's. `prefix`: what the scanner is set to
    send before each code, if anything; with one, nothing else is ever taken for a scan.
    """

    def __init__(self, monotonic: Callable[[], float], *, gap_s: float = 0.035, prefix: str = "") -> None:
        self._monotonic = monotonic
        self.gap_s = gap_s
        self._prefix = prefix
        self._held: list[tuple[str, T]] = []
        self._last_s = 0.0

    @property
    def holds(self) -> bool:
        return bool(self._held)

    def stroke(self, character: str, stroke: T) -> tuple[Burst | Typed[T], ...]:
        """A printable character was typed. What is decided by it; nothing while it may be a scan."""
        now = self._monotonic()
        decided: tuple[Burst | Typed[T], ...] = ()
        if self._held and now - self._last_s > self.gap_s:
            decided = self._release()
        self._held.append((character, stroke))
        self._last_s = now
        if len(self._held) > LONGEST or not self._may_be_scan():
            return (*decided, *self._release())
        return decided

    def end(self, stroke: T) -> tuple[Burst | Typed[T], ...]:
        """Enter: the end of a scan, or a person's."""
        fast = self._monotonic() - self._last_s <= self.gap_s
        text = "".join(character for character, _ in self._held)
        if fast and len(text) - len(self._prefix) >= SHORTEST and text.startswith(self._prefix):
            self._held.clear()
            return (Burst(text.removeprefix(self._prefix)),)
        return (*self._release(), Typed((stroke,)))

    def other(self, stroke: T) -> tuple[Burst | Typed[T], ...]:
        """Any other key: no scanner sends one inside a code."""
        return (*self._release(), Typed((stroke,)))

    def passed(self) -> tuple[Burst | Typed[T], ...]:
        """`gap_s` have gone by without a stroke."""
        return self._release() if self._monotonic() - self._last_s > self.gap_s else ()

    def forget(self) -> None:
        self._held.clear()

    def _may_be_scan(self) -> bool:
        text = "".join(character for character, _ in self._held)
        return text[: len(self._prefix)] == self._prefix[: len(text)]

    def _release(self) -> tuple[Typed[T], ...]:
        strokes = tuple(stroke for _, stroke in self._held)
        self._held.clear()
        return (Typed(strokes),) if strokes else ()
