"""What every driver that speaks ESC/POS must do, on TCP and serial lines, whatever the printer does."""

import time

import pytest

from kiosk.domain.document import Document, DocumentKind, Line, QrCode
from kiosk.domain.printer import PrinterCondition as Is
from printers.driver import AllSent, Confirmed, Driver, LinkLost, Unanswered
from printers.escpos_driver import EscPosDriver
from printers.links.tcp import TcpLink
from printers.profile import Profile
from printers.render import escpos
from tests.integration.printers.rig import Rig

TIMEOUT_S = 0.4


def slip(word: str) -> bytes:
    return escpos(Document(kind=DocumentKind.TEST, blocks=(Line(word), QrCode(word))), Profile()).data


@pytest.mark.parametrize(
    ("state", "condition"),
    [
        ("ready", Is.READY),
        ("near-end", Is.NEAR_END),
        ("paper-out", Is.PAPER_OUT),
        ("cover-open", Is.COVER_OPEN),
        ("offline", Is.OFFLINE),
        ("cutter-error", Is.CUTTER_ERROR),
        ("overheated", Is.OVERHEATED),
        ("mute", Is.SILENT),
        ("garbage", Is.SILENT),
        ("buffer-full", Is.SILENT),
        ("slow", Is.READY),
    ],
)
def test_status_says_what_the_printer_is(rig: Rig, driver: Driver, state: str, condition: Is) -> None:
    rig.become(state)
    assert driver.status().condition is condition
    driver.release()


def test_a_slip_is_confirmed_when_it_has_fallen(rig: Rig, driver: Driver) -> None:
    assert driver.status().condition is Is.READY
    assert driver.send(slip("一")) == AllSent()
    assert isinstance(driver.confirm(), Confirmed)
    assert [fallen.text for fallen in rig.slips] == [("一",)]


def test_near_end_still_prints_and_says_so(rig: Rig, driver: Driver) -> None:
    rig.become("near-end")
    driver.status()
    driver.send(slip("一"))
    match driver.confirm():
        case Confirmed(status):
            assert status.condition is Is.NEAR_END
        case other:
            pytest.fail(str(other))


def test_a_slow_printer_is_waited_for(rig: Rig, driver: Driver) -> None:
    rig.become("slow")
    driver.status()
    driver.send(slip("一" * 200))
    assert isinstance(driver.confirm(), Confirmed)
    assert len(rig.slips) == 1


@pytest.mark.parametrize("state", ["mute", "garbage", "buffer-full"])
def test_no_answer_and_noise_confirm_nothing(rig: Rig, driver: Driver, state: str) -> None:
    driver.status()
    rig.become(state)
    assert driver.send(slip("一")) == AllSent()
    match driver.confirm():
        case Unanswered(status):
            assert status.condition is Is.SILENT
        case other:
            pytest.fail(str(other))


@pytest.mark.parametrize("state", ["cover-open", "paper-out", "offline"])
def test_a_printer_that_stops_in_the_slip_confirms_nothing(rig: Rig, driver: Driver, state: str) -> None:
    driver.status()
    driver.send(slip("一")[:40])
    rig.become(state)
    driver.send(slip("一")[40:])
    match driver.confirm():
        case Unanswered(status):
            assert status.condition.value == state
        case other:
            pytest.fail(str(other))
    assert rig.slips == []


def test_paper_that_ends_in_the_slip_confirms_nothing(rig: Rig, driver: Driver) -> None:
    rig.become("paper-out-mid-slip", after_dots=60)
    driver.status()
    driver.send(slip("一"))
    match driver.confirm():
        case Unanswered(status):
            assert status.condition is Is.PAPER_OUT
        case other:
            pytest.fail(str(other))


def test_a_late_answer_to_the_last_slip_does_not_prove_this_one(rig: Rig, driver: Driver) -> None:
    driver.status()
    rig.become("cover-open")
    driver.send(slip("一"))
    assert isinstance(driver.confirm(), Unanswered)
    driver.release()
    rig.become("ready")  # now the first slip comes, and with it the answer to its question
    rig.slip(1)
    assert driver.status().condition is Is.READY
    rig.become("cover-open")
    driver.send(slip("二"))
    assert isinstance(driver.confirm(), Unanswered)
    assert [fallen.text for fallen in rig.slips] == [("一",)]


def test_a_printer_still_busy_with_the_last_slip_takes_no_new_one(rig: Rig, driver: Driver) -> None:
    driver.status()
    rig.become("offline")
    driver.send(slip("一"))
    assert isinstance(driver.confirm(), Unanswered)
    assert not driver.status().condition.can_print
    rig.become("ready")
    rig.slip(1)
    assert driver.status().condition.can_print
    driver.send(slip("二"))
    assert isinstance(driver.confirm(), Confirmed)
    assert [fallen.text for fallen in rig.slips] == [("一",), ("二",)]


def test_answers_lost_with_a_link_are_not_waited_for_for_ever(rig: Rig, driver: Driver) -> None:
    driver.status()
    rig.become("mute")
    driver.send(slip("一"))
    assert isinstance(driver.confirm(), Unanswered)
    rig.become("ready")
    assert driver.status().condition is Is.READY
    driver.send(slip("二"))
    assert isinstance(driver.confirm(), Confirmed)


def test_status_requests_inside_a_picture_do_no_harm(driver: Driver) -> None:
    driver.status()
    picture = b"\x1dv0\x00\x03\x00\x02\x00" + b"\x10\x04\x01\x10\x04\x04"
    driver.send(b"\x1b@" + picture + slip("一"))
    assert isinstance(driver.confirm(), Confirmed)


def test_a_link_that_ends_before_the_answer_is_lost(rig: Rig, driver: Driver) -> None:
    driver.status()
    assert driver.send(slip("一")) == AllSent()
    rig.slip(1)
    rig.become("off")
    assert isinstance(driver.confirm(), LinkLost)
    assert driver.status().condition is Is.OFFLINE


def test_a_successor_does_not_take_the_answer_to_its_predecessor(rig: Rig) -> None:
    """The program was restarted while the printer was still at the last slip."""
    rig.become("slow")
    first, second = (
        EscPosDriver(
            TcpLink("127.0.0.1", rig.port, TIMEOUT_S),
            Profile(),
            time.monotonic,
            TIMEOUT_S,
            patience_s=patience_s,
        )
        for patience_s in (0.0, 5.0)
    )
    first.status()
    first.send(slip("一" * 400))
    assert isinstance(first.confirm(), Unanswered)
    first.close()
    assert rig.slips == []
    assert not second.status().condition.can_print  # busy, as far as anybody can tell
    rig.slip(1)
    assert second.status().condition.can_print
    second.send(slip("二"))
    assert isinstance(second.confirm(), Confirmed)
    assert len(rig.slips) == 2
    second.close()
