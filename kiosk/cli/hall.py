"""`kiosk hall …`: what the terminals of one hall have in common."""

from pathlib import Path
from typing import Annotated

import typer

hall_app = typer.Typer(help="大厅 · what the terminals of a hall share", no_args_is_help=True)


@hall_app.callback()
def _several() -> None:
    """Keeps `key` a word of its own while it is the only one."""


@hall_app.command("key")
def key(file: Annotated[Path, typer.Argument(help="Where it is, or is to be made.")]) -> None:
    """一人一号的密钥 · one person, one number at all terminals: make the key they share."""
    from kiosk.app.hall_key import hall_key

    raise SystemExit(hall_key(file))
