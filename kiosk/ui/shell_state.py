"""What the frame shows, and the faults that it can name."""

import enum

from kiosk.ui.navigation import ATTRACT
from kiosk.ui.viewmodel import State
from kiosk.ui.viewmodels.bars import Header


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
