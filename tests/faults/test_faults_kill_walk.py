import signal
from pathlib import Path

import pytest

from tests.faults import kill_walk
from tests.faults.finding import new_seed


@pytest.mark.parametrize(("how", "count"), [(signal.SIGKILL, 3), (signal.SIGTERM, 2)])
def test_a_walk_ended_anywhere_loses_and_doubles_nothing(
    tmp_path: Path, how: signal.Signals, count: int
) -> None:
    finding = kill_walk.run(tmp_path, count, new_seed(), how)
    assert finding.problems == (), finding.summary
    assert finding.facts["killed"] == count
    assert finding.facts["case"] >= 2  # the first and the last walk at least
