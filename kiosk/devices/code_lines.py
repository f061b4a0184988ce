"""Codes out of a stream of bytes: one per line, whatever else comes is dropped. Pure."""

from collections import deque

from kiosk.devices.code_scanner import LONGEST, CodeScanned, NotACode

_ENDS = b"\r\n\t"  # scanners are set to CR, LF, CRLF or Tab
_MAX_WAITING = 32


class CodeLines:
    """Feed bytes, take codes.

    A line without an end is a code as well once the line has fallen silent: scanners are often delivered
    without a suffix. Bytes are text in UTF-8, or in GB 18030 as Chinese scanners are delivered.
    """

    def __init__(self) -> None:
        self._line = bytearray()
        self._too_long = False
        self._done: deque[CodeScanned | NotACode] = deque(maxlen=_MAX_WAITING)

    def feed(self, chunk: bytes) -> None:
        for byte in chunk:
            if byte in _ENDS:
                self.silent()
            elif len(self._line) < LONGEST:
                self._line.append(byte)
            else:
                self._too_long = True

    def silent(self) -> None:
        """Nothing followed for a while: what has come is whole."""
        line, too_long = bytes(self._line), self._too_long
        self.clear()
        if too_long:
            self._done.append(NotACode("too long"))
        elif line:
            self._done.append(_judge(line))

    @property
    def unfinished(self) -> bool:
        return bool(self._line) or self._too_long

    def take(self) -> CodeScanned | NotACode | None:
        return self._done.popleft() if self._done else None

    def clear(self) -> None:
        self._line = bytearray()
        self._too_long = False


def _judge(line: bytes) -> CodeScanned | NotACode:
    for encoding in ("utf-8", "gb18030"):
        try:
            text = line.decode(encoding)
        except UnicodeDecodeError:
            continue
        return as_code(text)
    return NotACode("no text")


def as_code(text: str) -> CodeScanned | NotACode:
    """What was scanned, trimmed; control characters and unassigned ones make it no code."""
    code = text.strip()
    if not code:
        return NotACode("empty")
    if len(code) > LONGEST:
        return NotACode("too long")
    return CodeScanned(code) if code.isprintable() else NotACode("control characters")
