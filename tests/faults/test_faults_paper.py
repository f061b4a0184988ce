from pathlib import Path

from tests.faults import paper
from tests.faults.finding import new_seed


def test_paper_and_store_say_the_same_whatever_the_printer_does(tmp_path: Path) -> None:
    finding = paper.run(tmp_path, count=200, seed=new_seed())
    assert finding.problems == (), finding.summary
    assert finding.facts["printed"] > 100
