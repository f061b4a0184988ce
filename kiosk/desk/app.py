"""The hall's pages as one ASGI application. It gets everything by argument and loads nothing by itself."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from litestar import Litestar, Request, Response
from litestar.datastructures import ResponseHeader
from litestar.enums import MediaType
from litestar.exceptions import HTTPException
from litestar.logging import LoggingConfig

from kiosk.desk.entrance import entrance_routes
from kiosk.desk.feed import Feed
from kiosk.desk.following_up import follow_up_routes
from kiosk.desk.gate import MOST_FORM_BYTES, Elsewhere, Gate, NotAllowed
from kiosk.desk.html import POLICY, message_page
from kiosk.desk.parts import Parts
from kiosk.desk.ports import Access, Hall
from kiosk.desk.rating import rating_routes
from kiosk.desk.reporting import report_routes
from kiosk.desk.screens import screen_routes
from kiosk.desk.sessions import Sessions
from kiosk.desk.trouble import trouble_words
from kiosk.desk.voiding import voiding_routes
from kiosk.desk.windows import window_routes
from kiosk.store.errors import StoreError

log = logging.getLogger(__name__)
AnyRequest = Request[Any, Any, Any]
AGAIN_S = 3
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def create_desk(
    hall: Hall, access: Access, feed: Feed, broken: Callable[[BaseException], None] | None = None
) -> Litestar:
    """`feed` is made by the root, which closes it before the server waits for its connections.

    `broken` is told what a bug in the reader raised: pages that quietly stop moving would be worse than none.
    """
    sessions = Sessions(hall.monotonic_s, hall.tokens, access.signed_in_s)
    parts = Parts(
        hall=hall,
        access=access,
        sessions=sessions,
        gate=Gate(hall, access, sessions),
        feed=feed,
        windows=dict(hall.windows),
        series=dict(hall.series),
    )

    @asynccontextmanager
    async def reading(_: Litestar) -> AsyncIterator[None]:
        await feed.look()
        reader = asyncio.create_task(feed.run())
        if broken is not None:
            reader.add_done_callback(lambda done: _tell(done, broken))
        try:
            yield
        finally:
            feed.close()
            await reader

    return Litestar(
        [
            *entrance_routes(parts),
            *window_routes(parts),
            *voiding_routes(parts),
            *follow_up_routes(parts),
            *screen_routes(parts),
            *report_routes(parts),
            *rating_routes(parts),
        ],
        guards=[parts.gate.guard],
        lifespan=[reading],
        exception_handlers={
            Elsewhere: _elsewhere,
            NotAllowed: _not_allowed,
            StoreError: _store_error,
            HTTPException: _http_error,
        },
        response_headers=[ResponseHeader(name=name, value=value) for name, value in _HEADERS.items()],
        logging_config=LoggingConfig(
            log_exceptions="always",
            # Expected, and answered in words; a bug keeps its traceback.
            disable_stack_trace={Elsewhere, NotAllowed, *_environment_s(StoreError), *range(400, 500)},
        ),
        openapi_config=None,
        request_max_body_size=MOST_FORM_BYTES,
    )


def _environment_s(kind: type[StoreError]) -> set[type[Exception]]:
    """Litestar knows each by its own class alone."""
    return {kind}.union(*map(_environment_s, kind.__subclasses__()))


def _tell(done: "asyncio.Task[None]", broken: Callable[[BaseException], None]) -> None:
    error = None if done.cancelled() else done.exception()
    if error is not None:
        broken(error)


def _elsewhere(request: AnyRequest, error: Elsewhere) -> Response[str]:
    """Pages go there; what a script asked for is refused, and the script reloads its page."""
    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        return Response("", status_code=303, headers={**_HEADERS, "Location": error.path})
    return _words(401, ("请先登录或配对。", "Sign in or pair this browser first."), error.path)


def _words(status: int, words: tuple[str, str], link: str = "/") -> Response[str]:
    return Response(
        message_page("大厅网页", *words, link=link),
        status_code=status,
        media_type=MediaType.HTML,
        headers=_HEADERS,
    )


def _not_allowed(_: AnyRequest, error: NotAllowed) -> Response[str]:
    return _words(error.status, (error.zh, error.en), error.link)


def _store_error(request: AnyRequest, error: StoreError) -> Response[Any]:
    """A page tries again by itself; an act is never sent twice: the last word may have arrived."""
    log.error("%s: %s", type(error).__name__, error)
    words = trouble_words(error, acted=request.method == "POST")
    if "application/json" in request.headers.get("accept", ""):
        said = msgspec.json.encode({"zh": words.zh, "en": words.en})
        return Response(said, status_code=503, media_type=MediaType.JSON, headers=_HEADERS)
    device = request.url.path == "/rate"  # where citizens stand: no other page is theirs
    path = request.url.path if request.method == "GET" or device else "/"
    page = message_page("大厅网页", words.zh, words.en, link=path, again_s=AGAIN_S)
    return Response(page, status_code=503, media_type=MediaType.HTML, headers=_HEADERS)


def _http_error(_: AnyRequest, error: HTTPException) -> Response[str]:
    return _words(
        error.status_code, ("没有这个页面，或请求不对。", "No such page, or a request that is wrong.")
    )
