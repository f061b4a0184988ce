"""The district over HTTP. Every exception of requests ends here; callers get values (replies.py)."""

import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from typing import Protocol, Self, TypeVar
from urllib.parse import urlsplit

import msgspec
import requests
import urllib3

from kiosk.domain.record import Record
from sync import wire
from sync.replies import Failure, Parsed, Unreachable, Unreadable, Untrusted

T = TypeVar("T")

MAX_ANSWER_BYTES = 4 * 1024 * 1024
MAX_RETRY_AFTER_S = 3600.0  # a mistyped header must not silence a terminal for a week
_CHUNK_BYTES = 64 * 1024
_EXCHANGE_FACTOR = 3  # a whole exchange may take this many read timeouts; drops then count as no answer


class AddressError(ValueError):
    """The district's address in kiosk.toml cannot be used; the message says why, for staff."""


class Identity(Protocol):
    """How a terminal shows who it is. Enrolment will add one that mounts a client certificate."""

    def attach(self, session: requests.Session) -> None: ...


class BearerToken:
    """A shared secret in each request's Authorization header."""

    def __init__(self, token: str) -> None:
        self._token = token

    def attach(self, session: requests.Session) -> None:
        session.headers["Authorization"] = f"Bearer {self._token}"

    def __repr__(self) -> str:
        return "BearerToken(…)"


class DistrictClient:
    """One keep-alive connection to the district at `url` (https; http only on this machine).

    `timeout_s` bounds connecting and each wait for bytes; a whole exchange takes at most three of them.
    `waiting` surrounds each exchange, so that an order to stop can break it off. Raises AddressError.
    """

    def __init__(
        self,
        url: str,
        identity: Identity,
        timeout_s: float,
        waiting: Callable[[], AbstractContextManager[None]],
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url = checked_address(url)
        self._timeout_s = timeout_s
        self._waiting = waiting
        self._monotonic_s = monotonic_s
        self._session = requests.Session()
        # Proxies and .netrc of whoever started the process are not ours, and looking for them costs a third.
        self._session.trust_env = False
        identity.attach(self._session)

    def send(self, records: Sequence[Record]) -> Parsed[wire.Receipt] | Failure:
        headers = {"Content-Type": wire.NDJSON, "Content-Encoding": "gzip"}
        return self._exchange("POST", wire.RECORDS_PATH, wire.Receipt, wire.encode_batch(records), headers)

    def feed(self, after: wire.FeedPosition, limit: int) -> Parsed[wire.FeedPage] | Failure:
        return self._exchange(
            "GET", wire.FEED_PATH, wire.FeedPage, params={"after": str(after), "limit": str(limit)}
        )

    def heartbeat(self, message: wire.Heartbeat) -> Parsed[wire.HeartbeatAnswer] | Failure:
        headers = {"Content-Type": "application/json"}
        body = msgspec.json.encode(message)
        return self._exchange("POST", wire.HEARTBEAT_PATH, wire.HeartbeatAnswer, body, headers)

    def attachment(self, name: str) -> Parsed[wire.AttachmentReceipt] | Failure:
        return self._exchange("GET", f"{wire.ATTACHMENTS_PATH}/{name}", wire.AttachmentReceipt)

    def append(
        self, name: str, offset: int, size: int, piece: bytes
    ) -> Parsed[wire.AttachmentReceipt] | Failure:
        headers = {
            "Content-Type": wire.OCTETS,
            wire.OFFSET_HEADER: str(offset),
            wire.SIZE_HEADER: str(size),
        }
        return self._exchange(
            "PATCH", f"{wire.ATTACHMENTS_PATH}/{name}", wire.AttachmentReceipt, piece, headers
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def _exchange(
        self,
        method: str,
        path: str,
        wanted: type[T],
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
    ) -> Parsed[T] | Failure:
        deadline_s = self._monotonic_s() + _EXCHANGE_FACTOR * self._timeout_s
        try:
            with (
                self._waiting(),
                self._session.request(
                    method,
                    self._url + path,
                    data=body,
                    headers=dict(headers or {}),
                    params=dict(params or {}),
                    timeout=self._timeout_s,
                    # A redirect is a captive portal's, and following one would hand our token to it.
                    allow_redirects=False,
                    stream=True,
                ) as response,
            ):
                content = self._read(response, deadline_s)
        except requests.exceptions.SSLError as error:
            return Untrusted(_brief(error))
        except (requests.RequestException, urllib3.exceptions.HTTPError, zlib.error) as error:
            return Unreachable(_brief(error))
        if content is None:
            return Unreachable("the answer is too long or too slow")
        return _read_answer(response, content, wanted)

    def _read(self, response: requests.Response, deadline_s: float) -> bytes | None:
        # requests has no deadline for a body: a server that drips one byte a second would hold us for ever.
        content = bytearray()
        for chunk in response.iter_content(_CHUNK_BYTES):
            content += chunk
            if len(content) > MAX_ANSWER_BYTES or self._monotonic_s() > deadline_s:
                return None
        return bytes(content)


def checked_address(url: str) -> str:
    """`url` without a trailing slash. Raises AddressError."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError as error:
        raise AddressError(f"{url!r} is no address: {error}") from None
    if parts.scheme not in ("https", "http") or not host:
        raise AddressError(f"{url!r} is no address: write https://HOST[:PORT]")
    if parts.username or parts.query or parts.fragment:
        raise AddressError(f"{url!r}: only scheme, host, port and path belong into the address")
    if parts.scheme == "http" and not _is_loopback(host):
        raise AddressError(f"{url!r}: plain http is for this machine only; the token would travel in clear")
    return url.rstrip("/")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _read_answer(response: requests.Response, content: bytes, wanted: type[T]) -> Parsed[T] | Unreadable:
    if response.status_code == requests.codes.ok:
        try:
            return Parsed(msgspec.json.decode(content, type=wanted))
        except (msgspec.DecodeError, UnicodeDecodeError):
            return Unreadable(
                response.status_code, "the answer is not the district's", _retry_after_s(response)
            )
    return Unreadable(response.status_code, _problem(response, content), _retry_after_s(response))


class _Problem(msgspec.Struct):
    title: str = ""
    detail: str = ""


def _problem(response: requests.Response, content: bytes) -> str:
    """What an RFC 9457 problem says, in one line; the bare status when the answer is none."""
    status = f"HTTP {response.status_code}"
    if not response.headers.get("Content-Type", "").startswith(wire.PROBLEM_JSON):
        return status
    try:
        problem = msgspec.json.decode(content, type=_Problem)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return status
    return ": ".join(part[:200] for part in (status, problem.title, problem.detail) if part)


def _retry_after_s(response: requests.Response) -> float | None:
    """Retry-After (RFC 9110 §10.2.3): seconds, or a date, which only the answer's own Date can measure."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return min(float(value), MAX_RETRY_AFTER_S)
    try:
        until = parsedate_to_datetime(value)
        answered = parsedate_to_datetime(response.headers.get("Date", ""))
        return min(max((until - answered).total_seconds(), 0.0), MAX_RETRY_AFTER_S)
    except (ValueError, TypeError):
        return None


def _brief(error: Exception) -> str:
    """The innermost cause in one line: the outer ones repeat the address and object ids."""
    cause: BaseException = error
    while (deeper := cause.__cause__ or cause.__context__) is not None:
        cause = deeper
    return f"{type(cause).__name__}: {cause}"[:200]
