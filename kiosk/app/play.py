"""`kiosk demo --window`: a terminal to play with, and beside it its printer, its cards and its network."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from kiosk.app.run import run_terminal
from kiosk.app.street import Street
from kiosk.app.terminal import Terminal
from kiosk.settings import load
from kiosk.ui.simulator.bench import Bench
from kiosk.ui.simulator.window import BenchWindow


def play(out: Path) -> int:
    """Run until the window is closed. What was filed stays in `out` for the next time."""
    slips = out / "slips"
    street = Street(out / "street", slips)
    try:
        config = street.write_config(out / "config", out / "state")
        street.plug_network()
        beside = Beside(street, slips)
        return run_terminal(load(config), config, showing="window", again=False, companion=beside.open)
    finally:
        street.close()


class Beside:
    """The practice bench next to the terminal's window, in the same process: one program to close."""

    def __init__(self, street: Street, slips: Path) -> None:
        self._street = street
        self._slips = slips
        self._window: BenchWindow | None = None

    def open(self, terminal: Terminal, end: Callable[[int], None]) -> None:
        bench = Bench(
            self._street.printer.port, self._street.reader.port, self._slips, self._switch, online=True
        )
        self._window = BenchWindow(bench)
        self._window.show_beside(terminal.window.view)
        terminal.window.view.visibleChanged.connect(lambda visible: None if visible else end(0))
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._window.close)

    def _switch(self, online: bool) -> None:
        if online:
            self._street.plug_network()
        else:
            self._street.unplug_network()
