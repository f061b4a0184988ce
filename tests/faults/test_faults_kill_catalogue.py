from pathlib import Path

from tests.faults import kill_catalogue
from tests.faults.finding import new_seed


def test_a_catalogue_is_whole_whenever_its_installation_is_killed(tmp_path: Path) -> None:
    finding = kill_catalogue.run(tmp_path, count=3, seed=new_seed())
    assert finding.problems == (), finding.summary
