"""What can go wrong with the store, in two kinds (DESIGN §5).

StoreError              the environment's: the terminal goes into a named degraded state and tells staff
├── DiskFull            no room for the transaction; nothing of it was kept
├── Busy                another process held the write lock longer than the busy timeout
├── Damaged             the file is not what was written: recovery's business
├── ReadOnly            the file or its folder cannot be written
├── WrongKey            the key opens nothing here; the file may be whole
├── TooNew              a later version of the program has migrated this store
├── DiskFault           the operating system refused to read or write
└── LedgerAway          the hall's PostgreSQL ledger does not answer; whether the last word reached it is open
    ├── LedgerNewer     a later version of the program has raised it; this one leaves it alone
    └── LedgerUnproven  who answers could not show by TLS that it is the ledger; nothing was said to it

Everything else (a broken constraint, wrong SQL) is a bug of ours and keeps its own exception.
"""

import errno
from enum import StrEnum
from typing import NoReturn


class StoreError(Exception):
    """The environment broke, not the program. The message is for staff and logs and holds no stored value."""


class DiskFull(StoreError):
    pass


class Busy(StoreError):
    pass


class Damaged(StoreError):
    pass


class ReadOnly(StoreError):
    pass


class WrongKey(StoreError):
    pass


class TooNew(StoreError):
    pass


class DiskFault(StoreError):
    pass


class LedgerAway(StoreError):
    """`state`: the word for it in device_state, which the self-check reads."""

    state = "away"


class LedgerNewer(LedgerAway):
    state = "newer"


class Unproven(StrEnum):
    """What TLS found wrong before anything was said to the ledger."""

    CERTIFICATE = "certificate"  # of another authority, too old, or not valid yet
    NAME = "name"  # of another host
    PLAIN = "plain"  # the server speaks no TLS
    AUTHORITY = "authority"  # ours is missing: sslrootcert names a file that cannot be read


class LedgerUnproven(LedgerAway):
    state = "unproven"

    def __init__(self, why: Unproven) -> None:
        super().__init__(why.value)
        self.why = why


# Primary result codes, sqlite.org/rescode.html. The upper bytes of an extended code only refine them.
_KINDS: dict[int, type[StoreError]] = {
    3: DiskFault,  # PERM
    5: Busy,
    6: Busy,  # LOCKED
    8: ReadOnly,
    10: DiskFault,  # IOERR
    11: Damaged,  # CORRUPT
    13: DiskFull,
    14: DiskFault,  # CANTOPEN
    26: Damaged,  # NOTADB: also what a wrong key looks like; `open_store` tells the two apart
}


# The driver's backup() raises SQLite's words without their code.
_WORDS = {
    "database or disk is full": 13,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "attempt to write a readonly database": 8,
    "database is locked": 5,
}

_ERRNO: dict[int, type[StoreError]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EROFS: ReadOnly,
    errno.EACCES: ReadOnly,
    errno.EPERM: ReadOnly,
}


def translated(error: Exception) -> StoreError | None:
    """The StoreError that a driver's, SQLAlchemy's or the system's exception stands for.

    None when it is a bug of ours.
    """
    driver_error = getattr(error, "orig", None) or error
    if isinstance(driver_error, OSError):
        kind_by_errno = _ERRNO.get(driver_error.errno or 0, DiskFault)
        return kind_by_errno(str(driver_error))
    code = getattr(driver_error, "sqlite_errorcode", None) or _WORDS.get(str(driver_error))
    if not isinstance(code, int):
        return None
    kind = _KINDS.get(code & 0xFF)
    return (
        None if kind is None else kind(f"{driver_error} ({getattr(driver_error, 'sqlite_errorname', code)})")
    )


def raise_translated(error: Exception) -> NoReturn:
    """Raise what `error` stands for, with it as the cause; a bug of ours goes on as it is."""
    kind = translated(error)
    if kind is None:
        raise error
    raise kind from error
