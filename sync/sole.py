"""Whether this is the only syncer of a store."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def only_syncer(store_path: Path) -> Iterator[bool]:
    """True while no other syncer holds the mark, which the kernel takes from a process however it ends.

    Whoever has it knows that every claim in the store is a dead syncer's. Without it, claims run out by time.
    """
    mark = os.open(f"{store_path}.syncing", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(mark)
