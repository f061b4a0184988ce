"""What takes long at a start and needs no Qt: in a thread of its own, beside the first frame."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.app.instance import InstanceLock
from kiosk.domain.time import Clock
from kiosk.settings import Settings

if TYPE_CHECKING:
    from kiosk.app.opening import Opened
    from kiosk.catalogue.search import Index
    from kiosk.domain.item import Catalogue


PATIENCE_S = 2.0  # should nobody say `go_on`


class Beginning:
    """Opens the store and, once told to go on, reads the catalogue; the callbacks come from its thread.

    No module that imports PySide6 may be first imported here: Qt's classes are made when they are first
    named, and here that would be while the Qt thread is inside the QML engine. An import contract forbids
    it, and a test looks at a whole start.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        lock: InstanceLock,
        *,
        wake_printer: Callable[[], None],
        opened: "Callable[[Opened], None]",
        stocked: "Callable[[Catalogue, Index], None]",
        refused: Callable[[Exception], None],
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._lock = lock
        self._wake_printer = wake_printer
        self._tell_opened = opened
        self._tell_stocked = stocked
        self._tell_refused = refused
        self._opened: Opened | None = None
        self._may_go_on = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, or go on where it was refused; nothing while it is still at it."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name="beginning", daemon=True)
            self._thread.start()

    def go_on(self) -> None:
        """Numbers are on the screen: the rest no longer takes the interpreter from anybody."""
        self._may_go_on.set()

    def join(self, timeout_s: float) -> None:
        self.go_on()
        if self._thread is not None:
            self._thread.join(timeout_s)

    def _run(self) -> None:
        """Imports what the Qt thread will need of each step: they take longer than everything else."""
        try:
            opened = self._opened
            if opened is None:
                import kiosk.app.loops  # noqa: F401 - for the Qt thread, as `warm` does
                from kiosk.app.opening import open_terminal

                opened = open_terminal(self._settings, self._clock, self._lock, self._wake_printer)
                self._opened = opened
                self._tell_opened(opened)
                self._may_go_on.wait(PATIENCE_S)
            from kiosk.catalogue.search import Index
            from kiosk.services.assembly import warm

            warm()
            catalogue = opened.stock()
            self._tell_stocked(catalogue, Index(catalogue))
        except Exception as error:  # told on the screen, or ends the process
            self._tell_refused(error)
