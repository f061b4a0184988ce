"""Qt's modules and classes are made in the Qt thread only, over a whole start in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

MAIN = "MainThread"
BESIDE = "beginning"


def start(folder: Path, stray: str = "") -> dict[str, Any]:
    (folder / "kiosk.toml").write_text(f'[terminal]\nstate_dir = "{folder / "state"}"\n')
    words = [
        sys.executable,
        "-m",
        "tests.integration.app.qt_threads",
        str(folder),
        *([stray] if stray else []),
    ]
    run = subprocess.run(
        words,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    report: dict[str, Any] = json.loads(run.stdout)
    return report


def strays(report: dict[str, Any]) -> dict[str, str]:
    """Modules with Qt in them that another thread imported first, and which."""
    imported_by = report["imported_by"]
    # PySide puts a few other names for its modules where imported ones are: those were never looked for.
    return {name: by for name in report["carrying_qt"] if (by := imported_by.get(name, MAIN)) != MAIN}


def test_nothing_of_qt_is_imported_or_made_beside_the_qt_thread(tmp_path: Path) -> None:
    report = start(tmp_path)
    assert strays(report) == {}
    assert report["objects_elsewhere"] == []
    # Every screen is there, the thread did its part, and both were seen.
    screens = {f"kiosk.ui.{name}" for name in ("screens", "staff_screens", "catalogue_screens")}
    assert {"PySide6.QtCore", "PySide6.QtQuick", *screens} <= set(report["carrying_qt"])
    assert report["objects"] > 10
    assert report["tells_crashes"] is True
    by = report["imported_by"]
    assert {by[name] for name in ("kiosk.app.opening", "sqlalchemy", "jsonschema")} == {BESIDE}


def test_a_start_on_a_store_that_is_there_loads_nothing_that_only_makes_one(tmp_path: Path) -> None:
    start(tmp_path)
    by = start(tmp_path)["imported_by"]
    assert by["sqlcipher3"] == BESIDE
    # What set-up compiled stands for it (kiosk/store/README.md); the others serve other processes and halls.
    assert {"sqlalchemy", "alembic", "psycopg", "requests", "litestar"} & set(by) == set()


def test_a_stray_import_would_be_found(tmp_path: Path) -> None:
    found = strays(start(tmp_path, "kiosk.ui.simulator.control_link"))
    assert found["kiosk.ui.simulator.control_link"] == "stray"
