"""A scanned code on the real screens: routed by what it is, and never a surprise in a field."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from kiosk.devices.code_scanner import CodeScanned, NotACode
from kiosk.domain.scanned import Link, NumberCode, SlipToken, UnknownCode, meaning_of
from kiosk.domain.ticket import TicketState
from kiosk.ui.typed_scans import TypedScans
from tests.ui.fake_day import TOKEN
from tests.ui.form_stage import ITEM, FormStage

ID_BARCODE = "500111189912310015"


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[FormStage]:
    del qtbot
    stage = FormStage()
    stage.serve()
    yield stage
    stage.close()


def to_phone(stage: FormStage) -> None:
    stage.begin()
    stage.shell.go("form", item=ITEM.id)
    stage.start_page("who")
    stage.touch.tap("form.field.id_number")


def test_a_receipt_opens_its_case_from_the_attract_screen(stage: FormStage) -> None:
    stage.scans.take(CodeScanned(TOKEN))
    assert stage.touch.text_of("progress.local-number") == "DZ-0001-20261123-000001-5"


def test_a_number_slip_shows_the_number_and_prints_it_again_once(stage: FormStage) -> None:
    stage.scans.take(CodeScanned(stage.services.scanned_numbers.token))
    stage.touch.wait_text("这是您小票上的号码")
    assert "again" not in stage.services.printing.all  # nothing prints unasked
    stage.touch.tap("number.reprint")
    assert "again" in stage.services.printing.all
    stage.touch.wait_until(lambda: stage.touch.find("number.reprint") is None, "offered once")


def test_a_slip_that_was_given_back_says_so_and_offers_no_paper(stage: FormStage) -> None:
    stage.services.scanned_numbers.state = TicketState.VOID
    stage.scans.take(CodeScanned(stage.services.scanned_numbers.token))
    stage.touch.wait_text("这个号已退，不再叫号")
    assert stage.touch.find("number.reprint") is None
    assert stage.touch.find("number.qr") is None


def test_a_guide_of_yukuaiban_leads_to_its_item(stage: FormStage) -> None:
    item = stage.catalogue.items[4]
    stage.scans.take(CodeScanned(f"https://zwykb.example.cn/v2/#/guide?id=1&itemCode={item.id}"))
    stage.touch.wait_text(item.plain_name.zh)
    assert stage.state("screen") == "item"


def test_a_number_goes_into_the_field_that_is_being_filled(stage: FormStage) -> None:
    to_phone(stage)
    stage.scans.take(CodeScanned(ID_BARCODE))
    assert stage.draft.answers["id_number"] == ID_BARCODE


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("AAAAAAAAAAAAAAAAAAAAAA", "没有找到这张小票"),
        (ID_BARCODE, "请先点要填写的那一格"),
        ("https://example.cn/else", "没有这个网址对应的事项"),
        ("WIFI:S:guest;;", "不认识这个码"),
        ("http://[", "不认识这个码"),
    ],
)
def test_what_leads_nowhere_is_said_in_words_and_never_repeated(
    stage: FormStage, code: str, said: str
) -> None:
    stage.begin()
    stage.scans.take(CodeScanned(code))
    stage.touch.wait_text(said)
    assert stage.state("screen") == "home"
    assert not stage.touch.sees(code)
    stage.tick(9)
    stage.touch.wait_until(lambda: not stage.touch.sees(said), "said long enough")


def test_what_is_no_code_is_said_and_while_staff_work_nothing_is(stage: FormStage) -> None:
    stage.scans.take(NotACode("too long"))
    stage.touch.wait_text("没有扫清楚")
    stage.shell.staffDoor()
    stage.scans.take(CodeScanned(TOKEN))
    assert stage.state("screen") == "staff-sign-in"


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        (TOKEN, SlipToken(TOKEN)),
        ("50011118991231001x", NumberCode("50011118991231001X")),
        ("https://a.cn/b/c?d=e", Link(("b", "c", "e"))),
        ("javascript:alert(1)", UnknownCode()),
        ("https://[::1", UnknownCode()),
    ],
)
def test_a_code_is_known_by_its_form(code: str, meaning: object) -> None:
    assert meaning_of(code) == meaning


@given(st.text(max_size=600))
def test_no_code_is_too_strange_to_be_judged(code: str) -> None:
    meaning_of(code)
    meaning_of("https://" + code)


# -- a scanner that types ----------------------------------------------------------------------------------


class Keys:
    """Real key events into the window, in a time of its own."""

    def __init__(self, stage: FormStage) -> None:
        self.now = 0.0
        self.stage = stage
        self.typed = TypedScans(
            stage.window.view, stage.scans.take, gap_s=0.035, prefix="", monotonic=lambda: self.now
        )

    def press(self, text: str, pause_s: float) -> None:
        for character in text:
            self.now += pause_s
            key = Qt.Key.Key_Return if character == "\n" else Qt.Key(ord(character.upper()))
            text = "\r" if character == "\n" else character
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
                QCoreApplication.sendEvent(self.stage.window.view, event)

    def rest(self) -> None:
        self.now += 1
        self.typed._look()


def test_a_typed_scan_opens_the_case_and_lands_in_no_field(stage: FormStage) -> None:
    to_phone(stage)
    keys = Keys(stage)
    keys.press("50", 0.3)
    keys.rest()
    keys.press(TOKEN + "\n", 0.004)
    assert stage.touch.text_of("progress.local-number") == "DZ-0001-20261123-000001-5"
    assert stage.draft.answers["id_number"] == "50"


def test_a_typed_number_goes_into_the_field_once(stage: FormStage) -> None:
    to_phone(stage)
    keys = Keys(stage)
    keys.press(ID_BARCODE + "\n", 0.004)
    assert stage.draft.answers["id_number"] == ID_BARCODE


def test_a_persons_keys_reach_the_field(stage: FormStage) -> None:
    to_phone(stage)
    keys = Keys(stage)
    keys.press("5001", 0.2)
    keys.rest()
    assert stage.draft.answers["id_number"] == "5001"
    keys.press("11", 0.2)
    stage.shell.leave()
    keys.typed.forget()
    keys.rest()
    assert stage.draft.answers == {}
