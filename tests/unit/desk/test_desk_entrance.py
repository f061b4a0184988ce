"""Who comes in: staff with their PIN, browsers that were paired, and nobody else, whatever they send."""

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from kiosk.desk.gate import Audience
from kiosk.services.pairing import DeviceKind
from tests.desk_hall import STAFF, Browser, DeskHall

PAGES = (
    "/window",
    "/window/live",
    "/void",
    "/follow-ups",
    "/health",
    "/health.json",
    "/report",
    "/report.csv",
)


def _routes(app: Litestar) -> list[tuple[str, HTTPRouteHandler]]:
    return [
        (path, handler)
        for route in app.routes
        for handler in getattr(route, "route_handlers", ())
        if isinstance(handler, HTTPRouteHandler) and "OPTIONS" not in handler.http_methods
        for path in [route.path]
    ]


def test_a_pin_opens_the_window_that_was_chosen(browser: Browser, desk: DeskHall) -> None:
    page = browser.sign_in(desk, window="3")
    assert page.url.path == "/window"
    assert "3号窗口" in page.text
    assert "李测试（1001）" in page.text
    cookies = {cookie.name: cookie for cookie in browser.client.cookies.jar}
    assert cookies["desk-session"].has_nonstandard_attr("HttpOnly")
    assert cookies["desk-session"].get_nonstandard_attr("SameSite") == "strict"
    assert desk.pin not in page.text


def test_without_a_pin_staff_s_pages_are_shut(browser: Browser) -> None:
    for page in PAGES:
        assert browser.open(page).url.path == "/sign-in", page
        assert browser.client.get(page, headers={"Accept": "*/*"}).status_code == 401, page


def test_a_wrong_pin_is_told_and_then_locks(browser: Browser, desk: DeskHall) -> None:
    wrong = "000000" if desk.pin != "000000" else "111111"
    for left in (4, 3, 2, 1):
        answer = browser.send("/sign-in", "/sign-in", number=STAFF, pin=wrong, window="1")
        assert (answer.status_code, f"还可以试 {left} 次" in answer.text) == (401, True)
    browser.send("/sign-in", "/sign-in", number=STAFF, pin=wrong, window="1")
    locked = browser.sign_in(desk)
    assert (locked.status_code, "秒后再试" in locked.text) == (429, True)
    desk.world.clock.advance(61)
    assert browser.sign_in(desk).url.path == "/window"


def test_nobody_learns_whether_a_number_exists(browser: Browser) -> None:
    known = browser.send("/sign-in", "/sign-in", number=STAFF, pin="x", window="1")
    unknown = browser.send("/sign-in", "/sign-in", number="7777", pin="x", window="1")
    assert known.status_code == unknown.status_code == 401
    assert known.text == unknown.text


def test_a_window_that_is_not_there_cannot_be_signed_in_at(browser: Browser, desk: DeskHall) -> None:
    answer = browser.sign_in(desk, window="<9>")
    assert (answer.status_code, "请选择窗口" in answer.text, "<9>" in answer.text) == (422, True, False)


def test_a_session_ends_by_itself_when_nobody_touches_it(browser: Browser, desk: DeskHall) -> None:
    browser.sign_in(desk)
    desk.world.clock.advance(desk.access.signed_in_s - 1)
    browser.act("pause")
    desk.world.clock.advance(desk.access.signed_in_s - 1)
    assert browser.open("/window").url.path == "/window"
    desk.world.clock.advance(2)
    assert browser.open("/window").url.path == "/sign-in"


def test_after_a_shift_the_pin_is_asked_for_again(browser: Browser, desk: DeskHall) -> None:
    browser.sign_in(desk)
    for _ in range(24):
        browser.act("pause")
        desk.world.clock.advance(1801)
    assert browser.open("/window").url.path == "/sign-in"


def test_signing_out_ends_it_for_whoever_has_the_cookie(browser: Browser, desk: DeskHall) -> None:
    browser.sign_in(desk)
    stolen = browser.client.cookies["desk-session"]
    assert browser.send("/sign-out", "/window").url.path == "/sign-in"
    browser.client.cookies.set("desk-session", stolen, domain="testserver.local")
    assert browser.open("/window").url.path == "/sign-in"


def test_every_form_needs_its_own_token(browser: Browser, desk: DeskHall) -> None:
    browser.sign_in(desk)
    posts = {path for path, one in _routes(desk.app) if "POST" in one.http_methods}
    assert posts == {"/sign-in", "/sign-out", "/pair", "/window", "/void", "/follow-ups", "/rate"}
    for path in posts:
        for fields in ({"act": "call-next"}, {"act": "call-next", "form": "0" * 64}, {"form": "é"}):
            assert browser.client.post(path, data=fields).status_code == 403, path
    assert desk.hall.calls.window("1").now is None


def test_a_token_serves_one_browser_and_one_session(browser: Browser, desk: DeskHall) -> None:
    before = browser.open("/sign-in").text
    browser.sign_in(desk)
    token = before.split('name="form" value="')[1].split('"')[0]
    old = browser.client.post("/window", data={"act": "call-next", "form": token})
    assert (old.status_code, "请刷新" in old.text) == (403, True)


