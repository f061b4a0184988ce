"""How the virtual printer can be, and what DLE EOT says of it (DOMAIN §6)."""

from enum import StrEnum

_FIXED = 0x12  # bits 1 and 4 of every real-time answer


class State(StrEnum):
    READY = "ready"
    NEAR_END = "near-end"
    PAPER_OUT = "paper-out"
    PAPER_OUT_MID_SLIP = "paper-out-mid-slip"  # ready, until the slip is `after_dots` long
    COVER_OPEN = "cover-open"
    OFFLINE = "offline"  # says so itself; its socket still listens
    CUTTER_ERROR = "cutter-error"
    OVERHEATED = "overheated"
    MUTE = "mute"  # prints, and answers nothing
    SLOW = "slow"  # prints a little at a time
    GARBAGE = "garbage"  # prints, and answers with noise
    RESET_MID_JOB = "reset-mid-job"  # ready, until `after_bytes` of a job have arrived
    BUFFER_FULL = "buffer-full"  # takes connections and reads nothing
    OFF = "off"  # nothing listens

    @property
    def halted(self) -> bool:
        """Takes bytes into its buffer and carries nothing out."""
        return self in _HALTED


_HALTED = frozenset(
    (
        State.PAPER_OUT,
        State.COVER_OPEN,
        State.OFFLINE,
        State.CUTTER_ERROR,
        State.OVERHEATED,
        State.BUFFER_FULL,
    )
)

_BITS: dict[State, dict[int, int]] = {
    State.NEAR_END: {4: 0x0C},
    State.PAPER_OUT: {1: 0x08, 2: 0x20, 4: 0x6C},
    State.COVER_OPEN: {1: 0x08, 2: 0x04},
    State.OFFLINE: {1: 0x08},
    State.CUTTER_ERROR: {1: 0x08, 2: 0x40, 3: 0x08},
    State.OVERHEATED: {1: 0x08, 2: 0x40, 3: 0x40},
}

# Neither the shape of a real-time answer nor that of a buffered one.
NOISE = b"\xff\x91\xfe"


def real_time_answer(state: State, n: int) -> bytes:
    """What DLE EOT n brings back in `state`; nothing from a mute or a stuck printer."""
    if state in (State.MUTE, State.BUFFER_FULL, State.OFF):
        return b""
    if state is State.GARBAGE:
        return NOISE
    return bytes((_FIXED | _BITS.get(state, {}).get(n, 0),))


def buffered_answer(state: State, answer: bytes) -> bytes:
    """What a buffered query brings back: the paper sensor's byte, or noise, or nothing."""
    if state is State.MUTE:
        return b""
    if state is State.GARBAGE:
        return NOISE
    if answer == b"\x00" and state is State.NEAR_END:
        return b"\x03"
    return answer
