"""What can come back from the district, as values."""

from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")


class Parsed(msgspec.Struct, Generic[T], frozen=True):
    """Status 200 and a body of the wanted shape."""

    value: T


class Unreadable(msgspec.Struct, frozen=True):
    """An HTTP answer that does not say what was asked: a problem, a portal's page, nothing, a part.

    `detail` is for staff: the problem's own words when there were any, never a body's content.
    """

    status: int
    detail: str
    retry_after_s: float | None = None


class Unreachable(msgspec.Struct, frozen=True):
    """No complete answer: no name, no route, refused, reset, cut, too slow, too long."""

    detail: str


class Untrusted(msgspec.Struct, frozen=True):
    """Somebody answered who could not prove to be the district (TLS)."""

    detail: str


Failure = Unreadable | Unreachable | Untrusted
