"""The district's side of a conversation, for people and for the demo: what has arrived here?"""

from typing import TypeVar

import msgspec
import requests

from sync.district.views import CaseCopy, ComplaintCopy, RatingCopy, TerminalView

TIMEOUT_S = 5.0

T = TypeVar("T")


class NotThere(msgspec.Struct, frozen=True):
    """The platform answered and has no such thing (yet)."""


class ConsoleError(Exception):
    """The platform could not be asked."""


def fetch_case(url: str, token: str, record_id: str) -> CaseCopy | NotThere:
    """The case as the district received and opened it. Raises ConsoleError."""
    return _get(url, token, f"/v1/cases/{record_id}", CaseCopy)


def fetch_rating(url: str, token: str, record_id: str) -> RatingCopy | NotThere:
    """The rating as the district received and opened it. Raises ConsoleError."""
    return _get(url, token, f"/v1/ratings/{record_id}", RatingCopy)


def fetch_complaint(url: str, token: str, record_id: str) -> ComplaintCopy | NotThere:
    """The complaint as the district received and opened it. Raises ConsoleError."""
    return _get(url, token, f"/v1/complaints/{record_id}", ComplaintCopy)


def fetch_terminal(url: str, token: str, terminal: str) -> TerminalView | NotThere:
    """Counts, gaps, conflicts and the last heartbeat of a terminal. Raises ConsoleError."""
    return _get(url, token, f"/v1/terminals/{terminal}", TerminalView)


def _get(url: str, token: str, path: str, wanted: type[T]) -> T | NotThere:
    with requests.Session() as session:
        session.trust_env = False
        try:
            answer = session.get(
                url.rstrip("/") + path,
                headers={"Authorization": f"Bearer {token}"},
                timeout=TIMEOUT_S,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise ConsoleError(f"{url}: {type(error).__name__}") from error
    if answer.status_code == requests.codes.not_found:
        return NotThere()
    if answer.status_code != requests.codes.ok:
        raise ConsoleError(f"{url}{path}: HTTP {answer.status_code}")
    try:
        return msgspec.json.decode(answer.content, type=wanted)
    except msgspec.DecodeError as error:
        raise ConsoleError(f"{url}{path}: not the platform's answer") from error
