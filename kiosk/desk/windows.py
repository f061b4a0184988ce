"""The window's page: its acts by form, its parts live."""

from collections.abc import AsyncIterator
from typing import Any

import msgspec
from anyio import to_thread
from litestar import Request, Response, get, post
from litestar.enums import MediaType
from litestar.handlers import HTTPRouteHandler
from litestar.response import Stream

from kiosk.desk import window_page
from kiosk.desk.gate import NotAllowed
from kiosk.desk.html import said
from kiosk.desk.parts import Parts
from kiosk.desk.sessions import Signed
from kiosk.desk.streams import HEADERS, MEDIA_TYPE, window_stream
from kiosk.desk.window_words import outcome
from kiosk.domain.calling import Called, Moved, NobodyWaits, Refused
from kiosk.domain.ticket import TicketState

AnyRequest = Request[Any, Any, Any]
Outcome = Called | Moved | NobodyWaits | Refused | None


def window_routes(parts: Parts) -> list[HTTPRouteHandler]:
    calls, gate = parts.hall.calls, parts.gate

    def draw(signed: Signed, saying: str = "") -> tuple[Any, window_page.Drawn]:
        view = calls.window(signed.window)
        waiting = calls.waiting(signed.window)
        now_ms = parts.feed.moment.now_ms
        return view, window_page.draw(view, waiting, signed, parts.series, now_ms, saying)

    @get("/window")
    async def page(request: AnyRequest) -> Response[str]:
        signed: Signed = request.state["signed"]
        saying, signed.said = signed.said, ""
        view, drawn = await to_thread.run_sync(draw, signed, saying)
        counts = await to_thread.run_sync(parts.hall.follow_ups.counts)
        token = gate.form_token(request, request.cookies.get(gate.form_cookie, ""))
        drawn_page = window_page.page(view, signed, drawn, token, parts.access.beat_s, counts)
        return Response(drawn_page, media_type=MediaType.HTML)

    @post("/window", status_code=200)
    async def act(request: AnyRequest) -> Response[Any]:
        fields = await gate.form(request)
        signed: Signed = request.state["signed"]
        parts.sessions.touch(signed)
        result = await to_thread.run_sync(_act, parts, signed, fields)
        parts.feed.poke()
        words, bad = outcome(result)
        saying = said(words.zh, words.en, "alarm" if bad else "note") if words.zh else ""
        if "application/json" not in request.headers.get("accept", ""):
            signed.said = saying
            return Response("", status_code=303, headers={"Location": "/window"}, media_type=MediaType.TEXT)
        _, drawn = await to_thread.run_sync(draw, signed, saying)
        return Response(msgspec.json.encode(drawn), media_type=MediaType.JSON)

    @get("/window/live")
    async def live(request: AnyRequest) -> Stream:
        token = request.cookies.get(gate.session_cookie, "")

        async def parts_now() -> str | None:
            signed = parts.sessions.find(token)
            if signed is None:
                return None
            _, drawn = await to_thread.run_sync(draw, signed)
            return msgspec.json.encode(drawn).decode()

        stream: AsyncIterator[bytes] = window_stream(parts.feed, parts_now, parts.access.beat_s)
        return Stream(stream, media_type=MEDIA_TYPE, headers=HEADERS)

    return [page, act, live]


def _act(parts: Parts, signed: Signed, fields: dict[str, str]) -> Outcome:
    """One act, as the form names it. Raises NotAllowed for what no form of ours could say."""
    calls, window, staff = parts.hall.calls, signed.window, signed.staff.id
    ticket = fields.get("ticket", "")
    if late := fields.get("late"):
        return _take_back(parts, signed, late)
    match fields.get("act", ""):
        case "call-next":
            return calls.call_next(window, staff)
        case "recall":
            return calls.recall(window, staff, ticket)
        case "start":
            return calls.start(window, staff, ticket)
        case "finish":
            return calls.finish(window, staff, ticket)
        case "no-show":
            result = calls.no_show(window, staff, ticket)
            if isinstance(result, Moved) and result.state is TicketState.NO_SHOW:
                signed.late.append((ticket, result.label))
            return result
        case "put-back":
            return calls.put_back(window, staff, ticket, _others(fields.get("others", "")))
        case "transfer" if fields.get("to", "") in parts.series:
            return calls.transfer(window, staff, ticket, fields["to"])
        case "pause":
            calls.pause(window, staff)
            return None
        case "resume":
            calls.resume(window, staff)
            return None
        case _:
            raise NotAllowed(422, "没有这个操作。", "There is no such act.")


def _take_back(parts: Parts, signed: Signed, ticket: str) -> Outcome:
    """Whom this window gave up, and who came after all."""
    if ticket not in [late for late, _ in signed.late]:
        raise NotAllowed(422, "这个号码不是本窗口刚过的号。", "This window did not give that number up.")
    result = parts.hall.calls.put_back(signed.window, signed.staff.id, ticket)
    for one in [one for one in signed.late if one[0] == ticket]:
        signed.late.remove(one)
    return result


def _others(words: str) -> int | None:
    if not words:
        return None
    if not (words.isascii() and words.isdigit() and len(words) <= 2):
        raise NotAllowed(422, "人数只能是 0 到 99。", "A number of people from 0 to 99.")
    return int(words)
