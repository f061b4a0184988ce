"""The screen process: a window first, everything else behind it.

The first frame needs settings and QML only. Beside it a thread opens the store, and numbers can be taken;
after that it reads the catalogue, and the rest of the tiles appear. Whatever is of Qt is imported and made
in the Qt thread.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance, Slot

from kiosk.app.beginning import Beginning
from kiosk.app.clock import SystemClock
from kiosk.app.garbage import GarbageCollector
from kiosk.app.ids import new_id
from kiosk.app.instance import InstanceLock
from kiosk.app.process import Child
from kiosk.domain.session import SessionState
from kiosk.settings import Settings
from kiosk.ui.shell import Fault, Shell
from kiosk.ui.typed_scans import TypedScans
from kiosk.ui.viewmodels.attract import Attract
from kiosk.ui.viewmodels.cards import Cards
from kiosk.ui.viewmodels.home import Home
from kiosk.ui.viewmodels.out_of_service import OutOfService
from kiosk.ui.viewmodels.scans import Scans
from kiosk.ui.window import Window

if TYPE_CHECKING:
    from kiosk.app.loops import Loops
    from kiosk.app.opening import Opened
    from kiosk.app.restocking import Restocking
    from kiosk.app.stock import Loaded
    from kiosk.catalogue.search import Index
    from kiosk.domain.item import Catalogue

log = logging.getLogger(__name__)

EXIT_BUG = 70
EXIT_START_AGAIN = 75
TICK_MS = 1000
OPENING_S = 5.0
NO_FRAME_MS = 500


class Terminal(QObject):
    """One terminal's life: `serving` numbers, then `ready` with every screen; `ended` with the exit code."""

    serving = Signal()
    ready = Signal()
    ended = Signal(int)
    failed = Signal(object)  # any thread: an exception for `fail`
    _opened = Signal(object)
    _stocked = Signal(object, object)
    _restocked = Signal(object, object)
    _refused = Signal(object)
    _card = Signal(object)
    _scan = Signal(object)
    _damaged = Signal(str)

    def __init__(
        self,
        settings: Settings,
        config: Path | None,
        size: tuple[int, int],
        *,
        full_screen: bool,
        lock: InstanceLock | None = None,
    ) -> None:
        """`config`: the folder the settings came from, which the syncer is started with.

        `lock` may be taken already, or is taken before the store is opened; `stop` releases it.
        """
        super().__init__()
        self._lock = lock or InstanceLock(settings.state_dir)
        self._garbage = GarbageCollector(self)
        self._settings = settings
        self._config = config
        self._full_screen = full_screen
        self._clock = SystemClock()
        self._loops: Loops | None = None
        self._restocking: Restocking | None = None
        self._newer: tuple[Loaded, Index] | None = None
        self._going_on = False
        self._stopped = False
        self._offered = False
        self.opened: Opened | None = None
        self.shell = Shell(settings.kiosk, self._clock, new_id)
        self.shell.add(Attract(self.shell))
        self._home = Home(self.shell)
        self.shell.add(self._home)
        self.shell.add(OutOfService(self.shell))
        self.cards = Cards(self.shell)
        self.shell.add(self.cards)
        self.scans = Scans(self.shell)
        self.shell.add(self.scans)
        self.window = Window(self.shell, size)
        self._beginning = Beginning(
            settings,
            self._clock,
            self._lock,
            wake_printer=self._wake_printer,
            opened=self._opened.emit,
            stocked=self._stocked.emit,
            refused=self._refused.emit,
        )
        self._opened.connect(self._serve)
        self._stocked.connect(self._offer)
        self._restocked.connect(self._keep_newer)
        self._refused.connect(self.fail)
        self._card.connect(self.cards.take)
        self._scan.connect(self.scans.take)
        scanner = settings.kiosk.scanner
        if scanner.kind == "keyboard":
            typed = TypedScans(
                self.window.view, self.scans.take, gap_s=scanner.gap_ms / 1000, prefix=scanner.prefix
            )
            self.shell.wiped.connect(typed.forget)
        self.failed.connect(self.fail)
        self._damaged.connect(self._condemn)
        self.shell.wiped.connect(self._garbage.collect_all)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Show the window; the store is opened beside it, while Qt is busy with the first frame."""
        self._garbage.start()
        self._beginning.start()
        self.window.show(self._full_screen)
        self.shell.start()
        self._timer.start()

    def stop(self) -> None:
        """End loops and children, then the window. Nothing that was acknowledged depends on this."""
        self._stopped = True
        self._timer.stop()
        # It speaks to this object, which goes; should it be restoring a store, the next start does that anew.
        self._beginning.join(OPENING_S)
        if self._restocking is not None:
            self._restocking.stop()
        if self._loops is not None and self._going_on:
            self._loops.stop()
        self.window.close()
        self._garbage.stop()
        if self.opened is not None:
            self.opened.store.close()
        self._lock.release()

    def fail(self, error: Exception) -> None:
        """An exception nobody caught: a broken environment stays on screen, a bug ends the process."""
        from kiosk.app.faults import fault_of

        fault = fault_of(error)
        if fault is None:
            log.critical("this is a mistake in the program", exc_info=error)
            self.ended.emit(EXIT_BUG)
            return
        log.error("%s: %s", fault.value, error)
        if fault is Fault.STORE_DAMAGED and self.opened is not None:
            self._condemn(str(error))
        self.shell.set_fault(fault)

    def _wake_printer(self) -> None:
        if self._loops is not None:
            self._loops.wake_printer()

    # -- opened ------------------------------------------------------------------------------------------

    def _serve(self, opened: "Opened") -> None:
        from kiosk.app.loops import Loops
        from kiosk.ui import screens

        self.opened = opened
        shell, services = self.shell, opened.services
        screens.add_number_screens(shell, services.queue, services.printing, services.giving_back)
        screens.add_appointment_screens(
            shell,
            services.booking,
            services.checking_in,
            services.queue,
            services.printing,
            self.cards.of_session,
        )
        screens.add_progress_screen(shell, services.progress, services.queue, services.printing)
        shell.attach(services)
        self.scans.serve(services.progress, services.queue, services.booking, services.ratings)
        self._loops = Loops(
            opened,
            self._settings,
            self._clock,
            start_syncer=self._start_syncer,
            card=self._card.emit,
            scan=self._scan.emit,
            failed=self.failed.emit,
            damaged=self._damaged.emit,
        )
        shell.clear_fault()
        self.serving.emit()
        # What else begins now would share the interpreter with the frame that shows the numbers.
        # Queued: with another backend than the software one it is the render thread that tells of a frame.
        self.window.view.frameSwapped.connect(self._go_on, Qt.ConnectionType.QueuedConnection)
        QTimer.singleShot(NO_FRAME_MS, self._go_on)

    @Slot()
    def _go_on(self) -> None:
        """Numbers are shown, or nothing is drawn at all: staff, printer, readers and catalogue follow."""
        opened, loops = self.opened, self._loops
        if opened is None or loops is None or self._going_on or self._stopped:
            return
        from kiosk.ui.staff_screens import add_staff_screens

        self._going_on = True
        self.window.view.frameSwapped.disconnect(self._go_on)
        loops.start()
        services = opened.services
        add_staff_screens(
            self.shell,
            services.staffing,
            services.printing,
            services.selfcheck,
            services.events,
            services.clock_correction,
            self,
            services.ratings,
        )
        self._beginning.go_on()

    def _offer(self, catalogue: "Catalogue", index: "Index") -> None:
        """The catalogue has been read for the first time: the rest of the tiles appear."""
        from kiosk.app.restocking import Restocking

        opened, shell = self.opened, self.shell
        if opened is None or self._stopped:
            return
        self._go_on()
        self._show_catalogue(opened, catalogue, index)
        self._restocking = Restocking(
            opened.stock, self._start_judging, self._restocked.emit, self.failed.emit
        )
        self._offered = True
        if shell.fault is Fault.CATALOGUE:
            shell.clear_fault()
        if shell.session_state is SessionState.ATTRACT:  # whoever has begun meanwhile is not interrupted
            shell.go("self-check", when="start")
        self.ready.emit()

    def _show_catalogue(self, opened: "Opened", catalogue: "Catalogue", index: "Index") -> None:
        """What can be applied for, and the forms: new screens, so that nothing of another version is left."""
        from kiosk.ui import catalogue_screens
        from kiosk.ui.devices.camera import open_camera

        shell, services = self.shell, opened.services
        takes_cases = services.filing.intake_stopped() is None  # asked first: a broken store changes nothing
        opened.timekeeping.calendar = catalogue.calendar
        catalogue_screens.add_item_screens(
            shell, self._home, catalogue, index, services.guidance, services.printing
        )
        self.scans.offer(catalogue.items)
        if takes_cases:
            form = catalogue_screens.add_form_screens(
                shell,
                catalogue,
                services.filing.submit_case,
                services.printing,
                open_camera(self._settings.kiosk.camera.device),
            )
            catalogue_screens.add_rating_screens(shell, self._home, services.queue, services.ratings)
            catalogue_screens.add_complaint_screens(
                shell, catalogue, services.complaints.file, services.printing
            )
            catalogue_screens.add_welcome(shell, self.cards, catalogue)
            self.cards.serve(form, services.events)

    def _keep_newer(self, loaded: "Loaded", index: "Index") -> None:
        self._newer = (loaded, index)
        self._switch_catalogue()

    def _switch_catalogue(self) -> None:
        """Between sessions only: a form that is being filled belongs to the version it was opened under."""
        newer, opened = self._newer, self.opened
        if newer is None or opened is None or self.shell.session_state is not SessionState.ATTRACT:
            return
        loaded, index = newer
        self._show_catalogue(opened, loaded.catalogue, index)
        opened.stock.switch(loaded)
        self._newer = None
        opened.services.events.note("", "system", "switch-catalogue", loaded.catalogue.info.version)

    def _start_syncer(self) -> Child:
        return Child("sync", "run", *self._config_words())

    def _start_judging(self) -> Child:
        return Child("catalogue", "install", "--waiting", *self._config_words())

    def _config_words(self) -> tuple[str, ...]:
        return ("--config", str(self._config)) if self._config else ()

    def _condemn(self, reason: str) -> None:
        """The store is damaged: start again at once, which sets it aside and restores the newest backup."""
        if self.opened is not None:
            self.opened.startup.condemn(reason)
        self.ended.emit(EXIT_START_AGAIN)

    def _tick(self) -> None:
        """Also gives Python its turn once a second, without which a signal's handler would never run."""
        if self._loops is not None:
            self._loops.tick(self._clock.monotonic_s())
        if self._restocking is not None:
            self._restocking.tick(self._clock.monotonic_s())
            self._switch_catalogue()
        if self.shell.fault is not None:
            self._try_again()

    def _try_again(self) -> None:
        """Nobody may be on site: once the environment is mended, the terminal serves again by itself."""
        if self.opened is None or not self._offered:
            self._beginning.start()
            return
        from kiosk.store.errors import StoreError

        try:
            self.opened.services.events.note("", "system", "serve-again")
        except StoreError:
            return  # still as it was; the screen says so
        self.shell.clear_fault()

    # -- what the staff menu can do to the machine (kiosk.ui.ports.Power) ---------------------------------

    def restart(self) -> None:
        self.ended.emit(EXIT_START_AGAIN)

    def shut_down(self) -> None:
        self.ended.emit(0)


def once(signal_: SignalInstance, slot: Callable[[], None]) -> None:
    """Call `slot` at the signal's next emission only."""

    def fire() -> None:
        signal_.disconnect(fire)
        slot()

    signal_.connect(fire)
