"""When a session warns and when it is over, from the time of the last sign of life. Pure."""

import math

import msgspec

from kiosk.domain.session import SessionEvent, SessionState
from kiosk.settings import SessionSettings


class Patience(msgspec.Struct, frozen=True):
    """Seconds of silence before the warning, and of the countdown after it."""

    idle_s: float
    warning_s: float


def patience(settings: SessionSettings, care: bool) -> Patience:
    factor = settings.care_factor if care else 1.0
    return Patience(settings.idle_s * factor, settings.warning_s * factor)


def due_event(state: SessionState, silent_s: float, limits: Patience) -> SessionEvent | None:
    """What the passing of time alone makes happen."""
    if state is SessionState.ACTIVE and silent_s >= limits.idle_s:
        return SessionEvent.IDLE
    if state is SessionState.WARNING and silent_s >= limits.idle_s + limits.warning_s:
        return SessionEvent.COUNTDOWN_OVER
    return None


def countdown_s(silent_s: float, limits: Patience) -> int:
    """Whole seconds until the wipe, never negative."""
    return max(0, math.ceil(limits.idle_s + limits.warning_s - silent_s))
