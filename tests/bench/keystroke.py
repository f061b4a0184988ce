"""`pinyin.keystroke`, `handwriting.stroke` and `keyboard.rss`: what a finger on the keyboard waits for."""

import json
import os
import subprocess
import sys
from pathlib import Path

from kiosk.app.overwriting import overwriting
from tests.bench.result import Row, percentile

ENVIRON = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
FRAME_MS = 16.0
ENGINE_MB = 40.0


def measure(folder: Path) -> list[Row]:
    """In a process that begins as the terminal does: what it frees is overwritten, which costs time."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench.keystroke_window"],
        env=overwriting({**os.environ, **ENVIRON, "TMPDIR": str(folder)}),
        stdout=subprocess.PIPE,
        check=True,
        timeout=300,
    )
    found = json.loads(ran.stdout)
    floor, letters = found["floor"], found["letters"]
    rows = [
        Row(name="pinyin.keystroke", value=percentile(letters, 99), unit="ms", limit=FRAME_MS),
        _over("pinyin.keystroke/floor p50", letters, floor, 50, 3.0),
        _over("pinyin.keystroke/floor p99", letters, floor, 99, 3.0),
    ]
    if "strokes" in found:
        rows.append(_over("handwriting.stroke", found["strokes"], floor, 99, 5.0))
    rows.append(Row(name="keyboard.rss", value=found["engine_mb"][0], unit="MB", limit=ENGINE_MB))
    return rows


def _over(name: str, samples: list[float], floor: list[float], percent: float, limit: float) -> Row:
    at, least = percentile(samples, percent), percentile(floor, percent)
    return Row(name=name, value=at, unit="ms", floor=least, limit=limit)
