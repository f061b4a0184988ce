from pathlib import Path

from tests.faults import kill_numbers
from tests.faults.finding import new_seed


def test_no_number_is_lost_or_doubled_when_the_process_is_killed(tmp_path: Path) -> None:
    finding = kill_numbers.run(tmp_path, count=4, seed=new_seed())
    assert finding.problems == (), finding.summary
    assert finding.facts["numbers said"] >= 4
