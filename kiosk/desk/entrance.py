"""Coming in and going out: pairing a browser, signing in at a window, signing out."""

from html import escape
from typing import Any

from anyio import to_thread
from litestar import Request, Response, get, post
from litestar.datastructures import Cookie
from litestar.enums import MediaType
from litestar.handlers import HTTPRouteHandler

from kiosk.desk.gate import ANYONE, WINDOW
from kiosk.desk.html import frame, said, two
from kiosk.desk.parts import Parts
from kiosk.domain.text import Text
from kiosk.services.pairing import DeviceKind, Paired
from kiosk.services.staffing import LockedOut, SignedIn, WrongPin

REMEMBERED_S = 400 * 86_400  # the longest that browsers keep a cookie
LONGEST_FIELD = 32
_FIRST_PAGE = {DeviceKind.WINDOW: "/sign-in", DeviceKind.DISPLAY: "/lobby", DeviceKind.RATING: "/rate"}

AnyRequest = Request[Any, Any, Any]


def entrance_routes(parts: Parts) -> list[HTTPRouteHandler]:
    gate = parts.gate

    def sign_in_page(request: AnyRequest, trouble: Text | None = None, status: int = 200) -> Response[str]:
        chosen = request.cookies.get("desk-window", "")
        return gate.with_form(request, lambda form: _sign_in(parts, form, chosen, trouble), status)

    @get("/sign-in", opt=WINDOW)
    async def sign_in_form(request: AnyRequest) -> Response[str]:
        return sign_in_page(request)

    @post("/sign-in", opt=WINDOW, status_code=200)
    async def sign_in(request: AnyRequest) -> Response[Any]:
        fields = await gate.form(request)
        number, pin, window = (fields.get(name, "")[:LONGEST_FIELD] for name in ("number", "pin", "window"))
        if window not in parts.windows:
            return sign_in_page(request, Text("请选择窗口。", "Choose a window."), 422)
        match await to_thread.run_sync(parts.hall.staffing.sign_in, number.strip(), pin.strip()):
            case WrongPin(tries_left=left):
                more = Text(f"还可以试 {left} 次。", f"{left} tries are left.") if left else Text("")
                words = Text(f"工号或密码不对。{more.zh}", f"Number or PIN is wrong. {more.en}".strip())
                return sign_in_page(request, words, 401)
            case LockedOut(seconds=seconds):
                words = Text(f"试错太多，请 {seconds} 秒后再试。", f"Locked: try again in {seconds} s.")
                return sign_in_page(request, words, 429)
            case SignedIn(staff=staff):
                token = parts.sessions.open(staff, window)
                return _go(
                    "/window",
                    [
                        gate.cookie(gate.session_cookie, token),
                        gate.cookie("desk-window", window, REMEMBERED_S),
                    ],
                )

    @post("/sign-out", opt=WINDOW)
    async def sign_out(request: AnyRequest) -> Response[Any]:
        await gate.form(request)
        parts.sessions.close(request.cookies.get(gate.session_cookie, ""))
        return _go("/sign-in", [gate.cookie(gate.session_cookie, "", 0)])

    @get("/pair", opt=ANYONE)
    async def pair_form(request: AnyRequest) -> Response[Any]:
        if not parts.access.paired or await gate.device(request) is not None:
            return _go("/", [])
        return gate.with_form(request, lambda form: _pair(form, None))

    @post("/pair", opt=ANYONE, status_code=200)
    async def pair(request: AnyRequest) -> Response[Any]:
        fields = await gate.form(request)
        code = "".join(fields.get("code", "")[:LONGEST_FIELD].split())
        result = await to_thread.run_sync(parts.hall.devices.pair, code)
        if not isinstance(result, Paired):
            words = Text(
                "配对码不对，或已过期。请在终端上重新执行 kiosk desk pair。",
                "This code is wrong or too old. Get a new one with kiosk desk pair.",
            )
            return gate.with_form(request, lambda form: _pair(form, words), 403)
        to = _FIRST_PAGE[result.device.kind]
        return _go(to, [gate.cookie(gate.device_cookie, result.token, REMEMBERED_S)])

    @get("/", opt=WINDOW)
    async def start(request: AnyRequest) -> Response[Any]:
        if gate.signed(request) is not None:
            return _go("/window", [])
        return Response(_start(parts), media_type=MediaType.HTML)

    return [sign_in_form, sign_in, sign_out, pair_form, pair, start]


def _go(path: str, cookies: list[Cookie]) -> Response[Any]:
    """See there, with GET, whatever this was."""
    return Response(
        "", status_code=303, headers={"Location": path}, cookies=cookies, media_type=MediaType.TEXT
    )


def _trouble(trouble: Text | None) -> str:
    return said(trouble.zh, trouble.en, "alarm") if trouble else ""


def _sign_in(parts: Parts, form: str, chosen: str, trouble: Text | None) -> str:
    options = "".join(
        f'<option value="{escape(window)}"{" selected" if window == chosen else ""}>'
        f"{escape(name.zh)} {escape(name.en)}</option>"
        for window, name in parts.windows.items()
    )
    body = (
        f'<body class="plain"><main><h1>{two(Text("窗口登录", "Window sign-in"))}</h1>{_trouble(trouble)}'
        f'<form method="post" action="/sign-in" autocomplete="off">{form}'
        f'<label for="window">{two(Text("窗口", "Window"))}</label>'
        f'<select id="window" name="window">{options}</select>'
        f'<label for="number">{two(Text("工号", "Staff number"))}</label>'
        '<input id="number" name="number" inputmode="numeric" maxlength="8" required autofocus>'
        f'<label for="pin">{two(Text("密码", "PIN"))}</label>'
        '<input id="pin" name="pin" type="password" inputmode="numeric" maxlength="12" required'
        ' autocomplete="new-password">'
        f'<button class="main">{two(Text("登录", "Sign in"))}</button></form></main></body>'
    )
    return frame("窗口登录", body, style="desk")


def _pair(form: str, trouble: Text | None) -> str:
    body = (
        f'<body class="plain"><main><h1>{two(Text("配对这台设备", "Pair this device"))}</h1>'
        f"{_trouble(trouble)}"
        f'<form method="post" action="/pair" autocomplete="off">{form}'
        f'<label for="code">{two(Text("8 位配对码", "The code of 8 digits"))}</label>'
        '<input id="code" name="code" inputmode="numeric" maxlength="12" required autofocus>'
        f'<button class="main">{two(Text("配对", "Pair"))}</button></form>'
        f"<p>{two(Text('在终端上执行 kiosk desk pair 取得，十分钟内有效。', 'From kiosk desk pair.'))}</p>"
        "</main></body>"
    )
    return frame("配对", body, style="desk")


def _start(parts: Parts) -> str:
    body = (
        f'<body class="plain"><main><h1>{two(parts.hall.site)}</h1>'
        f'<p><a class="main" href="/sign-in">{two(Text("窗口叫号", "Windows"))}</a></p>'
        f'<p><a class="main" href="/lobby">{two(Text("大厅显示屏", "Lobby display"))}</a></p>'
        f'<p><a class="main" href="/rate">{two(Text("大厅评价", "Ratings"))}</a></p></main></body>'
    )
    return frame(parts.hall.site.zh, body, style="desk")
