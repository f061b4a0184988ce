"""咨询投诉: what somebody says, sealed in memory and stored with its number and its slip; never in clear."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from kiosk.catalogue.complaint_form import ITEM, NOT_SURE, complaint_schema
from kiosk.domain.case import local_number
from kiosk.domain.complaint import Complaint, ComplaintKind, ComplaintStage
from kiosk.domain.form import Answers
from kiosk.domain.item import Catalogue
from kiosk.domain.privacy import Consent
from kiosk.domain.record import RecordKind
from kiosk.domain.text import Text
from kiosk.domain.time import from_ms, local
from kiosk.services.complaint_slip import complaint_slip
from kiosk.services.events import CITIZEN, Events
from kiosk.services.filing import CaseInvalid, IntakeStopped, StopReason
from kiosk.services.jobs import Wake, nobody, queued_job
from kiosk.services.outgoing import append_body
from kiosk.services.progress_key import ProgressKey
from kiosk.services.timekeeping import Timekeeping
from kiosk.settings import TerminalSettings
from kiosk.store import Store

if TYPE_CHECKING:
    from kiosk.records.keys import RecipientKey
    from kiosk.records.outbox import Body

CODE_DIGITS = 6  # what the keys of 查进度 ask for beside the number

KINDS: dict[ComplaintKind, Text] = {
    ComplaintKind.ENQUIRY: Text("咨询", "Question"),
    ComplaintKind.COMPLAINT: Text("投诉", "Complaint"),
    ComplaintKind.SUGGESTION: Text("建议", "Suggestion"),
    ComplaintKind.REPORT: Text("举报", "Report"),
}


class ComplaintFiled(msgspec.Struct, frozen=True):
    """`code`: six digits that open it together with its number; kept on the slip alone."""

    complaint: Complaint
    code: str
    job_id: str

    def __repr__(self) -> str:
        return f"ComplaintFiled({self.complaint.id})"


FileComplaint = ComplaintFiled | CaseInvalid | IntakeStopped


class _NumberGone(Exception):
    """Another process took the local number that was sealed into the body."""


class Complaints:
    def __init__(
        self,
        store: Store,
        terminal: TerminalSettings,
        catalogue: Callable[[], Catalogue],
        recipient: RecipientKey | None,
        intake_stopped: Callable[[], IntakeStopped | None],
        progress_key: ProgressKey,
        timekeeping: Timekeeping,
        events: Events,
        ids: Callable[[], str],
        tokens: Callable[[], str],
        random: Callable[[int], bytes],
        wake: Wake = nobody,
    ) -> None:
        self._store = store
        self._terminal = terminal
        self._catalogue = catalogue
        self._recipient = recipient
        self._intake_stopped = intake_stopped
        self._progress_key = progress_key
        self._timekeeping = timekeeping
        self._events = events
        self._ids = ids
        self._tokens = tokens
        self._random = random
        self._wake = wake

    def file(
        self,
        session: str,
        answers: Answers,
        consent: Consent = Consent(),  # noqa: B008 - frozen
    ) -> FileComplaint:
        """`answers` to kiosk.catalogue.complaint_form's schema; they leave memory sealed or not at all."""
        from kiosk.catalogue import forms

        if self._recipient is None:
            return IntakeStopped(StopReason.NO_RECIPIENT_KEY)
        if (stopped := self._intake_stopped()) is not None:
            return stopped
        catalogue = self._catalogue()
        schema = complaint_schema(catalogue)
        with self._store.read() as work:
            day = self._timekeeping.judge(work.terminal.get().last_seen_ms).day
        said = forms.submission(schema, answers, day)
        errors = forms.validate(schema, said, day)
        if errors:
            return CaseInvalid(errors)
        while True:
            try:
                filed = self._store_one(session, said, catalogue.info.version, consent, self._recipient)
            except _NumberGone:
                continue  # seal again, with the next number: the number is inside the seal
            self._wake()
            return filed

    def _store_one(
        self, session: str, said: dict[str, Any], version: str, consent: Consent, recipient: RecipientKey
    ) -> ComplaintFiled:
        with self._store.read() as work:
            terminal = work.terminal.get()
        now = self._timekeeping.judge(terminal.last_seen_ms)
        complaint = Complaint(
            id=self._ids(),
            # Out of the same count as applications: one number means one thing in 查进度.
            local_number=local_number(terminal.id, now.day, terminal.case_count + 1),
            kind=ComplaintKind(said["kind"]),
            token=self._tokens(),
            session=session,
            stage=ComplaintStage.SUBMITTED_LOCAL,
            filed_ms=now.ms,
        )
        code = f"{int.from_bytes(self._random(8), 'big') % 10**CODE_DIGITS:0{CODE_DIGITS}d}"
        body = _seal(complaint, said, version, terminal.id, recipient)
        slip = complaint_slip(complaint, code, self._terminal, None if now.fault else now.ms)
        job = queued_job(slip, job_id=self._ids(), session=session, now_ms=now.ms)
        with self._store.begin() as work:
            if work.terminal.bump_case_count() != terminal.case_count + 1:
                raise _NumberGone
            work.complaints.add(complaint, self._progress_key.digest(complaint.local_number, code))
            append_body(
                work,
                record_id=complaint.id,
                kind=RecordKind.COMPLAINT,
                created_ms=now.ms,
                body=body,
                urgent=False,
            )
            agreed = f"notice {consent.notice}" if consent.notice else "ok"
            self._events.write(work, session, CITIZEN, "privacy-consent", f"{ITEM}@{version}", agreed)
            self._events.write(work, session, CITIZEN, "file-complaint", complaint.id)
            work.print_jobs.add(job)
            work.terminal.seen(now.ms)
        return ComplaintFiled(complaint, code, job.id)


def _seal(
    complaint: Complaint, said: dict[str, Any], version: str, terminal: str, recipient: RecipientKey
) -> Body:
    from kiosk.records.outbox import SealedHeader, sealed_body
    from kiosk.records.statements import FiledComplaint

    unit = "" if said["unit"] == NOT_SURE else said["unit"]
    kind = KINDS[complaint.kind].zh
    plain = FiledComplaint(
        record_id=complaint.id,
        kind=complaint.kind,
        unit=unit,
        title=f"{kind}：{unit}" if unit else kind,
        content=said["content"],
        named=said["named"] == "named",
        name=said.get("name", ""),
        answer_wanted=said["answer_wanted"],
        phone=said.get("phone", ""),
        local_number=complaint.local_number,
        catalogue_version=version,
        filed_at=local(from_ms(complaint.filed_ms)).isoformat(),
    ).to_bytes()
    header = SealedHeader(created_ms=complaint.filed_ms, item=ITEM, record_id=complaint.id, terminal=terminal)
    return sealed_body(plain, recipient, header)
