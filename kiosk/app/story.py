"""The main job as a person does it, step by step (DESIGN §2): what is typed here must reach the district."""

import re

from kiosk.app.walk import Walk
from kiosk.app.walkthrough import SeenCase

PERSON = "rare-name"  # a name with characters that most printers and fonts do not hold
ITEM = "flexible-employment"
SINCE = (2020, 2026, 3, 16)  # as the chooser asks: decade, year, month, day
DELIVERY_S = 30.0
IDLE_S = 25.0


def look_at_start(walk: Walk) -> None:
    """The self-check that everybody sees after switching on, then the attract screen."""
    touch = walk.touch
    with walk.step("开机自检 · self-check at start"):
        touch.wait_for("self-check.go-on", 30.0)
        walk.picture("self-check-at-start")
        touch.tap("self-check.go-on")
        touch.wait_for("attract.start")
        walk.picture("attract")


def look_around(walk: Walk) -> None:
    """Home in every dress, and the call for help."""
    touch = walk.touch
    with walk.step("轻触开始 · touch to begin"):
        touch.tap("attract.start")
        touch.wait_for("home.apply", 10.0)
        walk.picture("home")
    with walk.step("长辈版和英文 · care mode and English"):
        touch.tap("footer.care")
        walk.picture("home-care")
        touch.tap("footer.language")
        walk.picture("home-care-english")
        touch.tap("footer.care")
        walk.picture("home-english")
        touch.tap("footer.language")
    with walk.step("呼叫工作人员 · call for help"):
        touch.tap("footer.call-staff")
        touch.wait_for("help.number")
        walk.picture("help")
        touch.tap("help.close")


def take_number(walk: Walk) -> tuple[str, str]:
    """Two touches to a number; the slip must say the same. Returns the number and the slip's token."""
    touch = walk.touch
    with walk.step("取号 · take a number"):
        touch.tap("home.take-number")
        touch.wait_for("take-number.general")
        walk.picture("take-number")
        touch.tap("take-number.general")
        number = touch.text_of("number.label")
        slip = walk.slip("ticket", number)
        touch.wait_text("已打印", 10.0)
        walk.picture("number")
    return number, str(slip["qr"][0])


def meet_empty_paper(walk: Walk) -> None:
    """The paper is out: the number stays on the screen, and the slip comes by itself when there is paper."""
    touch = walk.touch
    with walk.step("打印机缺纸 · the paper is out"):
        walk.street.printer.ask("state", state="paper-out")
        touch.tap("footer.home")
        touch.tap("home.take-number")
        touch.tap("take-number.insurance")
        number = touch.text_of("number.label")
        touch.wait_for("slip.without", 10.0)
        walk.picture("printer-trouble")
    with walk.step("装纸后自动续打 · paper is back, the slip comes by itself"):
        walk.street.printer.ask("state", state="ready")
        walk.slip("ticket", number)
        touch.wait_text("已打印", 10.0)
        touch.tap("footer.home")


def file_case(walk: Walk) -> str:
    """An application with an ID card, offline. Returns the local number."""
    touch, seen = walk.touch, walk.seen
    with walk.step("选择事项 · find the item"):
        touch.tap("home.apply")
        touch.wait_for("items.search")
        walk.picture("items")
        touch.tap("items.search")
        walk.press("jiuye")
        walk.tap_reading("candidate", "就业")
        touch.wait_for(f"items.{ITEM}")
        walk.picture("items-search")
        touch.tap(f"items.{ITEM}")
    with walk.step("办事指南 · read the guide"):
        touch.wait_for("item.start")
        walk.picture("item-guide")
        touch.tap("item.start")
    with walk.step("个人信息告知 · privacy notice"):
        touch.wait_for("form.consent")
        walk.picture("form-notice")
        touch.tap("form.consent")
        touch.tap("form.next")
    answer_form(walk)
    with walk.step("核对 · check the answers"):
        touch.wait_for("check.submit")
        walk.picture("check-answers")
        seen.offline_at_submit = touch.find("check.offline") is not None
    with walk.step("提交 · submit"):
        touch.tap("check.submit")
        local_number = touch.text_of("filed.number")
        slip = walk.slip("receipt", local_number)
        touch.wait_text("已打印", 10.0)
        walk.picture("filed")
        if not slip["qr"]:
            raise AssertionError("the receipt has no QR code")
    seen.case = SeenCase(local_number, "", ITEM)
    return local_number


