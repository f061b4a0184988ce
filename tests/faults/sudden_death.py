"""A process that kills itself between two statements: a kill by the clock seldom falls into a short gap."""

import os
import signal
from collections.abc import Callable
from typing import Protocol, cast

from kiosk.store import Store


class _Traced(Protocol):
    """What the driver's connection has beside what the store uses of it."""

    def set_trace_callback(self, callback: Callable[[str], None]) -> None: ...


def die_before(store: Store, statement: int) -> None:
    """SIGKILL before this thread's so-manieth statement from now, BEGIN and COMMIT included; 0: never."""
    left = statement

    def count(_sql: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    cast("_Traced", store.driver()).set_trace_callback(count)
