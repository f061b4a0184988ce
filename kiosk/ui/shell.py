"""The frame around all screens: the session, the way between screens, language, care mode, and the wipe."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from kiosk.domain.session import SessionEvent, SessionState, next_state
from kiosk.domain.text import Language
from kiosk.domain.time import Clock
from kiosk.settings import KioskSettings
from kiosk.ui.idle import Patience, countdown_s, due_event, patience
from kiosk.ui.navigation import HOME, Navigation
from kiosk.ui.shell_state import STAFF_SCREENS, Fault, ShellState, derive_shell, shown_screen
from kiosk.ui.viewmodel import ViewModel
from kiosk.ui.viewmodels.bars import derive_header

__all__ = ["Fault", "Shell", "ShellState"]

if TYPE_CHECKING:
    from kiosk.services.status import TerminalStatus
    from kiosk.ui.ports import ShellServices

TICK_MS = 250
STATUS_EVERY_TICKS = 8


class Shell(ViewModel):
    """The only one that changes screens. A session that ends is wiped here, whatever screen it was on."""

    screen: ClassVar[str] = "shell"
    qml: ClassVar[str] = ""

    wiped = Signal()
    ticked = Signal()

    def __init__(self, settings: KioskSettings, clock: Clock, ids: Callable[[], str]) -> None:
        self._settings = settings
        self._clock = clock
        self._ids = ids
        self._models: dict[str, ViewModel] = {}
        self._services: ShellServices | None = None
        self._status: TerminalStatus | None = None
        self._session_state = SessionState.ATTRACT
        self._session = ids()
        self._last_life_s = clock.monotonic_s()
        self._navigation = Navigation()
        self._ticks = 0
        self._help_open = False
        self._help_recorded = False
        self.fault: Fault | None = None
        self._care = settings.screen.care_mode
        self._language = Language(settings.screen.language)
        super().__init__(None, ShellState(language=self._language.value, care=self._care))
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    # -- what the composition root does ------------------------------------------------------------------

    def add(self, model: ViewModel) -> None:
        """Make a screen reachable under its name; in the place of one that had it before."""
        before = self._models.get(model.screen)
        if before is not None and before is not model:
            before.deleteLater()
        model.setParent(self)
        self._models[model.screen] = model
        for shown in self._models.values():
            shown.refresh()
        self.refresh()

    def attach(self, services: ShellServices) -> None:
        """The services are ready: the bars speak, 呼叫工作人员 is recorded, a wipe reaches the printer."""
        self._services = services
        self.look()

    def start(self) -> None:
        """Begin to count time. Tests call `tick` themselves."""
        self._timer.start()

    def set_fault(self, fault: Fault) -> None:
        self.fault = fault
        self._fire(SessionEvent.FAULT)

    def clear_fault(self) -> None:
        self.fault = None
        self._fire(SessionEvent.MENDED)

    # -- what screens ask --------------------------------------------------------------------------------

    @property
    def language(self) -> Language:
        return self._language

    @property
    def care(self) -> bool:
        return self._care

    @property
    def session_id(self) -> str:
        return self._session

    @property
    def session_state(self) -> SessionState:
        return self._session_state

    @property
    def clock(self) -> Clock:
        return self._clock

    @property
    def settings(self) -> KioskSettings:
        return self._settings

    @property
    def status(self) -> TerminalStatus | None:
        """The last look at network, printer and outbox; None until the services are there."""
        return self._status

    def has(self, screen: str) -> bool:
        return screen in self._models

    def shows(self, screen: str) -> bool:
        return self._screen() == screen

    @property
    def screen_shown(self) -> str:
        return self._screen()

    @property
    def staffed(self) -> bool:
        """Whether staff are at work: what lies on the reader is no citizen's business now."""
        return self._screen() in STAFF_SCREENS and self._session_state is not SessionState.ATTRACT

    def go(self, screen: str, **arguments: str) -> None:
        self._models[screen].open(arguments)
        self._navigation = self._navigation.to(screen)
        self.refresh()

    def go_instead(self, screen: str, **arguments: str) -> None:
        """Like `go`, and 返回 will not lead back to the screen that is left."""
        self._models[screen].open(arguments)
        self._navigation = self._navigation.instead(screen)
        self.refresh()

    # -- what the citizen does ---------------------------------------------------------------------------

    @Slot()
    def begin(self) -> None:
        """A touch on the attract screen."""
        if self._session_state is SessionState.ATTRACT and HOME in self._models:
            self._fire(SessionEvent.TOUCH)

    @Slot()
    def activity(self) -> None:
        """Any sign of life, typing on the on-screen keyboard included."""
        if self._session_state is not SessionState.ATTRACT:
            self._fire(SessionEvent.TOUCH)

    @Slot(str)
    def visit(self, screen: str) -> None:
        self.go(screen)

    @Slot()
    def leave(self) -> None:
        if self._session_state is SessionState.OUT_OF_SERVICE:
            self._wipe()
        self._fire(SessionEvent.LEAVE)

    def card_lifted(self) -> None:
        """Its owner may be leaving: the countdown begins at once."""
        self._last_life_s = self._clock.monotonic_s() - self._patience().idle_s
        self._fire(SessionEvent.CARD_LIFTED)

    def change_person(self) -> None:
        """Another person's card, after the question: wiped, and the terminal is nobody's."""
        self._fire(SessionEvent.OTHER_CARD)

    @Slot()
    def goBack(self) -> None:  # noqa: N802 - called from QML
        if not self._models[self._navigation.screen].back():
            self._navigation = self._navigation.back()
        self.refresh()

    @Slot()
    def goHome(self) -> None:  # noqa: N802
        if self._session_state is SessionState.ACTIVE:
            self._navigation = self._navigation.to(HOME)
        self.refresh()

    @Slot()
    def toggleCare(self) -> None:  # noqa: N802
        self.begin()
        self._care = not self._care
        self.refresh()

    @Slot()
    def toggleLanguage(self) -> None:  # noqa: N802
        self.begin()
        self._language = Language.EN if self._language is Language.ZH else Language.ZH
        for model in self._models.values():
            model.retell()
        self.retell()

    @Slot()
    def callStaff(self) -> None:  # noqa: N802
        self._help_open = True
        self._help_recorded = False
        if self._services is not None:
            self._services.assistance.call_staff(self._session, self._navigation.screen)
            self._help_recorded = True
        self.begin()
        self.refresh()

    @Slot()
    def closeHelp(self) -> None:  # noqa: N802
        self._help_open = False
        self.refresh()

    @Slot()
    def staffDoor(self) -> None:  # noqa: N802
        """To the staff's sign-in, from the help panel: also when the terminal is out of service."""
        if not self.has("staff-sign-in"):
            return  # the store is not open yet: it knows who is staff
        self._help_open = False
        self.begin()
        self.go("staff-sign-in")

    @Slot(str, result=QObject)
    def model(self, screen: str) -> ViewModel | None:
        return self._models.get(screen)

    # -- time --------------------------------------------------------------------------------------------

    @Slot()
    def tick(self) -> None:
        """Four times a second: let time act on the session, and let the shown screen look again."""
        self._ticks += 1
        self.ticked.emit()
        silent_s = self._clock.monotonic_s() - self._last_life_s
        event = due_event(self._session_state, silent_s, self._patience())
        if event is not None:
            self._fire(event)
        if self._left_open(silent_s):
            self._wipe()
        shown = self._models.get(self._screen())
        if self._ticks % STATUS_EVERY_TICKS == 0:
            if shown is not None:
                shown.reread()
            self.look()
            return
        if shown is not None:
            shown.refresh()
        self.refresh()

    def look(self) -> None:
        """Read what the store says of network, printer and outbox."""
        if self._services is not None:
            self._status = self._services.status.snapshot()
        shown = self._models.get(self._screen())
        if shown is not None:
            shown.refresh()
        self.refresh()

    def refresh(self) -> None:
        self._show(self._derive())

    # -- inside ------------------------------------------------------------------------------------------

    def _fire(self, event: SessionEvent) -> None:
        before = self._session_state
        self._session_state = next_state(before, event)
        if event is SessionEvent.TOUCH:
            self._last_life_s = self._clock.monotonic_s()
        if before is SessionState.ATTRACT and self._session_state is SessionState.ACTIVE:
            self._navigation = Navigation((HOME,))
            self._models[HOME].open({})
        if self._session_state is SessionState.WIPING:
            self._wipe()
            self._session_state = next_state(SessionState.WIPING, SessionEvent.WIPED)
        elif self._session_state is SessionState.OUT_OF_SERVICE and before is not SessionState.OUT_OF_SERVICE:
            self._wipe()
        self.refresh()

    def _wipe(self) -> None:
        """Nothing of the session may be left when the next one begins (promise 6 of DESIGN §1)."""
        ended = self._session
        self._session = self._ids()
        self._help_open = False
        self._navigation = Navigation()
        self._set_defaults()
        for model in self._models.values():
            model.forget()
            model.retell()
        if self._services is not None and self.fault is None:
            self._services.printing.give_up_session(ended)
        # The screen of the ended session must be gone from QML before the engine collects its garbage.
        self.retell()
        self.wiped.emit()

    def _left_open(self, silent_s: float) -> bool:
        """Out of service no session times out, but staff walk away signed in, and others from the help."""
        out = self._session_state is SessionState.OUT_OF_SERVICE
        return (
            out and (self._help_open or self._navigation.can_go_back) and silent_s >= self._patience().idle_s
        )

    def _set_defaults(self) -> None:
        self._care = self._settings.screen.care_mode
        self._language = Language(self._settings.screen.language)

    def _patience(self) -> Patience:
        return patience(self._settings.session, self._care)

    def _screen(self) -> str:
        return shown_screen(self._session_state, self._navigation.screen)

    def _derive(self) -> ShellState:
        screen = self._screen()
        shown = self._models.get(screen)
        silent_s = self._clock.monotonic_s() - self._last_life_s
        return derive_shell(
            screen=screen,
            qml=shown.qml if shown is not None else "",
            session=self._session_state,
            left_s=countdown_s(silent_s, self._patience()),
            language=self._language,
            care=self._care,
            help_open=self._help_open,
            help_recorded=self._help_recorded,
            can_go_back=self._navigation.can_go_back,
            header=derive_header(
                self._clock.now(),
                self.read(self._settings.terminal.site),
                self._status,
                self._language,
                self.say,
            ),
        )

    helperPhone = Property(str, lambda self: self._settings.terminal.helper_phone, constant=True)  # noqa: N815
