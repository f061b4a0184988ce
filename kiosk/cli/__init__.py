"""The `kiosk` command. Each root is imported only by the command that needs it.

Exit codes: 0 done · 1 it did not work, and the text says why · 2 wrong words on the command line ·
3 already running · 4 settings with mistakes · 70 a mistake of ours (start again, tell us) ·
75 start again, as the staff asked.
"""

import io
import sys
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.catalogue import catalogue_app
from kiosk.cli.desk import desk_app
from kiosk.cli.hall import hall_app
from kiosk.cli.options import (
    Config,
    ControlPort,
    IsChild,
    Port,
    overwrite_what_is_freed,
    prepare,
    settings_of,
)
from kiosk.cli.printers import printers_app
from kiosk.cli.report import report_app

app = typer.Typer(
    help="大足区自助服务终端 · the terminal of Dazu's 24-hour self-service zones",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # a traceback with local variables could show a citizen's data
    add_completion=False,
)
staff_app = typer.Typer(help="工作人员 · people with a PIN", no_args_is_help=True)
sync_app = typer.Typer(help="上传 · delivery to the district", no_args_is_help=True)
district_app = typer.Typer(help="区平台 · the reference district platform", no_args_is_help=True)
devices_app = typer.Typer(help="读卡器 · card reader", no_args_is_help=True)
for name, group in {
    "staff": staff_app,
    "sync": sync_app,
    "district": district_app,
    "printers": printers_app,
    "devices": devices_app,
    "catalogue": catalogue_app,
    "report": report_app,
    "desk": desk_app,
    "hall": hall_app,
}.items():
    app.add_typer(group, name=name)


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # On a console that knows no Chinese the English must still come out.
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except OSError as error:
        # A folder that cannot be made, a port that is taken: the words say it, a traceback would bury them.
        typer.echo(f"不能完成 · it did not work: {error}", err=True)
        raise SystemExit(1) from error


@app.command()
def run(
    config: Config = None,
    windowed: Annotated[bool, typer.Option("--windowed", help="In a window, not full screen.")] = False,
) -> None:
    """Start the terminal, full screen."""
    overwrite_what_is_freed()
    folder, settings = settings_of(config)
    from kiosk.app.run import run_terminal

    raise SystemExit(run_terminal(settings, folder, showing="window" if windowed else "full-screen"))


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Where pictures, slips and walkthrough.json go.")] = Path(
        "build/demo"
    ),
    window: Annotated[
        bool, typer.Option("--window", help="No walk: a window to play with, and its devices.")
    ] = False,
) -> None:
    """The whole street on one machine: district, printer, card reader, and a terminal that is used."""
    overwrite_what_is_freed()
    if window:
        from kiosk.app.play import play

        raise SystemExit(play(out))
    from kiosk.app.demo import demo as walk_demo

    raise SystemExit(walk_demo(out))


@app.command()
def check(config: Config = None) -> None:
    """自检 · what is wrong with this terminal, and what to do about it."""
    overwrite_what_is_freed()
    from kiosk.app.checking import check_terminal

    raise SystemExit(check_terminal(settings_of(config)[1]))


@app.command()
def backup(config: Config = None) -> None:
    """备份 · make one verified backup now."""
    from kiosk.app.checking import backup_now

    raise SystemExit(backup_now(settings_of(config)[1]))


@staff_app.command("add")
def staff_add(
    number: Annotated[str, typer.Argument(help="What they sign in with: digits.")],
    name: Annotated[str, typer.Option(help="Shown to colleagues.")],
    role: Annotated[str, typer.Option(help="staff or technician")] = "staff",
    config: Config = None,
) -> None:
    """Add a person; prints the first PIN once."""
    from kiosk.app.people import add

    raise SystemExit(add(settings_of(config)[1], number, name, role))


@staff_app.command("list")
def staff_list(config: Config = None) -> None:
    """Who may sign in."""
    from kiosk.app.people import show

    raise SystemExit(show(settings_of(config)[1]))


@staff_app.command("reset")
def staff_reset(number: str, config: Config = None) -> None:
    """Give a person a new PIN and end a lockout."""
    from kiosk.app.people import reset

    raise SystemExit(reset(settings_of(config)[1], number))


@sync_app.command("run")
def sync_run(config: Config = None, child: IsChild = False) -> None:
    """Deliver until told to stop. The terminal starts this by itself."""
    from kiosk.app.syncer import run_syncer

    prepare(child)
    raise SystemExit(run_syncer(settings_of(config)[1]))


@sync_app.command("status")
def sync_status(config: Config = None) -> None:
    """待上传 / 已送达 / 需处理 · what waits, what arrived, what needs a person."""
    from kiosk.app.syncer import show_status

    raise SystemExit(show_status(settings_of(config)[1]))


@district_app.command("run")
def district_run(
    folder: Annotated[Path, typer.Option(help="Its keys, tokens and store; made on the first start.")],
    port: Port = 0,
    child: IsChild = False,
) -> None:
    """Run the reference district platform on loopback."""
    from kiosk.app.district import run_district

    prepare(child)
    run_district(folder, port)


@devices_app.command("simulate")
def devices_simulate(
    link: Annotated[
        Path | None, typer.Option(help="Keep a link here to the reader's terminal device.")
    ] = None,
    control: ControlPort = 0,
    child: IsChild = False,
) -> None:
    """An ID-card reader that is not there, with sample people."""
    from kiosk.app.simulators import card_reader

    prepare(child)
    card_reader(control, link)