def test_other_sites_cannot_send_our_forms(browser: Browser, desk: DeskHall) -> None:
    browser.sign_in(desk)
    for name, value in (
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
        ("Sec-Fetch-Site", "none"),
        ("Origin", "https://elsewhere.example.test"),
        ("Origin", "null"),
    ):
        browser.client.headers[name] = value
        assert browser.act("call-next").status_code == 403, value
        del browser.client.headers[name]
    assert "没有人等候" in browser.act("call-next").text


def test_a_foreign_name_for_this_machine_opens_nothing(browser: Browser) -> None:
    for host in ("evil.example.test", "[", "127.0.0.1.example.test", "127.0.0.2", "0"):
        assert browser.client.get("/lobby", headers={"Host": host}).status_code == 421, host
    assert browser.client.get("/lobby", headers={"Host": "127.0.0.1:8080"}).status_code == 200


def test_no_page_runs_or_loads_anything_foreign(browser: Browser, desk: DeskHall) -> None:
    browser.sign_in(desk)
    for page in (
        "/",
        "/lobby",
        "/window",
        "/health",
        "/report",
        "/sign-in",
        "/pair",
        "/rate",
        "/nowhere",
        "/files/desk.css",
    ):
        answer = browser.client.get(page)
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert "http:" not in answer.text, page
        assert "https:" not in answer.text, page
        assert "style=" not in answer.text
        assert "onclick" not in answer.text


def test_a_forgotten_audience_is_staff_s(desk: DeskHall) -> None:
    open_to = {path: handler.opt.get("audience", Audience.STAFF) for path, handler in _routes(desk.app)}
    assert {path for path, one in open_to.items() if one == Audience.ANYONE} == {
        "/pair",
        "/files/{name:str}",
    }
    assert {path for path, one in open_to.items() if one == Audience.SCREEN} == {
        "/lobby",
        "/lobby/live",
        "/sound/{name:str}",
    }
    assert {path for path, one in open_to.items() if one == Audience.RATING} == {"/rate", "/rate/over"}


def test_on_the_lan_a_browser_must_be_paired(lan_browser: Browser) -> None:
    for page in (*PAGES, "/", "/lobby", "/lobby/live", "/sign-in", "/rate", "/rate/over", "/sound/1.wav"):
        assert lan_browser.open(page).url.path == "/pair", page
        assert lan_browser.client.get(page, headers={"Accept": "*/*"}).status_code == 401, page


def test_a_code_pairs_a_window_where_staff_sign_in(lan_browser: Browser, lan: DeskHall) -> None:
    code = lan.world.services.pairing.offer("三号窗口", DeviceKind.WINDOW)
    answer = lan_browser.send("/pair", "/pair", code=f"{code[:4]} {code[4:]}")
    assert answer.url.path == "/sign-in"
    cookies = {cookie.name: cookie for cookie in lan_browser.client.cookies.jar}
    device = cookies["__Host-desk-device"]
    assert (device.secure, device.path) == (True, "/")
    assert device.has_nonstandard_attr("HttpOnly")
    assert lan_browser.sign_in(lan).url.path == "/window"
    assert lan_browser.open("/pair").url.path == "/window"


def test_a_display_reads_and_does_nothing_else(lan_browser: Browser, lan: DeskHall) -> None:
    code = lan.world.services.pairing.offer("大厅左屏", DeviceKind.DISPLAY)
    form = lan_browser.open("/pair").text.split('name="form" value="')[1].split('"')[0]
    assert lan_browser.send("/pair", "/pair", code=code).url.path == "/lobby"
    for page in ("/", "/sign-in", "/rate", "/rate/over", *PAGES):
        assert lan_browser.open(page).status_code == 403, page
    for path in ("/sign-in", "/window", "/sign-out", "/rate"):
        fields = {"form": form, "number": STAFF, "pin": lan.pin, "window": "1"}
        assert lan_browser.client.post(path, data=fields).status_code == 403, path


def test_a_wrong_code_lets_nobody_in(lan_browser: Browser, lan: DeskHall) -> None:
    lan.world.services.pairing.offer("左屏", DeviceKind.DISPLAY)
    answer = lan_browser.send("/pair", "/pair", code="1")
    assert (answer.status_code, "kiosk desk pair" in answer.text) == (403, True)
    assert lan_browser.open("/lobby").url.path == "/pair"


def test_what_is_taken_away_is_shut_out_in_seconds(lan_browser: Browser, lan: DeskHall) -> None:
    pairing = lan.world.services.pairing
    lan_browser.send("/pair", "/pair", code=pairing.offer("左屏", DeviceKind.DISPLAY))
    assert lan_browser.open("/lobby").url.path == "/lobby"
    pairing.remove(pairing.list()[0].id)
    lan.world.clock.advance(6)
    assert lan_browser.open("/lobby").url.path == "/pair"
