"""One citizen at the terminal, as a transition table (DESIGN §10).

The table says when a session begins, when it warns, and when everything of it must be wiped. Which screen
shows inside an active session is the screens' business; that it ends in a wipe is decided here alone.
"""

from enum import StrEnum


class SessionState(StrEnum):
    ATTRACT = "attract"  # nobody there; nothing of anybody in memory
    ACTIVE = "active"
    WARNING = "warning"  # idle, or the card was lifted: countdown before the wipe
    WIPING = "wiping"
    OUT_OF_SERVICE = "out-of-service"  # a fault of the environment; staff have been told


class SessionEvent(StrEnum):
    TOUCH = "touch"  # any sign of life, typing on the on-screen keyboard included
    IDLE = "idle"  # the idle time has passed
    COUNTDOWN_OVER = "countdown-over"
    LEAVE = "leave"  # the citizen ended it
    OTHER_CARD = "other-card"  # a card with another number, after the question
    CARD_LIFTED = "card-lifted"  # asked at once whether it goes on (DOMAIN §7): its owner may be leaving
    WIPED = "wiped"
    FAULT = "fault"
    MENDED = "mended"


_S, _E = SessionState, SessionEvent

TRANSITIONS: dict[tuple[SessionState, SessionEvent], SessionState] = {
    (_S.ATTRACT, _E.TOUCH): _S.ACTIVE,
    (_S.ATTRACT, _E.FAULT): _S.OUT_OF_SERVICE,
    (_S.ACTIVE, _E.TOUCH): _S.ACTIVE,
    (_S.ACTIVE, _E.IDLE): _S.WARNING,
    (_S.ACTIVE, _E.CARD_LIFTED): _S.WARNING,
    (_S.ACTIVE, _E.LEAVE): _S.WIPING,
    (_S.ACTIVE, _E.OTHER_CARD): _S.WIPING,
    (_S.ACTIVE, _E.FAULT): _S.OUT_OF_SERVICE,
    (_S.WARNING, _E.TOUCH): _S.ACTIVE,
    (_S.WARNING, _E.COUNTDOWN_OVER): _S.WIPING,
    (_S.WARNING, _E.LEAVE): _S.WIPING,
    (_S.WARNING, _E.OTHER_CARD): _S.WIPING,
    (_S.WARNING, _E.FAULT): _S.OUT_OF_SERVICE,
    (_S.WIPING, _E.WIPED): _S.ATTRACT,
    (_S.WIPING, _E.FAULT): _S.OUT_OF_SERVICE,
    (_S.OUT_OF_SERVICE, _E.MENDED): _S.WIPING,
}


def next_state(state: SessionState, event: SessionEvent) -> SessionState:
    """Where `event` leads; an event without an arrow changes nothing (a late timer, a second wipe)."""
    return TRANSITIONS.get((state, event), state)
