"""Status, sending and proof over a link that speaks ESC/POS."""

from collections.abc import Callable

from kiosk.domain.printer import PrinterCondition, PrinterStatus
from printers import commands
from printers.driver import (
    AllSent,
    CannotAnswer,
    Confirmed,
    ConfirmResult,
    CutOff,
    LinkLost,
    NothingSent,
    SendResult,
    Unanswered,
)
from printers.links.link import Link, LinkError
from printers.profile import Profile
from printers.status import REQUESTS, condition, is_real_time, is_sensor, sensor_sees_end

_QUIET_S = 0.2  # between two answers with nothing to print between them
_ALIVE = (PrinterCondition.READY, PrinterCondition.NEAR_END)


class EscPosDriver:
    """`timeout_s` bounds one answer, `patience_s` the printing of a slip by a printer that says it is well.

    Buffered answers carry no name. So every question sent is owed an answer until it came, and an answer
    proves a slip only when none is owed any more; else a late answer to the last slip would prove this one.
    """

    def __init__(
        self,
        link: Link,
        profile: Profile,
        monotonic_s: Callable[[], float],
        timeout_s: float = 2.0,
        patience_s: float = 15.0,
    ) -> None:
        self._link = link
        self._profile = profile
        self._now = monotonic_s
        self._timeout_s = timeout_s
        self._patience_s = patience_s
        # An earlier process may have been killed anywhere: in a slip, or with a question open.
        self._broken = True
        self._owed = 1
        self._sensor = 0
        self._noise = b""

    def status(self) -> PrinterStatus:
        try:
            self._link.open()
            if not self._profile.answers:
                return PrinterStatus(PrinterCondition.READY, "reachable; this printer says no more")
            if self._broken:
                # Before anything else: a picture that was broken off in its head would take the next bytes,
                # a DLE EOT for one, for its height, and then swallow slips as dots.
                self._link.write(commands.RESYNC)
                self._broken = False
            status = self._ask_all()
            if self._owed and status.condition in _ALIVE and not self._catch_up():
                return PrinterStatus(PrinterCondition.OFFLINE, "still busy with an earlier slip")
        except LinkError as error:
            self._broken = True
            return PrinterStatus(PrinterCondition.OFFLINE, error.detail)
        return status

    def send(self, data: bytes) -> SendResult:
        try:
            self._link.open()
            self._link.write(data)
        except LinkError as error:
            self._broken = True
            return CutOff(error.sent, error.detail) if error.sent else NothingSent(error.detail)
        return AllSent()

    def confirm(self) -> ConfirmResult:
        if not self._profile.answers:
            return CannotAnswer()
        self._noise = b""
        try:
            self._question()
            return self._proof()
        except LinkError as error:
            self._broken = True
            return LinkLost(error.detail)

    def release(self) -> None:
        self._link.release()

    def close(self) -> None:
        self._link.close()

    def _proof(self) -> Confirmed | Unanswered:
        give_up = self._now() + self._patience_s
        while True:
            self._listen(self._timeout_s, lambda: self._owed == 0)
            if self._noise:
                detail = f"noise after the cut: {self._noise[:16].hex()}"
                return Unanswered(PrinterStatus(PrinterCondition.SILENT, detail))
            # Asked in either case: 0x00 from a line that has just died looks like an answer (status.py).
            status = self._ask_all()
            if self._owed == 0 and sensor_sees_end(self._sensor):
                return Unanswered(PrinterStatus(PrinterCondition.PAPER_OUT, "the sensor saw the end"))
            if status.condition is PrinterCondition.SILENT:
                return Unanswered(status)
            if self._owed == 0:
                return Confirmed(status)
            if not status.condition.can_print or self._now() >= give_up:
                return Unanswered(status)

    def _catch_up(self) -> bool:
        """Whether everything sent to this printer before has been carried out.

        Answers come in the order of the questions with nothing to print between them: one and then quiet
        means that the others were lost, with a connection or a power switch, and will not come.
        """
        self._question()
        owed = self._owed
        self._listen(self._timeout_s, lambda: self._owed < owed)
        if self._owed == owed:
            return False
        while self._owed and self._listen(_QUIET_S, lambda: self._owed == 0):
            pass
        self._owed = 0
        return True

    def _question(self) -> None:
        self._owed += 1
        self._link.write(commands.QUERY_AFTER_JOB)

    def _ask_all(self) -> PrinterStatus:
        self._noise = b""
        answers: dict[int, int] = {}
        for n in REQUESTS:
            self._take(self._link.read(0))  # what came unasked is no answer to this
            answer = self._ask(n)
            if answer is None:
                detail = f"noise: {self._noise[:16].hex()}" if self._noise else f"no answer to DLE EOT {n}"
                return PrinterStatus(PrinterCondition.SILENT, detail)
            answers[n] = answer
        raw = bytes(answers.values()).hex(" ")
        return PrinterStatus(condition(answers), raw)

    def _ask(self, n: int) -> int | None:
        self._link.write(commands.real_time_status(n))
        deadline = self._now() + self._timeout_s
        while (left := deadline - self._now()) > 0:
            answers = self._take(self._link.read(left))
            if answers:
                return answers[-1]
        return None

    def _listen(self, timeout_s: float, enough: Callable[[], bool]) -> bool:
        """Take what comes until `enough` or quiet for `timeout_s`. Whether anything came."""
        came = False
        deadline = self._now() + timeout_s
        while not enough() and (left := deadline - self._now()) > 0:
            if data := self._link.read(left):
                self._take(data)
                came = True
        return came

    def _take(self, data: bytes) -> bytes:
        """Sort bytes by their shape. Returns the answers to real-time requests."""
        real_time = bytearray()
        for byte in data:
            if is_real_time(byte):
                real_time.append(byte)
            elif is_sensor(byte) and self._owed:
                self._owed -= 1
                self._sensor = byte
            else:
                self._noise += bytes((byte,))
        return bytes(real_time)
