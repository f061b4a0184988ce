"""What the control port understands: one JSON object per line, `do` names the order."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta


class _Order(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="do", rename="kebab", forbid_unknown_fields=True
):
    pass


class Insert(_Order, frozen=True, kw_only=True, tag="insert"):
    """Lay the card of one of PERSONS on the reader, lifting any other first."""

    person: str


class Remove(_Order, frozen=True, kw_only=True, tag="remove"):
    pass


class State(_Order, frozen=True, kw_only=True, tag="state"):
    """Who lies on the reader and who could: the answer every order gets."""


class Unplug(_Order, frozen=True, kw_only=True, tag="unplug"):
    """The device vanishes, as when its cable is pulled."""


class Plug(_Order, frozen=True, kw_only=True, tag="plug"):
    pass


class Clear(_Order, frozen=True, kw_only=True, tag="clear"):
    """No more faults."""


class Stop(_Order, frozen=True, kw_only=True, tag="stop"):
    """End the process."""


class _Fault(_Order, frozen=True, kw_only=True):
    """`times` answers are spoilt, then the fault is over; 0 is until Clear."""

    times: Annotated[int, Meta(ge=0)] = 1


class PullMidRead(_Fault, frozen=True, kw_only=True, tag="pull-mid-read"):
    """The card is lifted while it is read: the answer breaks off after `at` bytes."""

    at: Annotated[int, Meta(ge=0)] = 700


class Junk(_Fault, frozen=True, kw_only=True, tag="junk"):
    """Noise on the line, in front of the answer or in its place."""

    hex: Annotated[str, Meta(pattern=r"^([0-9A-Fa-f]{2})*\Z")] = "00FFAAAA96AAAAAA9669FFFF13"
    instead: bool = False


class Silent(_Fault, frozen=True, kw_only=True, tag="silent"):
    """No answer at all."""

    times: Annotated[int, Meta(ge=0)] = 0


class Slow(_Fault, frozen=True, kw_only=True, tag="slow"):
    """Answers drip: `chunk` bytes every `gap_ms`."""

    chunk: Annotated[int, Meta(ge=1)] = 64
    gap_ms: Annotated[int, Meta(ge=0)] = 20
    times: Annotated[int, Meta(ge=0)] = 0


class ChecksumError(_Fault, frozen=True, kw_only=True, tag="checksum-error"):
    """The check byte of the answer is wrong."""


class Status(_Fault, frozen=True, kw_only=True, tag="status"):
    """Answer with SW3 `sw3` (two hex digits) instead of doing what was asked."""

    sw3: Annotated[str, Meta(pattern=r"^[0-9A-Fa-f]{2}\Z")]
    command: Literal["find", "select", "read", "any"] = "any"


Fault = PullMidRead | Junk | Silent | Slow | ChecksumError | Status
Order = Insert | Remove | State | Unplug | Plug | Clear | Stop | Fault
