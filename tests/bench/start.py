"""`start.first_frame`, `start.usable` and `rss.idle`, with 5,000 items, against a bare QML window."""

import sys
from pathlib import Path
from statistics import median

from kiosk.settings import ROOT
from tests.bench.launch import Launch, launch
from tests.bench.result import Row
from tests.unit.catalogue_scale import write_package

ITEMS = 5_000
ENVIRON = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}


def measure(folder: Path, rounds: int = 5) -> list[Row]:
    """Floor and terminal in turn, so that a machine that slows down slows both; medians."""
    catalogue = folder / "catalogue"
    write_package(ROOT / "config" / "catalogue", catalogue, ITEMS)
    config = folder / "config"
    config.mkdir()
    (config / "kiosk.toml").write_text(
        f'catalogue_dir = "{catalogue}"\n[terminal]\nstate_dir = "{folder / "state"}"\n', "utf-8"
    )
    bare = [sys.executable, "-m", "tests.bench.bare_window"]
    ours = [sys.executable, "-m", "tests.bench.start_terminal", str(config)]
    launch(ours, ENVIRON)  # makes the store: a terminal is installed once and started every morning
    floors: list[Launch] = []
    firsts: list[Launch] = []
    usables: list[Launch] = []
    stocked: list[Launch] = []
    for _ in range(rounds):
        floors.append(launch(bare, ENVIRON))
        firsts.append(launch(ours, ENVIRON))
        usables.append(launch(ours, ENVIRON, until="usable"))
        # Fails when the catalogue is refused: a terminal without its items starts fast and is small.
        stocked.append(launch(ours, ENVIRON, until="stocked"))
    floor_ms = median(one.ready_ms for one in floors)
    return [
        _row("start.first_frame", median(one.ready_ms for one in firsts), "ms", floor_ms, 4.0),
        _row("start.usable", median(one.ready_ms for one in usables), "ms", floor_ms, 4.0),
        _row(
            "rss.idle", median(one.rss_mb for one in stocked), "MB", median(one.rss_mb for one in floors), 3.0
        ),
    ]


def _row(name: str, value: float, unit: str, floor: float, limit: float) -> Row:
    return Row(name=name, value=value, unit=unit, floor=floor, limit=limit)
