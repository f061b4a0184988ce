"""A key in a file of mode 0600: the store's, without a systemd credential or TPM; and the hall's.

The self-check says that it is kept so. The file holds 64 hex digits and a line feed.
"""

import os
from pathlib import Path

from kiosk.store import nameplate
from kiosk.store.engine import KEY_BYTES


class KeyFileError(Exception):
    """The key file is missing, malformed, readable by others, or must not be made."""


def read_key(path: Path) -> bytes:
    """The 32 bytes. Raises KeyFileError."""
    try:
        if path.stat().st_mode & 0o077:
            raise KeyFileError(f"{path}: others may read the key; chmod 600 it")
        key = bytes.fromhex(path.read_text("ascii").strip())
    except (OSError, ValueError) as error:
        raise KeyFileError(f"{path}: {error}") from error
    if len(key) != KEY_BYTES:
        raise KeyFileError(f"{path}: {len(key)} bytes instead of {KEY_BYTES}")
    return key


def read_or_create_key(path: Path, store: Path, backups: Path, random: bytes) -> bytes:
    """The key; at the very first start `random` (32 bytes), written as a whole or not at all.

    Raises KeyFileError when there is no key but something that one was made for: a new key would turn a
    recoverable mistake (the key lies elsewhere) into the loss of everything.
    """
    if path.exists():
        return read_key(path)
    if len(random) != KEY_BYTES:
        raise ValueError(f"a store key has {KEY_BYTES} bytes")
    made_before = [store, nameplate.path_of(store), *sorted(backups.glob("*.db"))]
    for trace in made_before:
        if trace.exists():
            raise KeyFileError(f"{path} is missing, but {trace} was made with a key; bring the key back")
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, random)
    return random


def create_key(path: Path, random: bytes) -> None:
    """`random` (32 bytes) in a new file, as a whole or not at all. Raises OSError."""
    if len(random) != KEY_BYTES:
        raise ValueError(f"a key has {KEY_BYTES} bytes")
    _write(path, random)


def _write(path: Path, key: bytes) -> None:
    # Written under another name first: a half-written key file would look like a lost key for ever.
    temporary = path.with_name(path.name + ".new")
    temporary.unlink(missing_ok=True)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    # link() fails if somebody made the key in between; rename() would silently replace it.
    os.link(temporary, path)
    temporary.unlink()
    nameplate.sync_folder(path.parent)
