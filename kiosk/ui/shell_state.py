"""What the frame shows, and the faults that it can name."""

import enum

from kiosk.domain.session import SessionState
from kiosk.domain.text import Language
from kiosk.ui.navigation import ATTRACT, HOME
from kiosk.ui.viewmodel import State
from kiosk.ui.viewmodels.bars import Header

OUT_OF_SERVICE = "out-of-service"
STAFF_SCREENS = frozenset({"staff-sign-in", "staff", "self-check", "follow-ups"})


class Fault(enum.StrEnum):
    """Why the terminal cannot serve. Each has its words in out-of-service.toml."""

    STORE_DAMAGED = "store-damaged"
    STORE_READ_ONLY = "store-read-only"
    STORE_KEY = "store-key"
    DISK_FULL = "disk-full"
    CATALOGUE = "catalogue"
    INTAKE_STOPPED = "intake-stopped"


class ShellState(State, frozen=True, kw_only=True):
    """`session` is a SessionState's value; `seconds_left` counts down while it is warning, else 0."""

    language: str
    care: bool
    screen: str = ATTRACT
    qml: str = ""
    session: str = "attract"
    seconds_left: int = 0
    help_open: bool = False
    help_recorded: bool = False
    can_go_back: bool = False
    at_home: bool = False
    attract: bool = True
    header: Header = Header(time="", date="", place="")


def shown_screen(session: SessionState, top: str) -> str:
    """What is in sight: out of service, only staff see a screen of their own."""
    if session is SessionState.OUT_OF_SERVICE and top not in STAFF_SCREENS:
        return OUT_OF_SERVICE
    return top


def derive_shell(
    *,
    screen: str,
    qml: str,
    session: SessionState,
    left_s: int,
    language: Language,
    care: bool,
    help_open: bool,
    help_recorded: bool,
    can_go_back: bool,
    header: Header,
) -> ShellState:
    """`left_s`: until the session times out, which nobody is told before the warning."""
    return ShellState(
        screen=screen,
        qml=qml,
        session=session.value,
        seconds_left=left_s if session is SessionState.WARNING else 0,
        language=language.value,
        care=care,
        help_open=help_open,
        help_recorded=help_recorded,
        can_go_back=can_go_back and session is not SessionState.ATTRACT,
        at_home=screen == HOME,
        attract=screen == ATTRACT,
        header=header,
    )
