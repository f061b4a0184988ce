"""A file that is there whole, or not at all, whenever the power goes."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

UNFINISHED = ".part"  # what a power cut may leave behind; nobody reads it


def write_durably(target: Path, pieces: Iterable[bytes]) -> None:
    """Whole or not at all: written beside, synced, renamed, and the folder synced."""
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}{UNFINISHED}")
    try:
        with beside.open("xb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make renames and removals in it last."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
