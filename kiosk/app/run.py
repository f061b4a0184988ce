"""`kiosk run`: one Qt application around one terminal, and what becomes of its exit code."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Literal

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from kiosk.app.answers import refuse
from kiosk.app.instance import AlreadyRunning, InstanceLock
from kiosk.app.machine import forbid_core_dumps, tell_where_it_crashes
from kiosk.app.process import command
from kiosk.app.terminal import EXIT_START_AGAIN, Terminal
from kiosk.settings import Settings
from kiosk.ui.window import fitting_size, panel_size

log = logging.getLogger(__name__)

EXIT_ALREADY_RUNNING = 3

NO_DISPLAY = (
    "没有图形界面：请在终端自己的桌面上运行，或设 DISPLAY=:0；没有屏幕时可用 kiosk demo 走一遍。\n"
    "There is no display: run it on the terminal's own desktop, or set DISPLAY=:0; without a screen, "
    "kiosk demo walks it."
)

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
    tell_where_it_crashes()
    if not has_display(os.environ):
        return refuse(NO_DISPLAY)
    lock = InstanceLock(settings.state_dir)
    try:
        lock.take()
    except AlreadyRunning as error:
        refuse(str(error))
        return EXIT_ALREADY_RUNNING
    except OSError as error:
        # No folder, no store either: the screen says so, and the terminal tries again until it is mended.
        log.error("%s: %s", settings.state_dir, error)
    code = _run(settings, config, showing, companion, lock)
    if code == EXIT_START_AGAIN and again:
        words = command(*sys.argv[1:])
        os.execv(words[0], words)  # noqa: S606 - this very program
    return code


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether there is anything to show a window on. Without, Qt would abort the process, blaming itself."""
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _run(
    settings: Settings,
    config: Path | None,
    showing: Showing,
    companion: Companion | None,
    lock: InstanceLock,
) -> int:
    application = QGuiApplication(sys.argv[:1])
    size = panel_size(settings.kiosk.screen.orientation)
    if showing == "window":
        room = application.primaryScreen().availableSize()
        size = fitting_size(size, (room.width(), room.height()))
    terminal = Terminal(settings, config, size, full_screen=showing == "full-screen", lock=lock)
    terminal.ended.connect(application.exit)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: application.exit(0))

    with nothing_unheard(terminal):
        terminal.start()
        if companion is not None:
            QTimer.singleShot(0, lambda: companion(terminal, application.exit))
        try:
            return application.exec()
        finally:
            terminal.stop()


@contextmanager
def nothing_unheard(terminal: Terminal) -> Iterator[None]:
    """Bring every exception that nobody caught to the terminal, which decides for the whole process.

    PySide reports one in a slot to sys.excepthook and goes on as if nothing had happened; a thread ends
    without a word to anybody, and what it looked after stands still until somebody notices.
    """

    def in_a_slot(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Exception):
            terminal.fail(error)
        else:
            sys.__excepthook__(kind, error, trace)

    def in_a_thread(args: threading.ExceptHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            terminal.failed.emit(args.exc_value)
        else:
            threading.__excepthook__(args)

    before = sys.excepthook, threading.excepthook
    sys.excepthook, threading.excepthook = in_a_slot, in_a_thread
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = before
