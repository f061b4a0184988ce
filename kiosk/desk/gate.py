"""Who may open which page, before any handler runs (DESIGN §9: Desk).

Every handler belongs to an audience; one that names none is for signed-in staff: a forgotten word shuts a
door and opens none.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from anyio import to_thread
from litestar import Response
from litestar.connection import ASGIConnection, Request
from litestar.datastructures import Cookie
from litestar.enums import MediaType
from litestar.handlers import BaseRouteHandler

from kiosk.desk.html import hidden
from kiosk.desk.ports import Access, Devices, Hall
from kiosk.desk.sessions import Sessions, Signed
from kiosk.services.pairing import DeskDevice, DeviceKind

Connection = ASGIConnection[Any, Any, Any, Any]
KEPT_S = 5.0  # for so long a browser that was taken away may still read
MOST_FORM_BYTES = 4096


class Audience(StrEnum):
    ANYONE = "anyone"  # styles, scripts, the page that pairs
    SCREEN = "screen"  # any browser that may come in
    RATING = "rating"  # the lobby's device for ratings, or this machine's own browser
    WINDOW = "window"  # a browser where staff may sign in
    STAFF = "staff"


ANYONE = {"audience": Audience.ANYONE}
SCREEN = {"audience": Audience.SCREEN}
RATING = {"audience": Audience.RATING}
WINDOW = {"audience": Audience.WINDOW}


@dataclass
class Elsewhere(Exception):
    """Not here: go there first."""

    path: str


@dataclass
class NotAllowed(Exception):
    """Refused, with words for a person."""

    status: int
    zh: str
    en: str
    link: str = "/"  # where to go on from here


class Gate:
    def __init__(self, hall: Hall, access: Access, sessions: Sessions) -> None:
        self._devices: Devices = hall.devices
        self._monotonic_s = hall.monotonic_s
        self._access = access
        self._sessions = sessions
        self._secret = hall.tokens().encode()
        self._seen: dict[str, tuple[float, DeskDevice]] = {}
        # The prefix makes browsers refuse such a cookie from anybody but this very host over TLS.
        start = "__Host-" if access.paired else ""
        self.session_cookie = f"{start}desk-session"
        self.device_cookie = f"{start}desk-device"
        self.form_cookie = f"{start}desk-form"

    async def guard(self, connection: Connection, handler: BaseRouteHandler) -> None:
        """Raises Elsewhere or NotAllowed; else what it found stands in the connection's state."""
        audience = Audience(handler.opt.get("audience", Audience.STAFF))
        self._host(connection)
        if audience is Audience.ANYONE:
            return
        device = await self.device(connection)
        if self._access.paired and device is None:
            raise Elsewhere("/pair")
        if audience is Audience.SCREEN:
            return
        if device is not None and device.kind is DeviceKind.DISPLAY:
            raise NotAllowed(403, "这台设备只用于显示叫号。", "This device only shows calls.")
        if device is not None and (device.kind is DeviceKind.RATING) is not (audience is Audience.RATING):
            raise _wrong_place(device.kind)
        if audience is Audience.RATING:
            return
        if audience is Audience.WINDOW:
            return
        signed = self._sessions.find(connection.cookies.get(self.session_cookie, ""))
        if signed is None:
            raise Elsewhere("/sign-in")
        connection.state["signed"] = signed

    def signed(self, request: Request[Any, Any, Any]) -> Signed | None:
        return self._sessions.find(request.cookies.get(self.session_cookie, ""))

    async def device(self, connection: Connection) -> DeskDevice | None:
        token = connection.cookies.get(self.device_cookie, "")
        if not self._access.paired or not token:
            return None
        now = self._monotonic_s()
        read_s, device = self._seen.get(token, (-KEPT_S, None))
        if device is None or now - read_s > KEPT_S:
            device = await to_thread.run_sync(self._devices.device, token)
            if device is None:
                self._seen.pop(token, None)
                return None
            self._seen[token] = (now, device)
        return device

    def form_token(self, request: Request[Any, Any, Any], cookie: str) -> str:
        """For the hidden field of every form: bound to this browser, its session and this run of the desk."""
        session = request.cookies.get(self.session_cookie, "")
        return hmac.new(self._secret, f"{cookie}|{session}".encode(), hashlib.sha256).hexdigest()

    def cookie(self, key: str, value: str, max_age_s: int | None = None) -> Cookie:
        return Cookie(
            key=key,
            value=value,
            max_age=max_age_s,
            httponly=True,
            secure=self._access.paired,
            samesite="strict",
        )

    def with_form(
        self, request: Request[Any, Any, Any], draw: Callable[[str], str], status: int = 200
    ) -> Response[str]:
        """A page with a form; the browser gets the cookie that the form's hidden field belongs to."""
        held = request.cookies.get(self.form_cookie, "") or secrets.token_urlsafe(16)
        page = draw(hidden(self.form_token(request, held)))
        cookies = [self.cookie(self.form_cookie, held)]
        return Response(page, media_type=MediaType.HTML, status_code=status, cookies=cookies)

    async def form(self, request: Request[Any, Any, Any]) -> dict[str, str]:
        """The fields of a form that one of our own pages sent. Raises NotAllowed for any other."""
        if not _same_origin(request):
            raise NotAllowed(403, "这个请求不是本页面发出的。", "This did not come from one of our pages.")
        fields = {name: str(value) for name, value in (await request.form()).items()}
        cookie = request.cookies.get(self.form_cookie, "")
        given = fields.pop("form", "")
        if not cookie or not hmac.compare_digest(given.encode(), self.form_token(request, cookie).encode()):
            raise NotAllowed(
                403, "页面已过期，请刷新后再试。", "This page is too old: reload it and try again."
            )
        return fields

    def _host(self, connection: Connection) -> None:
        """A foreign name that was made to point at this machine would read our pages with its own script."""
        if self._access.paired:
            return  # cookies belong to the name in the certificate; another name has none
        host = connection.headers.get("host", "")
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            name = ""
        if name not in self._access.hosts:
            raise NotAllowed(421, "请用 127.0.0.1 打开本页。", "Open this page as 127.0.0.1.")


def _wrong_place(kind: DeviceKind) -> NotAllowed:
    """Staff's browsers rate nothing: whoever serves could praise themselves."""
    if kind is DeviceKind.RATING:
        return NotAllowed(403, "这台设备只用于评价。", "This device only takes ratings.", "/rate")
    return NotAllowed(403, "请在大厅的评价设备上评价。", "Ratings are given at the lobby's device.")


def _same_origin(request: Request[Any, Any, Any]) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host", "")
