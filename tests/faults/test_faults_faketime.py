"""The real clock of a real process, set by faketime: numbers go on, none twice, and no false date."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FAKETIME = shutil.which("faketime")
COUNT = 3


def boot(folder: Path, moment: str) -> list[list[str]]:
    """A terminal that starts at `moment` of its own clock; [day, label, dated] of what it gave.

    The monotonic clock stays real (NOTES: time.sleep breaks otherwise).
    """
    assert FAKETIME is not None
    done = subprocess.run(
        [FAKETIME, moment, sys.executable, "-m", "tests.faults.clock_taker", str(folder), str(COUNT)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TZ": "Asia/Shanghai"},
    )
    return [line.split() for line in done.stdout.splitlines()]


@pytest.mark.skipif(FAKETIME is None, reason="set-up brings faketime")
def test_boots_under_any_clock(tmp_path: Path) -> None:
    moments = (
        "2026-12-31 16:00:00",
        "2000-12-31 16:00:00",  # 26 years back: the battery is empty
        "2026-12-30 16:00:00",  # a day back
        "2026-12-31 16:10:00",  # put right
        "2027-01-01 00:00:30",  # the year's end
        "2027-02-01 10:00:00",  # a month off
        "2028-02-29 10:00:00",  # a leap day
    )
    given = [boot(tmp_path, moment) for moment in moments]
    numbers = [tuple(line[:2]) for boot_ in given for line in boot_]
    assert len(set(numbers)) == len(numbers) == COUNT * len(moments)
    assert [boot_[0][2] for boot_ in given] == ["dated", "undated", "undated", *["dated"] * 4]
    days = [boot_[0][0] for boot_ in given]
    assert days == ["2026-12-31"] * 4 + ["2027-01-01", "2027-02-01", "2028-02-29"]
    assert [line[1] for boot_ in given[:4] for line in boot_] == [f"A{n:07}" for n in range(1, 13)]
