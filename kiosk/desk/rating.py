"""好差评 in the lobby: a device of its own, on which citizens rate the window that has just served them.

number ─▶ five levels ─▶ reasons, a few words ─▶ thanks ─▶ number     one address; each act comes back to it
   ▲────────────┴──────────────┴── 跳过, or nobody there any more
"""

from typing import Any, assert_never

from anyio import to_thread
from litestar import Request, Response, get, post
from litestar.enums import MediaType
from litestar.handlers import HTTPRouteHandler

from kiosk.desk import rating_page
from kiosk.desk.gate import RATING, NotAllowed
from kiosk.desk.parts import Parts
from kiosk.desk.visits import Looks, Visit, Visits
from kiosk.domain.rating import MAX_TEXT, REASONS, Level, RatedAt
from kiosk.domain.text import Text
from kiosk.services.ratings import AlreadyRated, LookUp, NotServed, Ratable
from kiosk.words import load_words

LONGEST_TYPED = 64
LONGEST_LABEL = 10  # what is longer was scanned: a slip's token
PATH = "/rate"
_TOO_MANY = Text(
    "这里试的号码太多了。请扫小票上的码，或稍后再来，也可以到自助终端评价。",
    "Too many numbers were tried here. Scan the code on your slip, come back later, or rate at a terminal.",
)
_NO_SLIP = Text(
    "没有认出这个码。请扫本大厅小票上的码，或按号码。",
    "This code is of no slip of this hall. Scan the one on your slip, or enter the number.",
)

AnyRequest = Request[Any, Any, Any]


def rating_routes(parts: Parts) -> list[HTTPRouteHandler]:
    gate, hall = parts.gate, parts.hall
    visits, looks = Visits(hall.monotonic_s), Looks(hall.monotonic_s)
    prefixes = [(prefix, parts.series[series]) for series, prefix in hall.prefixes.items()]

    def back() -> Response[str]:
        return Response("", status_code=303, headers={"Location": PATH}, media_type=MediaType.TEXT)

    def look(device: str, typed: str) -> LookUp | Text:
        if len(typed) > LONGEST_LABEL:
            return hall.ratings.by_token(typed) or _NO_SLIP
        if not looks.may(device):
            return _TOO_MANY
        found = hall.ratings.by_label(typed)
        looks.looked(device, missed=not isinstance(found, Ratable))
        return found

    def act(device: str, visit: Visit, fields: dict[str, str]) -> Visit:
        """The visit as it goes on. Raises NotAllowed for what no form of ours could say."""
        typed = fields.get("number", "").strip()[:LONGEST_TYPED]
        if key := fields.get("key"):
            return Visit(0.0, typed=typed[:-1] if key == "erase" else typed + key[:1])
        match fields.get("act", ""):
            case "look":
                return _found(look(device, typed) if typed else None, typed)
            case "level" if visit.what is not None and fields.get("level") in list(Level):
                visit.level = Level(fields["level"])
            case "change":
                visit.level = None
            case "submit" if visit.what is not None and visit.level is not None:
                if visit.outcome is None:  # a second touch on a page that is already leaving
                    reasons = [one for one in REASONS[visit.level] if fields.get(one)]
                    text = fields.get("text", "").replace("\r\n", "\n")[:MAX_TEXT]
                    visit.outcome = hall.ratings.rate(visit.what, visit.level, reasons, text, RatedAt.LOBBY)
            case "level" | "submit":
                return Visit(0.0)  # whoever came back after the page had been given up
            case _:
                raise NotAllowed(422, "没有这个操作。", "There is no such act.", PATH)
        return visit

    @get(PATH, opt=RATING)
    async def page(request: AnyRequest) -> Response[str]:
        visit = visits.of(request.cookies.get(gate.form_cookie, ""))
        answer = gate.with_form(request, lambda form: rating_page.page(hall.site, visit, prefixes, form))
        answer.headers["Cache-Control"] = "no-store"  # a step back must not show the last citizen's choice
        return answer

    @post(PATH, opt=RATING, status_code=200)
    async def send(request: AnyRequest) -> Response[str]:
        try:
            fields = await gate.form(request)
        except NotAllowed as refused:
            refused.link = PATH
            raise
        browser = request.cookies[gate.form_cookie]
        if fields.get("act") in ("skip", "over"):
            visits.end(browser)
            return back()
        device = await gate.device(request)
        name = "" if device is None else device.id
        visits.keep(browser, await to_thread.run_sync(act, name, visits.of(browser), fields))
        return back()

    @get(f"{PATH}/over", opt=RATING)
    async def over(request: AnyRequest) -> Response[str]:
        """Where a page goes that nobody touches any more."""
        visits.end(request.cookies.get(gate.form_cookie, ""))
        return back()

    return [page, send, over]


def _found(found: LookUp | Text, typed: str) -> Visit:
    """On to the levels, or why not."""
    match found:
        case Ratable():
            return Visit(0.0, what=found)
        case Text():
            return Visit(0.0, trouble=found)
        case AlreadyRated():
            return Visit(0.0, trouble=load_words("rate").both("already"))
        case NotServed() | None:
            label = typed if len(typed) <= LONGEST_LABEL else ""
            return Visit(0.0, typed=label, trouble=load_words("rate").both("not-served"))
        case _:
            assert_never(found)
