"""What every way to a printer can do, and what may come of it."""

from typing import Protocol

import msgspec

from kiosk.domain.printer import PrinterStatus


class AllSent(msgspec.Struct, frozen=True):
    """Every byte left this machine. That nobody lost one is for `confirm` to find out."""


class NothingSent(msgspec.Struct, frozen=True):
    """The link failed before the first byte: the same job may be sent again without asking anybody."""

    detail: str


class CutOff(msgspec.Struct, frozen=True):
    """The link failed after `sent` bytes: what is on paper is unknown."""

    sent: int
    detail: str


SendResult = AllSent | NothingSent | CutOff


class Confirmed(msgspec.Struct, frozen=True):
    """A question behind the cut was answered, and the printer was alive afterwards, as `status` says."""

    status: PrinterStatus


class Unanswered(msgspec.Struct, frozen=True):
    """No trustworthy answer in time; `status` is what the printer said of itself then."""

    status: PrinterStatus


class LinkLost(msgspec.Struct, frozen=True):
    detail: str


class CannotAnswer(msgspec.Struct, frozen=True):
    """This printer has no way to tell; only the citizen can."""


ConfirmResult = Confirmed | Unanswered | LinkLost | CannotAnswer


class Driver(Protocol):
    """One printer, used by one thread. Nothing here raises for what printers and cables do.

    Order of a job: status, send, confirm, release. Every call returns within a few timeouts.
    """

    def status(self) -> PrinterStatus:
        """Ask how it is; opens the link when there is none. Before a job, never proof of one."""
        ...

    def send(self, data: bytes) -> SendResult: ...

    def confirm(self) -> ConfirmResult:
        """Whether everything sent has been carried out, asked behind the last byte."""
        ...

    def release(self) -> None:
        """The job is over: a link that others may need is given back."""
        ...

    def close(self) -> None: ...
