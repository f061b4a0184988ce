"""Connections to an encrypted SQLite file."""

import os
from pathlib import Path
from typing import Literal, Protocol

import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]

BUSY_TIMEOUT_MS = 2000
KEY_BYTES = 32

# The one exception tree of the driver, for those who must catch it before translating.
DriverError: type[Exception] = sqlcipher.Error
IntegrityError: type[Exception] = sqlcipher.IntegrityError


class Cursor(Protocol):
    """What we use of a driver's cursor (PEP 249)."""

    rowcount: int

    def fetchall(self) -> list[tuple[object, ...]]: ...
    def fetchone(self) -> tuple[object, ...] | None: ...


class Driver(Protocol):
    """What we use of a driver's connection: the interface of the standard sqlite3 module."""

    @property
    def in_transaction(self) -> bool: ...

    def execute(self, sql: str, parameters: object = ...) -> Cursor: ...
    def commit(self) -> None: ...
    def rollback(self) -> None: ...
    def close(self) -> None: ...
    def backup(self, target: "Driver", *, pages: int = ..., sleep: float = ...) -> None: ...


def connect(path: Path, key: bytes, journal: Literal["WAL", "DELETE"] = "WAL") -> Driver:
    """A connection in autocommit mode with the house's settings; transactions are begun by name.

    `key` is the raw 256-bit key: a passphrase would cost 128 ms of key derivation per connection.
    Raises the driver's errors: the journal mode is the first thing that reads the file.
    """
    connection = connect_bare(path, key)
    try:
        connection.execute(f"PRAGMA journal_mode = {journal}")
        # NORMAL loses acknowledged rows in a power cut (measured; NOTES).
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_bare(path: Path, key: bytes) -> Driver:
    """A connection that has read nothing yet, as salvage needs it."""
    if len(key) != KEY_BYTES:
        raise ValueError(f"the store key is {KEY_BYTES} bytes long, not {len(key)}")
    _create_private(path)
    # A connection stays on its thread; the check would only stop the owner from closing it at the end.
    connection: Driver = sqlcipher.connect(
        path, timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None, check_same_thread=False
    )
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    # Damage and wrong keys are reported as errors; SQLCipher's own lines on stderr would say them twice.
    connection.execute("PRAGMA cipher_log_level = NONE")
    return connection


def _create_private(path: Path) -> None:
    # SQLite gives -wal and -shm the mode of the file itself, so the file must be private before it opens it.
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        pass
    except FileNotFoundError:
        pass  # no such folder: SQLite says so with a code that errors.py knows
