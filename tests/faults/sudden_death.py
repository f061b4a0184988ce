"""A process that kills itself between two statements: a kill by the clock seldom falls into a short gap."""

import os
import random
import signal
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn, Protocol, cast

from kiosk.store import Store
from tests.faults.lives import BY_STATEMENT

LONGEST_ACT = 40  # statements, BEGIN and COMMIT included


class _Traced(Protocol):
    """What the driver's connection has beside what the store uses of it."""

    def set_trace_callback(self, callback: Callable[[str], None]) -> None: ...


class SuddenDeath:
    """SIGKILL before a random statement of this thread's next acts of one kind, until one is long enough."""

    def __init__(self, store: Store, kind: str, chance: random.Random) -> None:
        self._kind = kind
        self._chance = chance
        self._left = 0
        cast("_Traced", store.driver()).set_trace_callback(self._count)

    def approach(self, kind: str) -> None:
        """An act of this kind begins."""
        self._left = self._chance.randint(1, LONGEST_ACT) if kind == self._kind else 0

    def _count(self, _sql: str) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def nobody_dies(kind: str) -> None:
    """Until the clock says so."""


class Acts(Protocol):
    """Whoever does one act after another on a store."""

    before: Callable[[str], None]  # told the kind of the act that begins

    @property
    def KINDS(self) -> Sequence[str]: ...  # noqa: N802

    def act(self) -> str | None:
        """What is said of it once it is done; None: there was nothing to do."""
        ...


def live(actor: Acts, store: Store, chance: random.Random, how: str) -> NoReturn:
    """Act, and say so, until killed. `how`: of the process's death, by the clock or by a statement."""
    if how == BY_STATEMENT:
        actor.before = SuddenDeath(store, chance.choice(actor.KINDS), chance).approach
    while True:
        if (said := actor.act()) is not None:
            sys.stdout.write(f"{said}\n")
            sys.stdout.flush()
