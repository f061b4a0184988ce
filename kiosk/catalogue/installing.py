"""From a file somebody brought to the package in use: judged as a whole, then put on the shelf in one rename.

A full check takes a minute for 5,000 forms: not for the screen's process.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.catalogue.check import check
from kiosk.catalogue.durable_file import UNFINISHED, sync_folder, write_durably
from kiosk.catalogue.package import head
from kiosk.catalogue.problems import Severity
from kiosk.catalogue.refusals import PackageRefused, Refusal
from kiosk.catalogue.shelf import Shelf
from kiosk.catalogue.signed_file import MAX_FILE_BYTES, SUFFIX, SignedFile, manifest_line
from kiosk.catalogue.trust import judge_signer, judge_succession

KEPT = 2  # the version in use, and the last good one
_PIECE_BYTES = 1 << 20


def take_waiting(shelf: Shelf) -> tuple[str, ...]:
    """Install every waiting file that is good; the versions. A refused one is noted on the shelf and removed.

    Raises OSError for a disk that fails; then everything stays as it was.
    """
    taken = []
    for path in shelf.waiting():
        try:
            taken.append(install(shelf, path))
        except PackageRefused as refused:
            shelf.note_refused(refused)
        path.unlink()
    return tuple(taken)


def install(shelf: Shelf, source: Path) -> str:
    """Judge one file and install it; its version. Raises PackageRefused, OSError."""
    with _alone(shelf):
        copy = _copied(shelf, source)
        try:
            version = _judge(shelf, copy, source.name)
            copy.replace(shelf.installed / f"{version}{SUFFIX}")
            sync_folder(shelf.installed)
        finally:
            copy.unlink(missing_ok=True)
        shelf.forget_refused()
        _tidy(shelf)
    return version


def _judge(shelf: Shelf, copy: Path, called: str) -> str:
    package = SignedFile(copy, called=called)
    package.verify()
    judge_signer(package, shelf.publishers)
    version = package.manifest.version
    present = shelf.present()
    if present is not None:
        info = head(present)[0]
        judge_succession(package, info, shelf.publishers)
        line = present.line if isinstance(present, SignedFile) else manifest_line(present)
        if info.version == version and line != package.line:
            raise PackageRefused(Refusal.SAME_VERSION, called, version)
    errors = [problem for problem in check(package) if problem.severity is Severity.ERROR]
    if errors:
        first = errors[0]
        what = f"{len(errors)} × {first.file}#{first.pointer}: {first.what}"
        raise PackageRefused(Refusal.CHECK_FAILED, called, what)
    return version


def _copied(shelf: Shelf, source: Path) -> Path:
    """A copy that nobody else can still be writing to, so that what was judged is what is installed."""
    shelf.installed.mkdir(parents=True, exist_ok=True, mode=0o700)
    copy = shelf.installed / f".judged{UNFINISHED}"
    with source.open("rb") as file:
        if os.fstat(file.fileno()).st_size > MAX_FILE_BYTES:
            raise PackageRefused(Refusal.TOO_BIG, source.name)
        write_durably(copy, iter(lambda: file.read(_PIECE_BYTES), b""))
    return copy


def _tidy(shelf: Shelf) -> None:
    for _, path in shelf.versions()[KEPT:]:
        path.unlink(missing_ok=True)
    for folder in (shelf.incoming, shelf.installed):
        for left in folder.glob(f".*{UNFINISHED}"):
            left.unlink(missing_ok=True)


@contextmanager
def _alone(shelf: Shelf) -> Iterator[None]:
    """The terminal and a technician's command do not install at the same time."""
    shelf.lock.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with shelf.lock.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
