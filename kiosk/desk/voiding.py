"""Voiding a number from its window's page: asked on a page of its own, done with a reason."""

from typing import Any

from anyio import to_thread
from litestar import Request, Response, get, post
from litestar.enums import MediaType
from litestar.handlers import HTTPRouteHandler

from kiosk.desk import void_page
from kiosk.desk.gate import NotAllowed
from kiosk.desk.html import said
from kiosk.desk.parts import Parts
from kiosk.desk.sessions import Signed
from kiosk.desk.window_words import outcome
from kiosk.domain.calling import VoidReason
from kiosk.domain.text import Text

AnyRequest = Request[Any, Any, Any]


def voiding_routes(parts: Parts) -> list[HTTPRouteHandler]:
    calls, gate = parts.hall.calls, parts.gate

    @get("/void")
    async def ask(request: AnyRequest) -> Response[str]:
        ticket = await to_thread.run_sync(calls.ticket, request.query_params.get("ticket", "")[:64])
        if ticket is None:
            raise NotAllowed(404, "没有这个号码。", "There is no such number.")
        token = gate.form_token(request, request.cookies.get(gate.form_cookie, ""))
        line = parts.series.get(ticket.line, Text(ticket.line))
        return Response(void_page.page(ticket, line, token), media_type=MediaType.HTML)

    @post("/void", status_code=200)
    async def void(request: AnyRequest) -> Response[Any]:
        fields = await gate.form(request)
        signed: Signed = request.state["signed"]
        parts.sessions.touch(signed)
        ticket, why = fields.get("ticket", ""), fields.get("why", "")
        if why not in tuple(VoidReason):
            raise NotAllowed(422, "请选一个原因。", "Choose a reason.")
        result = await to_thread.run_sync(calls.void, signed.staff.id, ticket, VoidReason(why), signed.window)
        parts.feed.poke()
        words, bad = outcome(result)
        signed.said = said(words.zh, words.en, "alarm" if bad else "note")
        return Response("", status_code=303, headers={"Location": "/window"}, media_type=MediaType.TEXT)

    return [ask, void]
