"""`kiosk run`: one Qt application around one terminal, and what becomes of its exit code."""

import logging
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Literal

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from kiosk.app.instance import AlreadyRunning, InstanceLock
from kiosk.app.machine import forbid_core_dumps
from kiosk.app.process import command
from kiosk.app.terminal import EXIT_START_AGAIN, Terminal
from kiosk.settings import Settings
from kiosk.ui.window import fitting_size, panel_size

EXIT_ALREADY_RUNNING = 3

# `panel`: a window of the panel's own size, whatever the screen (what an offscreen platform needs).
Showing = Literal["full-screen", "window", "panel"]

# What somebody does with a terminal that has started, such as walking it; it gets a way to end it.
Companion = Callable[[Terminal, Callable[[int], None]], None]


def run_terminal(
    settings: Settings,
    config: Path | None,
    *,
    showing: Showing = "full-screen",
    again: bool = True,
    companion: Companion | None = None,
) -> int:
    """Run until the terminal ends; the exit code.

    With `again`, a terminal that asks to be started anew (staff, a condemned store) replaces this process
    by a new one with the same words on its command line, so that nothing of the old one stays in memory.
    """
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    forbid_core_dumps()
    try:
        with InstanceLock(settings.state_dir):
            code = _run(settings, config, showing, companion)
    except AlreadyRunning as error:
        print(error, file=sys.stderr)  # noqa: T201 - the command's answer
        return EXIT_ALREADY_RUNNING
    if code == EXIT_START_AGAIN and again:
        words = command(*sys.argv[1:])
        os.execv(words[0], words)  # noqa: S606 - this very program
    return code


def _run(settings: Settings, config: Path | None, showing: Showing, companion: Companion | None) -> int:
    application = QGuiApplication(sys.argv[:1])
    size = panel_size(settings.kiosk.screen.orientation)
    if showing == "window":
        room = application.primaryScreen().availableSize()
        size = fitting_size(size, (room.width(), room.height()))
    terminal = Terminal(settings, config, size, full_screen=showing == "full-screen")
    terminal.ended.connect(application.exit)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: application.exit(0))

    def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """An exception in a slot: PySide reports it here and would go on as if nothing had happened."""
        if isinstance(error, Exception):
            terminal.fail(error)
        else:
            sys.__excepthook__(kind, error, trace)

    sys.excepthook = uncaught
    terminal.start()
    if companion is not None:
        QTimer.singleShot(0, lambda: companion(terminal, application.exit))
    try:
        return application.exec()
    finally:
        sys.excepthook = sys.__excepthook__
        terminal.stop()
