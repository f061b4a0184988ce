"""A process that files one bundle and is killed by its own hand before the N-th statement of the transaction.

`python -m tests.faults.bundle_filer FOLDER N`; with N = 0 it lives, and says how many statements there are.
"""

import os
import signal
import sys
from pathlib import Path

from tests.unit.catalogue_samples import AGREED, BUNDLE_SAMPLES, shipped
from tests.unit.services.world import World


def main(folder: Path, at: int) -> None:
    world = World(folder)
    world.catalogue = shipped()
    seen: list[str] = []

    def look(statement: str) -> None:
        if statement.startswith("BEGIN IMMEDIATE") or seen:
            seen.append(statement)
            if len(seen) == at:
                os.kill(os.getpid(), signal.SIGKILL)

    world.store.driver().set_trace_callback(look)  # type: ignore[attr-defined]
    world.services.filing.submit_case("s1", "newborn", BUNDLE_SAMPLES["newborn"], consent=AGREED)
    sys.stdout.write(str(len(seen)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
