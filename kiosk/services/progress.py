"""查进度: by the slip's token, by number and last six of the ID number, by queue number and 核对码."""

import re
from collections.abc import Callable

import msgspec

from kiosk.domain.case import Case, CaseStage
from kiosk.domain.complaint import Complaint, ComplaintKind, ComplaintStage
from kiosk.domain.item import Catalogue
from kiosk.domain.record import DeliveryState
from kiosk.domain.text import Text
from kiosk.domain.ticket import same_label
from kiosk.domain.time import Clock
from kiosk.services.number_outcomes import NumberTaken
from kiosk.services.progress_key import ProgressKey
from kiosk.services.ticket_code import TicketCode
from kiosk.services.timekeeping import Timekeeping
from kiosk.services.tries import PER_SESSION, Tries
from kiosk.services.tries import TooManyTries as TooManyTries
from kiosk.store import Store, UnitOfWork


class ProgressView(msgspec.Struct, frozen=True, kw_only=True):
    local_number: str
    official_number: str | None
    item: str
    item_name: Text
    applicant_masked: str
    stage: CaseStage
    delivery: DeliveryState
    supplement: str | None
    filed_ms: int
    token: str
    parts: "tuple[ProgressView, ...]" = ()  # of a bundle (一件事), in the order in which they were filed


class ComplaintView(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint as its slip opens it: its way and the answer, nothing of what was said."""

    local_number: str
    kind: ComplaintKind
    stage: ComplaintStage
    delivery: DeliveryState
    answer: str
    filed_ms: int
    token: str

    def __repr__(self) -> str:
        return f"ComplaintView({self.local_number})"  # an answer may speak of the person


class ComplaintFound(msgspec.Struct, frozen=True):
    view: ComplaintView


class ProgressFound(msgspec.Struct, frozen=True):
    view: ProgressView


class ProgressNotFound(msgspec.Struct, frozen=True):
    """No such case, or the digits do not belong to it: the two are not told apart."""

    tries_left: int


class NumberFound(msgspec.Struct, frozen=True):
    """A queue number of this terminal, waiting or not: what its slip would have opened."""

    taken: NumberTaken


class Progress:
    def __init__(
        self,
        store: Store,
        catalogue: Callable[[], Catalogue],
        progress_key: ProgressKey,
        ticket_code: TicketCode,
        numbers: Callable[[str], NumberTaken | None],
        timekeeping: Timekeeping,
        clock: Clock,
    ) -> None:
        """`numbers`: the number of a token, as it stands now."""
        self._store = store
        self._catalogue = catalogue
        self._progress_key = progress_key
        self._ticket_code = ticket_code
        self._numbers = numbers
        self._timekeeping = timekeeping
        self._tries = Tries(clock)

    def by_token(self, token: str) -> ProgressFound | ComplaintFound | ProgressNotFound:
        """128 bits cannot be guessed, so these tries are not counted."""
        with self._store.read() as work:
            case = work.cases.by_token(token.strip())
            if case is not None:
                return ProgressFound(self._view(work, case))
            complaint = work.complaints.by_token(token.strip())
            if complaint is not None:
                return ComplaintFound(_complaint(work, complaint))
            return ProgressNotFound(PER_SESSION)

    def by_number(
        self, session: str, number: str, id_last6: str
    ) -> ProgressFound | ComplaintFound | ProgressNotFound | TooManyTries:
        """`id_last6`: of a complaint, which may have no name, the code on its slip."""
        if self._tries.left(session) == 0:
            return TooManyTries()
        wanted = normal_number(number)
        with self._store.read() as work:
            found = work.cases.by_local_number(wanted)
            # The digest is computed for an unknown number too: the time taken says nothing.
            case, digest = found or (None, "")
            if self._progress_key.matches(digest, wanted, id_last6.strip()) and case is not None:
                return ProgressFound(self._view(work, case))
            said = work.complaints.by_local_number(wanted)
            complaint, digest = said or (None, "")
            if self._progress_key.matches(digest, wanted, id_last6.strip()) and complaint is not None:
                return ComplaintFound(_complaint(work, complaint))
        self._tries.failed(session)
        return ProgressNotFound(self._tries.left(session))

    def by_label(self, session: str, label: str, code: str) -> NumberFound | ProgressNotFound | TooManyTries:
        """A queue number of today or later as people type it, with the 核对码 on its slip: labels are called
        out in the hall. The tries are those of `by_number`."""
        if self._tries.left(session) == 0:
            return TooManyTries()
        with self._store.read() as work:
            today = self._timekeeping.judge(work.terminal.get().last_seen_ms).day
            issued = work.tickets.labels_from(today)
        meant = [token for one, token in issued if same_label(label, one)]
        taken = next((self._numbers(t) for t in meant if self._ticket_code.matches(t, code)), None)
        if taken is not None:
            return NumberFound(taken)
        self._tries.failed(session)
        return ProgressNotFound(self._tries.left(session))

    def _view(self, work: UnitOfWork, case: Case) -> ProgressView:
        delivery = work.records.delivery(case.id)
        item = self._catalogue().item(case.item)
        return ProgressView(
            local_number=case.local_number,
            official_number=case.official_number,
            item=case.item,
            item_name=item.plain_name if item else Text(case.item),
            applicant_masked=case.applicant_masked,
            stage=case.stage,
            delivery=delivery[0] if delivery else DeliveryState.WAITING,
            supplement=case.supplement,
            filed_ms=case.filed_ms,
            token=case.token,
            parts=tuple(self._view(work, part) for part in work.cases.children(case.id)),
        )


def _complaint(work: UnitOfWork, complaint: Complaint) -> ComplaintView:
    delivery = work.records.delivery(complaint.id)
    return ComplaintView(
        local_number=complaint.local_number,
        kind=complaint.kind,
        stage=complaint.stage,
        delivery=delivery[0] if delivery else DeliveryState.WAITING,
        answer=complaint.answer or "",
        filed_ms=complaint.filed_ms,
        token=complaint.token,
    )


def normal_number(typed: str) -> str:
    """As people type it: any case, with spaces or full-width dashes, with or without the leading DZ-."""
    number = re.sub(r"[\s]", "", typed).upper().replace("－", "-").replace("—", "-")
    return number if number.startswith("DZ-") else f"DZ-{number}"
