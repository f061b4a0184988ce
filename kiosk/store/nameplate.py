"""A small plain file beside the store that says which key and which epoch belong to it.

SQLCipher answers a wrong key and a damaged first page with the same error, and a restored backup has
forgotten the epochs after it. This file knows both, and reveals neither the key nor anything of a citizen.
"""

import hashlib
import hmac
import os
from pathlib import Path

import msgspec


class Nameplate(msgspec.Struct, frozen=True):
    key_id: str
    epoch: int  # the highest epoch ever begun here: one that was used must never begin again


def path_of(store: Path) -> Path:
    return store.with_name(store.name + ".nameplate")


def key_id(key: bytes) -> str:
    """16 hex digits that name the key."""
    return hmac.digest(key, b"dazu-kiosk store key id", hashlib.sha256).hex()[:16]


def read(store: Path) -> Nameplate | None:
    """None when there is none, or when it is unreadable: then the store's own words must do."""
    try:
        return msgspec.json.decode(path_of(store).read_bytes(), type=Nameplate)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def write(store: Path, plate: Nameplate) -> None:
    """Replace it as a whole, on disk when this returns."""
    target = path_of(store)
    temporary = target.with_name(target.name + ".new")
    with temporary.open("wb") as file:
        file.write(msgspec.json.encode(plate))
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """A rename is durable only when its folder is."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