def answer_form(walk: Walk) -> None:
    """Every page of the form; what is answered is kept as the walk's own truth."""
    touch, answers = walk.touch, walk.seen.answers
    with walk.step("给自己办 · for oneself, not as an agent"):
        touch.wait_for("form.option.filed_by.0")
        answers["filed_by"] = "self"
        walk.picture("form-who-files")
        touch.tap("form.next")
    with walk.step("刷身份证 · lay the ID card on the reader"):
        walk.picture("form-before-card")
        card = walk.street.lay_card(PERSON)
        touch.wait_for("form.locked.name", 15.0)
        walk.picture("form-identity")
        answers |= {
            "name": card.name,
            "id_type": "resident-card",
            "id_number": card.number,
            "sex": card.sex,
            "birth_date": f"{card.birth[:4]}-{card.birth[4:6]}-{card.birth[6:]}",
            "ethnicity": card.ethnicity,
            "registered_address": card.address,
        }
        touch.tap("form.next")
    with walk.step("联系电话 · telephone"):
        walk.fill("phone", "13800138000")
        walk.picture("form-phone")
        touch.tap("form.next")
    with walk.step("现居住地 · where they live"):
        walk.choose("town", "棠香街道", "500111002")
        walk.compose("community", ("ceshi", "测试"), ("shequ", "社区"))
        walk.compose("address_detail", ("ceshi", "测试"), ("lu", "路"))
        walk.picture("form-living")
        touch.tap("form.next")
    with walk.step("工作 · the work"):
        walk.choose("employment_form", "新就业形态（外卖、网约车、直播等）", "platform")
        walk.compose("work", ("kaiche", "开车"))
        walk.picture("form-work")
        touch.tap("form.next")
    with walk.step("地点和日期 · where and since when"):
        walk.choose("work_town", "龙岗街道", "500111001")
        walk.choose_date("since", SINCE)
        walk.picture("form-where")
        touch.tap("form.next")
    with walk.step("补贴和承诺 · subsidy and declaration"):
        walk.choose("subsidy_filing", "否", False)
        touch.tap("form.next")
        walk.choose("declaration", "我承诺填写的内容真实", True)
        walk.picture("form-declaration")
        touch.tap("form.next")


def grow_idle(walk: Walk) -> None:
    """Nobody touches: a warning with a countdown, then nothing of this person is left."""
    touch = walk.touch
    with walk.step("无人操作提醒，清除 · idle warning, wipe"):
        walk.street.lift_card()
        touch.wait_for("idle.seconds", IDLE_S)
        walk.picture("idle-warning")
        touch.tap("idle.leave")
        touch.wait_for("attract.start")


def plug_network(walk: Walk) -> None:
    with walk.step("接通网络，自动上传 · the network is back, the case goes out"):
        walk.street.plug_network()
        touch = walk.touch
        touch.tap("attract.start")
        touch.wait_until(lambda: touch.find("home.offline") is None, "online", DELIVERY_S)
        walk.picture("home-online")


def ask_progress(walk: Walk, local_number: str) -> None:
    """By the number on the slip and the last six characters of the ID number."""
    touch = walk.touch
    with walk.step("查进度 · progress"):
        touch.tap("home.progress")
        touch.wait_for("progress.ask")
        digits = re.sub(r"\D", "", local_number)
        shown = re.sub(r"\D", "", touch.text_of("progress.number"))
        touch.type("progress.key", digits.removeprefix(shown))
        touch.tap("progress.last6")
        touch.type("progress.key", str(walk.seen.answers["id_number"])[-6:])
        walk.picture("progress-query")
        touch.tap("progress.ask")
        if touch.text_of("progress.local-number") != local_number:
            raise AssertionError("another case was found")
        walk.picture("progress-found")
        touch.tap("footer.home")


def meet_staff(walk: Walk, staff_id: str, pin: str) -> None:
    """The staff's menu behind the PIN, and the self-check on demand."""
    touch = walk.touch
    with walk.step("工作人员 · staff menu and self-check"):
        touch.tap("footer.call-staff")
        touch.tap("help.staff")
        touch.wait_for("staff-sign-in.id")
        walk.press(staff_id)
        touch.tap("staff-sign-in.pin")
        walk.press(pin)
        walk.picture("staff-sign-in")
        touch.tap("staff-sign-in.go")
        touch.wait_for("staff.self-check", 10.0)
        walk.picture("staff-menu")
        touch.tap("staff.self-check")
        touch.wait_for("self-check.again")
        walk.picture("self-check")
        touch.tap("footer.back")
        touch.tap("staff.sign-out")
