"""A request body of gzip NDJSON, taken apart line by line."""

import zlib

import msgspec

from kiosk.domain.record import Record
from sync.wire import MAX_BATCH_BYTES, MAX_BATCH_RECORDS


class BatchError(ValueError):
    """The request as a whole cannot be read; nothing of it was taken."""


class Malformed(msgspec.Struct, frozen=True):
    """A line that says which record it wants to be, and is none of a shape known here."""

    id: str
    hash: str


def read_batch(body: bytes, encoding: str) -> list[Record | Malformed]:
    """The lines of `body`; one bad line does not hold up the rest. Raises BatchError."""
    lines = [line for line in _unpack(body, encoding).split(b"\n") if line]
    if len(lines) > MAX_BATCH_RECORDS:
        raise BatchError(f"more than {MAX_BATCH_RECORDS} records in one request")
    return [_read_line(number, line) for number, line in enumerate(lines, 1)]


def _unpack(body: bytes, encoding: str) -> bytes:
    if encoding != "gzip":
        raise BatchError("Content-Encoding must be gzip")
    unpacker = zlib.decompressobj(wbits=31)
    try:
        # Bounded: some hundred bytes of gzip can stand for gigabytes.
        plain = unpacker.decompress(body, MAX_BATCH_BYTES)
    except zlib.error as error:
        raise BatchError(f"the body is not gzip: {error}") from None
    if unpacker.unconsumed_tail:
        raise BatchError(f"more than {MAX_BATCH_BYTES} bytes in one request")
    if not unpacker.eof or unpacker.unused_data:
        raise BatchError("the body was cut, or goes on after its end")
    return plain


def _read_line(number: int, line: bytes) -> Record | Malformed:
    try:
        return msgspec.json.decode(line, type=Record)
    except (msgspec.DecodeError, UnicodeDecodeError):
        pass  # a line that still names itself is rejected alone, below
    try:
        return msgspec.json.decode(line, type=Malformed)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BatchError(f"line {number} is no record and names none") from None
