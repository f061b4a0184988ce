"""Root does not make files in another user's data folder."""

import os
from pathlib import Path

import pytest

from kiosk.cli.options import whose

NOBODY = 65534


def test_whoever_is_not_root_is_judged_by_the_folder_itself(tmp_path: Path) -> None:
    assert whose(tmp_path, os.getuid() or NOBODY) == ""
    assert whose(tmp_path / "not-there", 0) == ""


def test_root_is_told_whom_the_folder_belongs_to(tmp_path: Path) -> None:
    if os.getuid() == 0:
        os.chown(tmp_path, 4_000_017, -1)
    owner = tmp_path.stat().st_uid
    assert owner != 0
    assert whose(tmp_path, 0) not in ("", "root")


def test_root_may_use_its_own_folder(tmp_path: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("only root has a folder of root's")
    assert whose(tmp_path, 0) == ""
