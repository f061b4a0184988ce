"""A package as one signed file (format and reasons: README.md of this room).

    dazu-kiosk-catalogue 1
    ed25519 KEY SIGNATURE             or: unsigned
    {"version": …, "parts": [{"name": …, "size": …, "sha256": …}, …]}
    the parts' bytes, one after another, nothing between and nothing after

The signature covers the first and the third line and is judged before anything is parsed; the third covers
the rest.
"""

import hashlib
import os
import re
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import msgspec

from kiosk.catalogue.parts import MANIFEST, Parts, is_part
from kiosk.catalogue.refusals import PackageRefused, Refusal
from kiosk.catalogue.signatures import is_signed
from kiosk.domain.item import CatalogueInfo, Hex32

SUFFIX = ".catalogue"
FORMAT = b"dazu-kiosk-catalogue 1\n"
UNSIGNED = b"unsigned\n"
_SIGNATURE = re.compile(rb"ed25519 ([0-9a-f]{64}) ([0-9a-f]{128})\n")

# Far above 5,000 items with forms (40 MB, 1.2 MB of manifest), far below what fills a terminal's memory.
MAX_FILE_BYTES = 512 * 1024 * 1024
MAX_MANIFEST_BYTES = 16 * 1024 * 1024
MAX_PART_BYTES = 32 * 1024 * 1024
MAX_PARTS = 100_000
_PIECE_BYTES = 1 << 16


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    name: str
    size: Annotated[int, msgspec.Meta(ge=0, le=MAX_PART_BYTES)]
    sha256: Hex32


class SignedManifest(CatalogueInfo, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The author's manifest, and what the file holds."""

    parts: Annotated[tuple[Part, ...], msgspec.Meta(max_length=MAX_PARTS)]

    def info(self) -> CatalogueInfo:
        return msgspec.convert(self, CatalogueInfo, from_attributes=True)


_MANIFEST = msgspec.json.Decoder(SignedManifest)
_INFO = msgspec.json.Decoder(CatalogueInfo)


def manifest_line(parts: Parts) -> bytes:
    """The third line for these parts: the same parts, the same bytes."""
    held = []
    for name in parts.names():
        if name != MANIFEST:
            raw = parts.read(name)
            held.append(Part(name, len(raw), hashlib.sha256(raw).hexdigest()))
    info = msgspec.to_builtins(_INFO.decode(parts.read(MANIFEST)))
    manifest = msgspec.convert(info | {"parts": msgspec.to_builtins(tuple(held))}, SignedManifest)
    return msgspec.json.encode(manifest) + b"\n"


def packed(parts: Parts) -> Iterator[bytes]:
    """The unsigned file in pieces. `parts` must be sound (kiosk.catalogue.check)."""
    yield FORMAT
    yield UNSIGNED
    yield manifest_line(parts)
    for name in parts.names():
        if name != MANIFEST:
            yield parts.read(name)


class SignedFile:
    """An open package file: whole, and signed by the key it names. Whether that key is trusted is the shelf's
    question (kiosk.catalogue.trust).

    It stays readable when the file is deleted or replaced: a form that is being filled keeps its package.
    """

    def __init__(self, path: Path, *, called: str = "", unsigned_too: bool = False) -> None:
        """Raises PackageRefused, OSError. Parts are compared with the manifest when they are read.

        `called`: what people know the file as, when it lies under another name.
        """
        self.file = called or path.name
        self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        self.close: Callable[[], object] = weakref.finalize(self, os.close, self._descriptor)
        self.size = os.fstat(self._descriptor).st_size
        self._at = 0
        if self.size > MAX_FILE_BYTES:
            raise self._refused(Refusal.TOO_BIG)
        if os.pread(self._descriptor, len(FORMAT), 0) != FORMAT:
            raise self._refused(Refusal.NO_PACKAGE)
        self._at = len(FORMAT)
        self.signature_line = self._line(256)
        self.line = self._line(MAX_MANIFEST_BYTES)
        self.key = self._signer(unsigned_too)
        self.manifest = self._read_manifest()
        self._places = self._place_parts(self._at)

    def names(self) -> tuple[str, ...]:
        return tuple(sorted((*self._places, MANIFEST)))

    def read(self, name: str) -> bytes:
        if name == MANIFEST:
            return msgspec.json.encode(self.manifest.info())
        offset, part = self._places[name]
        raw = os.pread(self._descriptor, part.size, offset)
        if hashlib.sha256(raw).hexdigest() != part.sha256:
            raise self._refused(Refusal.DAMAGED, name)
        return raw

    def verify(self) -> None:
        """Read every part once. Raises PackageRefused for the first that is not what was signed."""
        for name in self._places:
            self.read(name)

    def body(self) -> Iterator[bytes]:
        """The parts' bytes as they lie in the file."""
        for name in self._places:
            yield self.read(name)

    def _line(self, longest: int) -> bytes:
        """The next line, its end included."""
        line = b""
        while not line.endswith(b"\n"):
            piece = os.pread(self._descriptor, _PIECE_BYTES, self._at)
            end = piece.find(b"\n") + 1
            line += piece[:end] if end else piece
            self._at += end or len(piece)
            if not piece:
                raise self._refused(Refusal.CUT_SHORT)
            if len(line) > longest:
                raise self._refused(Refusal.TOO_BIG)
        return line

    def _signer(self, unsigned_too: bool) -> str:
        """The public key whose signature was found good; empty for a file that is not signed yet."""
        if self.signature_line == UNSIGNED:
            if unsigned_too:
                return ""
            raise self._refused(Refusal.UNSIGNED)
        words = _SIGNATURE.fullmatch(self.signature_line)
        if words is None:
            raise self._refused(Refusal.NO_PACKAGE)
        key, signature = (bytes.fromhex(word.decode()) for word in words.groups())
        if not is_signed(key, signature, FORMAT + self.line):
            raise self._refused(Refusal.FORGED)
        return key.hex()

    def _read_manifest(self) -> SignedManifest:
        try:
            return _MANIFEST.decode(self.line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
            raise self._refused(Refusal.UNSOUND, str(fault)) from fault

    def _place_parts(self, offset: int) -> dict[str, tuple[int, Part]]:
        places: dict[str, tuple[int, Part]] = {}
        before = ""
        for part in self.manifest.parts:
            if part.name == MANIFEST or not is_part(part.name):
                raise self._refused(Refusal.UNSOUND, f"{part.name[:80]!r}")
            if part.name <= before:  # in order, so that none is there twice and there is one way to build
                raise self._refused(Refusal.UNSOUND, f"{part.name!r} after {before!r}")
            places[part.name] = (offset, part)
            offset += part.size
            before = part.name
        if self.size < offset:
            raise self._refused(Refusal.CUT_SHORT, f"{self.size} < {offset}")
        if self.size > offset:
            raise self._refused(Refusal.DAMAGED, f"{self.size} > {offset}")
        return places

    def _refused(self, refusal: Refusal, detail: str = "") -> PackageRefused:
        self.close()
        return PackageRefused(refusal, self.file, detail)
