"""A hall.toml for measurements: one series, always open, today as well where today is a holiday."""

from datetime import UTC, datetime
from pathlib import Path

from kiosk.domain.time import local


def hall_config(folder: Path, windows: int = 1, ledger: str = "") -> Path:
    """The folder of its configuration. `ledger`: the address of the hall's database."""
    config = folder / "config"
    config.mkdir()
    today = local(datetime.now(UTC)).date().isoformat()
    (config / "hall.toml").write_text(
        f"open_days = [{today}]\n"
        + (f'ledger = "{ledger}"\n' if ledger else "")
        + '[[series]]\nid = "general"\nprefix = "A"\nname = { zh = "综合服务", en = "General" }\n'
        f'windows = "1–{windows}"\nlast = 9999\nhours = {{ open = 00:00:00, close = 23:59:00 }}\n',
        "utf-8",
    )
    return config
