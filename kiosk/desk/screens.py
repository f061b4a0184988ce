"""What displays and staff look at: the lobby live, a call's sound, the terminals' health, styles."""

from typing import Any

import msgspec
from anyio import to_thread
from litestar import Request, Response, get
from litestar.enums import MediaType
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Stream

from kiosk.desk import health_page, lobby_page
from kiosk.desk.feed import Moment
from kiosk.desk.gate import ANYONE, SCREEN
from kiosk.desk.html import FILES
from kiosk.desk.parts import Parts
from kiosk.desk.streams import HEADERS, MEDIA_TYPE, LobbyStream, position_of

AnyRequest = Request[Any, Any, Any]
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def screen_routes(parts: Parts) -> list[HTTPRouteHandler]:
    def board(moment: Moment) -> str:
        return lobby_page.board(moment, parts.windows)

    stream = LobbyStream(parts.feed, board, parts.access.beat_s)
    files = {file.name: (file.read_bytes(), _KINDS[file.suffix]) for file in FILES.iterdir()}

    @get("/lobby", opt=SCREEN)
    async def lobby() -> Response[str]:
        page = lobby_page.page(parts.hall.site, board(parts.feed.moment), parts.access.beat_s)
        return Response(page, media_type=MediaType.HTML)

    @get("/lobby/live", opt=SCREEN)
    async def lobby_live(request: AnyRequest) -> Stream:
        # `after`: a page that found its connection dead opens a new one, which cannot send the header.
        last = request.headers.get("last-event-id") or request.query_params.get("after")
        return Stream(stream(last), media_type=MEDIA_TYPE, headers=HEADERS)

    @get("/sound/{name:str}", opt=SCREEN)
    async def sound(name: FromPath[str]) -> Response[bytes]:
        position = position_of(name.removesuffix(".wav"))
        call = None if position is None else parts.feed.call_at(position)
        if call is None:
            raise NotFoundException
        window = parts.windows[call.window].zh if call.window in parts.windows else f"{call.window}号窗口"
        wav = await to_thread.run_sync(parts.hall.announcer.wav, call.label, window)
        return Response(wav, media_type="audio/wav")

    @get("/health")
    async def health() -> Response[str]:
        hall = await to_thread.run_sync(parts.hall.health)
        return Response(health_page.page(hall), media_type=MediaType.HTML)

    @get("/health.json")
    async def health_json() -> Response[bytes]:
        hall = await to_thread.run_sync(parts.hall.health)
        return Response(msgspec.json.encode(hall), media_type=MediaType.JSON)

    @get("/files/{name:str}", opt=ANYONE)
    async def file(name: FromPath[str]) -> Response[bytes]:
        if name not in files:
            raise NotFoundException
        content, kind = files[name]
        return Response(content, media_type=kind, headers={"Cache-Control": "max-age=3600"})

    return [lobby, lobby_live, sound, health, health_json, file]
