"""The first frame waits for Qt and settings alone; whatever else is imported comes after it."""

import subprocess
import sys

import pytest

HEAVY = (
    "sqlalchemy",
    "sqlcipher3",
    "jsonschema",
    "cryptography",
    "requests",
    "escpos",
    "serial",
    "PIL",
    "qrcode",
)


@pytest.mark.parametrize("module", ["kiosk.cli", "kiosk.app.run"])
def test_what_the_first_frame_does_not_need_is_not_imported_for_it(module: str) -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", f"import sys, {module}\nprint(*sorted(set(sys.modules) & set({HEAVY!r})))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.split() == []
