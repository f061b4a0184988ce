"""A whole terminal's front in a test: shell, window, finger, and a clock that tests set."""

import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent

from kiosk.catalogue.search import Index
from kiosk.settings import KioskSettings, ScreenSettings
from kiosk.ui import catalogue_screens, screens, staff_screens
from kiosk.ui.input.keyboard import Keyboard
from kiosk.ui.shell import Shell
from kiosk.ui.touch import Touch
from kiosk.ui.viewmodel import ViewModel
from kiosk.ui.viewmodels.attract import Attract
from kiosk.ui.viewmodels.cards import Cards
from kiosk.ui.viewmodels.home import Home
from kiosk.ui.viewmodels.out_of_service import OutOfService
from kiosk.ui.viewmodels.scans import Scans
from kiosk.ui.window import Window
from tests.ui.fake_statements import FakeComplaints, FakeRatings
from tests.ui.fakes import FakeServices, test_catalogue

PORTRAIT = (1080, 1920)
LANDSCAPE = (1920, 1080)


class SetClock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 11, 23, 1, 41, tzinfo=UTC)  # 09:41 in the hall
        self.seconds = 1000.0

    def now(self) -> datetime:
        return self.instant

    def monotonic_s(self) -> float:
        return self.seconds

    def pass_s(self, seconds: float) -> None:
        self.seconds += seconds
        self.instant += timedelta(seconds=seconds)


def counting_ids() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"id-{next(numbers)}"


class AllFakes(FakeServices):
    def __init__(self) -> None:
        super().__init__()
        self.ratings = FakeRatings()
        self.complaints = FakeComplaints(self.printing)


class Stage:
    """Holds the view models longer than the view: teardown would else read properties of null."""

    def __init__(self, size: tuple[int, int] = PORTRAIT, screen: ScreenSettings | None = None) -> None:
        settings = KioskSettings(screen=screen or ScreenSettings())
        self.clock = SetClock()
        self.shell = Shell(settings, self.clock, counting_ids())
        self.shell.add(Attract(self.shell))
        self.home = Home(self.shell)
        self.shell.add(self.home)
        self.shell.add(OutOfService(self.shell))
        self.cards = Cards(self.shell)
        self.shell.add(self.cards)
        self.scans = Scans(self.shell)
        self.shell.add(self.scans)
        self.services = AllFakes()
        self.catalogue = test_catalogue()
        self.window = Window(self.shell, size)
        self.touch = Touch(self.window.view)
        self.window.show(full_screen=False)

    def add(self, *models: ViewModel) -> None:
        for model in models:
            self.shell.add(model)

    def serve(self) -> None:
        """Every screen of this package, over `services`."""
        shell, services = self.shell, self.services
        screens.add_number_screens(shell, services.queue, services.printing, services.giving_back)
        catalogue_screens.add_item_screens(
            shell,
            self.home,
            self.catalogue,
            Index(self.catalogue),
            services.guidance,
            services.printing,
        )
        screens.add_appointment_screens(
            shell,
            services.booking,
            services.checking_in,
            services.queue,
            services.printing,
            self.cards.of_session,
        )
        screens.add_progress_screen(shell, services.progress, services.queue, services.printing)
        staff_screens.add_staff_screens(
            shell,
            services.staffing,
            services.printing,
            services.self_check,
            services.events,
            services.clock,
            services.power,
            services.ratings,
        )
        catalogue_screens.add_rating_screens(shell, self.home, services.queue, services.ratings)
        catalogue_screens.add_complaint_screens(
            shell, self.catalogue, services.complaints.file, services.printing
        )
        shell.attach(services)
        self.scans.serve(services.progress, services.scanned_numbers, services.booking, services.ratings)
        self.scans.offer(self.catalogue.items)

    def board(self, screen: str) -> Keyboard:
        """The on-screen keyboard of a screen that has one."""
        model = self.shell.model(screen)
        assert model is not None
        board = model.property("board")
        assert isinstance(board, Keyboard)
        return board

    def begin(self) -> None:
        """From attract to home by a touch."""
        self.touch.tap("attract.start")
        self.touch.wait_until(lambda: self.state("screen") == "home", "home")

    def state(self, key: str) -> object:
        return msgspec.to_builtins(self.shell._state)[key]

    def tick(self, seconds: float = 0.25) -> None:
        self.clock.pass_s(seconds)
        self.shell.tick()

    def close(self) -> None:
        self.window.close()
        self.window.view.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
