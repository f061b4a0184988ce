"""`kiosk printers …`: for whoever installs and repairs printers."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.options import Config, ControlPort, IsChild, Port, prepare, settings_of

printers_app = typer.Typer(help="打印机 · printers", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="For programs.")]
Job = Annotated[str, typer.Argument(help="Its id, as kiosk printers jobs shows it.")]


@printers_app.command("discover")
def printers_discover(
    range_words: Annotated[
        str, typer.Option("--range", help="Also look here: 192.168.1.0/24 or 192.168.1.20-40.")
    ] = "",
    listen_s: Annotated[
        float, typer.Option(min=0, max=60, help="How long to listen for printers that announce themselves.")
    ] = 3.0,
    as_json: AsJson = False,
) -> None:
    """查找 · printers on USB, serial lines, the network and in CUPS."""
    from kiosk.app.technician.searching import discover

    raise SystemExit(discover(range_words, listen_s, as_json))


@printers_app.command("status")
def printers_status(
    watch: Annotated[bool, typer.Option("--watch", help="Every second, until Ctrl+C.")] = False,
    config: Config = None,
) -> None:
    """状态 · how the printer is, and what to do about it. Ends with 0 when it can print."""
    from kiosk.app.technician.asking import status

    raise SystemExit(status(settings_of(config)[1], watch))


@printers_app.command("test")
def printers_test(config: Config = None) -> None:
    """测试页 · width, characters, codes and cutter on one slip. The terminal must not be running."""
    from kiosk.app.technician.asking import print_test_page

    raise SystemExit(print_test_page(settings_of(config)[1]))


@printers_app.command("jobs")
def printers_jobs(
    count: Annotated[int, typer.Option(min=1, max=1000, help="How many, the latest first.")] = 20,
    as_json: AsJson = False,
    config: Config = None,
) -> None:
    """小票 · what became of the latest slips. Never what they say."""
    from kiosk.app.technician.slips_at_hand import jobs

    raise SystemExit(jobs(settings_of(config)[1], count, as_json))


@printers_app.command("resolve")
def printers_resolve(
    job: Job,
    came_out: Annotated[
        bool, typer.Option("--came-out/--missing", help="It lies there / it does not: print it again.")
    ],
    config: Config = None,
) -> None:
    """处理 · say what became of a slip that the printer could not vouch for."""
    from kiosk.app.technician.slips_at_hand import resolve

    raise SystemExit(resolve(settings_of(config)[1], job, came_out))


@printers_app.command("reprint")
def printers_reprint(job: Job, config: Config = None) -> None:
    """补打 · the same slip once more, marked as a copy."""
    from kiosk.app.technician.slips_at_hand import reprint

    raise SystemExit(reprint(settings_of(config)[1], job))


@printers_app.command("virtual")
def printers_virtual(
    out: Annotated[Path, typer.Option(help="Folder for NNN.png and NNN.bin of each slip.")],
    port: Port = 0,
    control: ControlPort = 0,
    width_dots: Annotated[int, typer.Option(min=200, max=1024, help="576 for 80 mm, 384 for 58 mm.")] = 576,
    child: IsChild = False,
) -> None:
    """A printer that is not there: prints PNGs, answers status questions, and fails on request."""
    from kiosk.app.simulators import virtual_printer

    prepare(child)
    virtual_printer(out, port, control, width_dots)
