"""`kiosk report …`: what a hall was like, as files."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.options import Config, settings_of

report_app = typer.Typer(help="统计 · reports", no_args_is_help=True)

Month = Annotated[datetime, typer.Option(formats=["%Y-%m"], help="Which month, as 2026-11.")]


@report_app.callback()
def _several() -> None:
    """Keeps `hall` a word of its own while it is the only report."""


@report_app.command("hall")
def hall(
    month: Month,
    out: Annotated[Path, typer.Option(help="Folder for hall-YYYY-MM.html and .csv.")] = Path(),
    config: Config = None,
) -> None:
    """大厅叫号统计 · waiting and service times, no-shows and peaks of a month, as page and table."""
    from kiosk.app.reporting import report_hall

    raise SystemExit(report_hall(settings_of(config)[1], month.date(), out))
