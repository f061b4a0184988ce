"""A bundle is the whole and its parts, or nothing: killed between any two statements, nothing is there."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.settings import ROOT
from tests.unit.services.world import World

STATEMENTS = 20  # there are more than this many between BEGIN and COMMIT; the first test counts them


def _run(folder: Path, at: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.faults.bundle_filer", str(folder), str(at)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def _stored(folder: Path) -> tuple[int, int, int, int, int]:
    """Cases, case records, jobs, events, and the count that numbers rest on."""
    world = World(folder)
    driver = world.store.driver()
    queries = (
        'SELECT count(*) FROM "case"',
        "SELECT count(*) FROM record WHERE kind = 'case'",
        "SELECT count(*) FROM print_job",
        "SELECT count(*) FROM event WHERE action = 'file-case'",
        "SELECT case_count FROM terminal",
    )
    counts = [driver.execute(query).fetchone() for query in queries]
    world.close()
    a, b, c, d, e = (int(str(row[0])) for row in counts if row is not None)
    return a, b, c, d, e


def test_a_bundle_that_is_filed_is_filed_whole(tmp_path: Path) -> None:
    run = _run(tmp_path, 0)
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) > STATEMENTS
    assert _stored(tmp_path) == (3, 3, 1, 3, 3)


@pytest.mark.parametrize("at", [4, 12, STATEMENTS])
def test_killed_in_the_middle_it_leaves_nothing(tmp_path: Path, at: int) -> None:
    assert _run(tmp_path, at).returncode == -9
    assert _stored(tmp_path) == (0, 0, 0, 0, 0)
