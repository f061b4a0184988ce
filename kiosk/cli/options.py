"""Words that several commands understand, and what each of them does first."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kiosk.settings import Settings

Config = Annotated[
    Path | None, typer.Option("--config", help="Folder with kiosk.toml, hall.toml and printers.toml.")
]
Port = Annotated[int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 takes a free one.")]
ControlPort = Annotated[
    int, typer.Option(min=0, max=65535, help="Port for orders to it; 0 takes a free one.")
]
IsChild = Annotated[bool, typer.Option("--child", hidden=True, help="End when stdin closes.")]


def settings_of(directory: Path | None) -> "tuple[Path | None, Settings]":
    """The settings and the folder they came from."""
    from kiosk.settings import SettingsError, config_dir, load

    folder = config_dir(directory)
    try:
        return folder, load(folder)
    except SettingsError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(4) from error


def overwrite_what_is_freed() -> None:
    from kiosk.app.overwriting import begin_overwriting

    begin_overwriting()


def prepare(child: bool) -> None:
    if child:
        from kiosk.app.process import end_with_parent

        end_with_parent()
