"""What a package is made of, and where its parts are read from: an author's folder or a signed file."""

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from kiosk.catalogue.problems import CatalogueFaulty, Problem

# The format: everything here is read, hashed and signed; one more kind of part is one more word.
FILES = frozenset({"manifest.json", "divisions.json", "calendar.json", "pinyin.json"})
FOLDERS = frozenset({"bundles", "definitions", "forms", "items"})  # of any number of JSON files
MANIFEST = "manifest.json"

_FILE_NAME = re.compile(r"[^/\\\0-\x1f.][^/\\\0-\x1f]{0,120}\.json")


class Parts(Protocol):
    """A package's parts by path. What `read` gives is what it gave the first time, or it raises."""

    def names(self) -> tuple[str, ...]:
        """Every part, sorted."""
        ...

    def read(self, name: str) -> bytes:
        """KeyError: no such part. OSError: the disk. CatalogueFaulty: no longer what it was."""
        ...


def is_part(name: str) -> bool:
    """Whether the format has a part of this name. No other name is read or written: none leads elsewhere."""
    folder, slash, file = name.partition("/")
    return (folder in FOLDERS and _FILE_NAME.fullmatch(file) is not None) if slash else name in FILES


def in_folder(parts: Parts, folder: str) -> tuple[str, ...]:
    """The names of the parts in one folder of the package, sorted."""
    return tuple(name for name in parts.names() if name.startswith(f"{folder}/"))


class FolderParts:
    """A folder as authors keep it. Notes beside the parts (README.md) belong to nobody and are left alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        names = sorted(_json_files(self._folder))
        self._names = tuple(name for name in names if is_part(name))
        self.strays = tuple(name for name in names if not is_part(name))
        self._digests: dict[str, bytes] = {}

    def names(self) -> tuple[str, ...]:
        return self._names

    def read(self, name: str) -> bytes:
        if not is_part(name):
            raise KeyError(name)
        with open(os.path.join(self._folder, name), "rb") as file:
            raw = file.read()
        digest = hashlib.sha256(raw).digest()
        if self._digests.setdefault(name, digest) != digest:
            # A citizen never gets a form under a catalogue version that it does not belong to.
            raise CatalogueFaulty([Problem(name, "", "changed after it was loaded", "restart the terminal")])
        return raw


def _json_files(folder: str) -> Iterator[str]:
    """Paths with `/` between; plain strings, because 10,000 Path objects cost more than reading the files."""
    for at, _, files in os.walk(folder):
        inside = os.path.relpath(at, folder).replace(os.sep, "/")
        yield from (name if inside == "." else f"{inside}/{name}" for name in files if name.endswith(".json"))
