"""The list of bad ratings at the desk, and what became of each."""

from typing import Any

from anyio import to_thread
from litestar import Request, Response, get, post
from litestar.enums import MediaType
from litestar.handlers import HTTPRouteHandler

from kiosk.desk import follow_up_page
from kiosk.desk.gate import NotAllowed
from kiosk.desk.html import said
from kiosk.desk.parts import Parts
from kiosk.desk.sessions import Signed
from kiosk.domain.rating import FollowUp
from kiosk.domain.text import Text
from kiosk.services.shared_hall.hall_health import Told
from kiosk.words import load_words

AnyRequest = Request[Any, Any, Any]


def follow_up_routes(parts: Parts) -> list[HTTPRouteHandler]:
    ratings, gate = parts.hall.follow_ups, parts.gate

    @get("/follow-ups")
    async def show(request: AnyRequest) -> Response[str]:
        signed: Signed = request.state["signed"]
        saying, signed.said = signed.said, ""
        found = await to_thread.run_sync(ratings.follow_ups, signed.staff.id)
        hall = await to_thread.run_sync(parts.hall.health)
        elsewhere = [
            _elsewhere(one.terminal, one.told)
            for one in hall.terminals
            if one.terminal != hall.here and one.told is not None and one.told.follow_ups
        ]
        token = gate.form_token(request, request.cookies.get(gate.form_cookie, ""))
        return Response(follow_up_page.page(found, elsewhere, token, saying), media_type=MediaType.HTML)

    @post("/follow-ups", status_code=200)
    async def end(request: AnyRequest) -> Response[Any]:
        fields = await gate.form(request)
        signed: Signed = request.state["signed"]
        parts.sessions.touch(signed)
        if fields.get("outcome", "") not in follow_up_page.OUTCOMES:
            raise NotAllowed(422, "请选处理结果。", "Choose what became of it.")
        outcome = FollowUp(fields["outcome"])
        ended = await to_thread.run_sync(
            ratings.follow_up, signed.staff.id, fields.get("rating", "")[:64], outcome
        )
        words = load_words("follow-ups").both("ended" if ended else "ended-by-another")
        signed.said = said(words.zh, words.en, "note" if ended else "alarm")
        return Response("", status_code=303, headers={"Location": "/follow-ups"}, media_type=MediaType.TEXT)

    return [show, end]


def _elsewhere(terminal: str, told: Told) -> Text:
    """They are kept, sealed, where they were given."""
    late = f"，其中 {told.overdue} 条超期" if told.overdue else ""
    late_en = f", {told.overdue} overdue" if told.overdue else ""
    return Text(
        f"终端 {terminal}：{told.follow_ups} 条待跟进{late}。请到那台终端的工作人员菜单处理。",
        f"Terminal {terminal}: {told.follow_ups} open{late_en}. Follow them up in its staff menu.",
    )
