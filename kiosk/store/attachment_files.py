"""Sealed photos as files beside the store, each named by the SHA-256 of its bytes.

    write under another name ─▶ fsync ─▶ rename ─▶ fsync of the folder ─▶ the transaction that names it

So a named file is whole and on disk. One that no transaction names is left from a cut and goes at a start.
"""

import contextlib
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from kiosk.store.errors import raise_translated
from kiosk.store.nameplate import sync_folder

FOLDER = "attachments"
_NAME = re.compile(r"[0-9a-f]{64}")
UNCLAIMED = ".unclaimed"  # after a restore: the row may be lost, the file must not be


class AttachmentFiles:
    """The folder beside the store at `store_path`; made at the first file. Errors: errors.py."""

    def __init__(self, store_path: Path) -> None:
        self.folder = store_path.parent / FOLDER

    def put(self, name: str, sealed: bytes) -> None:
        """On disk under `name`, file and folder, when this returns. Raises StoreError, leaving nothing."""
        unfinished = self._path(name).with_suffix(".new")
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            unfinished.unlink(missing_ok=True)
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(sealed)
                file.flush()
                os.fsync(file.fileno())
            unfinished.rename(self._path(name))
            sync_folder(self.folder)
        except OSError as error:
            with contextlib.suppress(OSError):  # the same disk may refuse that too; the next start sweeps
                unfinished.unlink(missing_ok=True)
            raise_translated(error)

    def read(self, name: str) -> bytes | None:
        """The sealed bytes; None when the file is not there. Raises StoreError."""
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise_translated(error)

    def remove(self, name: str) -> None:
        """Of a transaction that did not come to its end; a failure is the next start's business."""
        try:
            self._path(name).unlink(missing_ok=True)
        except OSError as error:
            raise_translated(error)

    def copy_missing(self, source: "AttachmentFiles", wanted: Callable[[str], bool] = lambda _: True) -> int:
        """Files of `source` that are not here: into the backup, or back from it. How many. Raises StoreError.

        Never removes one: what is missing there may be what was lost.
        """
        copied = 0
        for path in list(source._files()):
            if _NAME.fullmatch(path.name) and not self._path(path.name).exists() and wanted(path.name):
                sealed = source.read(path.name)
                if sealed is not None:
                    self.put(path.name, sealed)
                    copied += 1
        return copied

    def sweep(self, is_named: Callable[[str], bool], *, keep: bool) -> int:
        """Remove what no transaction names; with `keep`, after a restore, only set it aside. How many."""
        swept = 0
        try:
            for path in list(self._files()):
                named = _NAME.fullmatch(path.name) is not None
                if path.name.endswith(UNCLAIMED) or (named and is_named(path.name)):
                    continue
                if keep and named:
                    path.rename(path.with_name(path.name + UNCLAIMED))
                else:
                    path.unlink()
                swept += 1
            if swept:
                sync_folder(self.folder)
        except OSError as error:
            raise_translated(error)
        return swept

    def _files(self) -> Iterator[Path]:
        return self.folder.iterdir() if self.folder.is_dir() else iter(())

    def _path(self, name: str) -> Path:
        if _NAME.fullmatch(name) is None:
            raise ValueError("an attachment's file is named by its SHA-256")
        return self.folder / name
