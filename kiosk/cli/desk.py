"""`kiosk desk …`: the hall's web pages, and which browsers may open them."""

from typing import Annotated

import typer

from kiosk.cli.options import Config, IsChild, prepare, settings_of

desk_app = typer.Typer(help="窗口和大厅显示 · the hall's web pages", invoke_without_command=True)


@desk_app.callback()
def serve(
    context: typer.Context,
    config: Config = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Instead of the settings'; 0 takes a free one.")
    ] = None,
    child: IsChild = False,
) -> None:
    """窗口叫号和大厅显示 · windows call numbers, the lobby shows them."""
    if context.invoked_subcommand is not None:
        return
    from kiosk.app.desk import run_desk

    prepare(child)
    folder, settings = settings_of(config)
    raise SystemExit(run_desk(settings, port, folder))


@desk_app.command("pair")
def desk_pair(
    name: Annotated[str, typer.Option(help="What staff call it: 三号窗口, 大厅左屏.")],
    display: Annotated[bool, typer.Option("--display", help="Shows calls and can do nothing else.")] = False,
    rating: Annotated[
        bool, typer.Option("--rating", help="Takes ratings in the lobby, nothing else.")
    ] = False,
    config: Config = None,
) -> None:
    """配对 · a code that lets one browser in."""
    from kiosk.app.desk_devices import pair

    raise SystemExit(pair(settings_of(config)[1], name, display=display, rating=rating))


@desk_app.command("devices")
def desk_devices(config: Config = None) -> None:
    """Which browsers are paired."""
    from kiosk.app.desk_devices import show

    raise SystemExit(show(settings_of(config)[1]))


@desk_app.command("unpair")
def desk_unpair(device: str, config: Config = None) -> None:
    """Take a browser's access away."""
    from kiosk.app.desk_devices import unpair

    raise SystemExit(unpair(settings_of(config)[1], device))
