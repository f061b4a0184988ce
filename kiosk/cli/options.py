"""Words that several commands understand, and what each of them does first."""

import os
import pwd
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
        settings = load(folder)
    except SettingsError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(4) from error
    if owner := whose(settings.state_dir, os.geteuid()):
        typer.echo(
            f"数据文件夹 {settings.state_dir} 属于 {owner}：请用 sudo -u {owner} kiosk … 执行。\n"
            f"{settings.state_dir} belongs to {owner}: use sudo -u {owner} kiosk …",
            err=True,
        )
        raise SystemExit(1)
    return folder, settings


def whose(state_dir: Path, user: int) -> str:
    """Who has to run it instead of root; empty where `user` may.

    What root makes there the terminal's own user cannot open: it would be out of service at its next start.
    """
    try:
        owner = state_dir.stat().st_uid
    except OSError:
        return ""
    if user != 0 or owner == 0:
        return ""
    try:
        return pwd.getpwuid(owner).pw_name
    except KeyError:
        return f"#{owner}"  # as sudo understands it


def overwrite_what_is_freed() -> None:
    from kiosk.app.overwriting import begin_overwriting

    begin_overwriting()


def prepare(child: bool) -> None:
    if child:
        from kiosk.app.process import end_with_parent

        end_with_parent()
