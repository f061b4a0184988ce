"""What counts as proof, byte by byte, on a link that says exactly what the test gives it."""

from collections.abc import Callable

import pytest

from kiosk.domain.printer import PrinterCondition as Is
from printers import commands
from printers.driver import Confirmed, ConfirmResult, CutOff, LinkLost, NothingSent, Unanswered
from printers.escpos_driver import EscPosDriver
from printers.links.link import LinkError
from printers.profile import Profile

WELL = b"\x12"
PAPER = b"\x00"


class ScriptedLink:
    """A Link whose printer answers each write by `reply`; time passes only in reads that bring nothing."""

    def __init__(self, reply: Callable[[bytes], bytes]) -> None:
        self.now = 0.0
        self.lost_after: int | None = None
        self._reply = reply
        self._coming = b""

    def open(self) -> None:
        if self.lost_after == 0:
            raise LinkError("gone")

    def write(self, data: bytes) -> None:
        if self.lost_after is not None:
            raise LinkError("gone", sent=min(self.lost_after, len(data)))
        self._coming += self._reply(data)

    def read(self, timeout_s: float) -> bytes:
        data, self._coming = self._coming, b""
        if not data:
            self.now += max(timeout_s, 0.001)
        return data

    def release(self) -> None: ...

    def close(self) -> None: ...


def is_question(data: bytes) -> bool:
    return data.endswith(commands.QUERY_AFTER_JOB)


def printer(after_cut: bytes, alive: bytes = WELL) -> tuple[EscPosDriver, ScriptedLink]:
    """One that is well before the job; behind the cut it says `after_cut`, and to status then `alive`."""
    sent: list[bytes] = []

    def reply(data: bytes) -> bytes:
        if data == b"slip":
            sent.append(data)
            return b""
        if is_question(data):
            return after_cut if sent else PAPER
        return alive if sent else WELL

    link = ScriptedLink(reply)
    return EscPosDriver(link, Profile(), lambda: link.now, timeout_s=1.0, patience_s=3.0), link


def job(driver: EscPosDriver) -> ConfirmResult:
    assert driver.status().condition is Is.READY
    driver.send(b"slip")
    return driver.confirm()


def test_an_answer_and_a_live_printer_are_proof() -> None:
    driver, _ = printer(PAPER)
    assert isinstance(job(driver), Confirmed)


@pytest.mark.parametrize(
    ("after_cut", "alive", "why"),
    [
        (b"", WELL, Is.READY),  # no answer at all
        (b"\xff\x00", WELL, Is.SILENT),  # an answer among noise
        (b"\x00\x91", WELL, Is.SILENT),
        (b"\x12", WELL, Is.READY),  # the answer to another question
        (b"\x00", b"", Is.SILENT),  # a line that dies gives 0x00, and then nothing
        (b"\x00", b"\x00", Is.SILENT),
        (b"\x0c", WELL, Is.PAPER_OUT),  # the sensor saw the end of the roll
    ],
)
def test_anything_less_is_not(after_cut: bytes, alive: bytes, why: Is) -> None:
    driver, _ = printer(after_cut, alive)
    match job(driver):
        case Unanswered(status):
            assert status.condition is why
        case other:
            pytest.fail(str(other))


def test_a_mute_printer_costs_two_timeouts_not_the_patience() -> None:
    driver, link = printer(b"", alive=b"")
    driver.status()
    driver.send(b"slip")
    begun = link.now
    driver.confirm()
    assert link.now - begun < 2.5


def test_what_had_left_decides_between_blocked_and_unknown() -> None:
    for lost_after, result in ((0, NothingSent("gone")), (1, CutOff(1, "gone"))):
        driver, link = printer(PAPER)
        link.lost_after = lost_after
        assert driver.send(b"slip") == result


def test_a_link_lost_at_the_question_is_said() -> None:
    driver, link = printer(PAPER)
    driver.status()
    driver.send(b"slip")
    link.lost_after = 0
    assert driver.confirm() == LinkLost("gone")
