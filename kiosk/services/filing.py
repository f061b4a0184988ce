"""Filing an application (我要申办): checked, sealed in memory, and stored with all it implies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec

from kiosk.domain.attachment import Attachment
from kiosk.domain.case import Case, CaseStage, local_number
from kiosk.domain.form import Answers, FieldError
from kiosk.domain.identity import mask_name
from kiosk.domain.item import Catalogue, Item
from kiosk.domain.privacy import Consent
from kiosk.domain.record import RecordKind
from kiosk.domain.time import from_ms, local
from kiosk.services.attaching import Sealed, name_files, on_disk, seal_all
from kiosk.services.events import AGENT, CITIZEN, Events
from kiosk.services.jobs import Wake, nobody, queued_job
from kiosk.services.outgoing import append_body
from kiosk.services.progress_key import ProgressKey
from kiosk.services.slips import receipt_slip
from kiosk.services.timekeeping import Instant, Timekeeping
from kiosk.settings import TerminalSettings
from kiosk.store import Store, UnitOfWork
from kiosk.store.repositories.terminal import Terminal

if TYPE_CHECKING:
    from kiosk.records.keys import RecipientKey
    from kiosk.records.outbox import Body

NAME = "person.name"
ID_NUMBER = "person.id_number"
AGENT_NAME = "agent.name"


class CaseFiled(msgspec.Struct, frozen=True):
    case: Case
    job_id: str


class CaseInvalid(msgspec.Struct, frozen=True):
    errors: tuple[FieldError, ...]


class StopReason(StrEnum):
    NO_RECIPIENT_KEY = "no-recipient-key"  # nobody could ever open what would be sealed
    FINGERPRINT_CHANGED = "fingerprint-changed"  # other hardware than was enrolled


class IntakeStopped(msgspec.Struct, frozen=True):
    reason: StopReason


SubmitCase = CaseFiled | CaseInvalid | IntakeStopped


class _Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A case ready to be stored. Its body is sealed already; nothing of the form is left in clear."""

    case: Case
    id_hmac: str
    body: Body
    photos: tuple[Sealed, ...]
    consent: Consent
    item: Item
    filed: Instant
    actor: str  # who filed it: the citizen, or an agent for them (代办)
    agent_masked: str

    def __repr__(self) -> str:
        return f"_Draft({self.case.id})"


class _NumberGone(Exception):
    """Another process took the local number that was sealed into the body."""


class Filing:
    def __init__(
        self,
        store: Store,
        terminal: TerminalSettings,
        catalogue: Callable[[], Catalogue],
        recipient: RecipientKey | None,
        progress_key: ProgressKey,
        timekeeping: Timekeeping,
        events: Events,
        ids: Callable[[], str],
        tokens: Callable[[], str],
        fingerprint: str,
        wake: Wake = nobody,
    ) -> None:
        self._store = store
        self._terminal = terminal
        self._catalogue = catalogue
        self._recipient = recipient
        self._progress_key = progress_key
        self._timekeeping = timekeeping
        self._events = events
        self._ids = ids
        self._tokens = tokens
        self._fingerprint = fingerprint
        self._wake = wake

    def intake_stopped(self) -> IntakeStopped | None:
        """Why nothing can be filed now; None when it can. A tile asks this before it shows itself."""
        if self._recipient is None:
            return IntakeStopped(StopReason.NO_RECIPIENT_KEY)
        with self._store.read() as work:
            if work.terminal.get().fingerprint != self._fingerprint:
                return IntakeStopped(StopReason.FINGERPRINT_CHANGED)
        return None

    def submit_case(
        self,
        session: str,
        item_id: str,
        answers: Answers,
        attachments: Sequence[Attachment] = (),
        consent: Consent = Consent(),  # noqa: B008 - frozen
    ) -> SubmitCase:
        """Raises KeyError for an item without a form. The answers leave memory sealed or not at all."""
        recipient = self._recipient
        stopped = self.intake_stopped()
        if stopped is not None or recipient is None:
            return stopped or IntakeStopped(StopReason.NO_RECIPIENT_KEY)
        catalogue = self._catalogue()
        item = catalogue.item(item_id)
        if item is None or not item.form:
            raise KeyError(item_id)
        while True:
            with self._store.read() as work:
                terminal = work.terminal.get()
            made = self._draft(session, catalogue, item, answers, attachments, consent, recipient, terminal)
            if isinstance(made, CaseInvalid):
                return made
            try:
                with on_disk(self._store, made.photos):
                    filed = self._store_draft(made, terminal)
            except _NumberGone:
                continue  # seal again, with the next number: the number is inside the seal
            self._wake()
            return filed

    def _draft(
        self,
        session: str,
        catalogue: Catalogue,
        item: Item,
        answers: Answers,
        attachments: Sequence[Attachment],
        consent: Consent,
        recipient: RecipientKey,
        terminal: Terminal,
    ) -> _Draft | CaseInvalid:
        # Not at the head of the file: the JSON Schema library would delay the first frame (assembly.warm).
        from kiosk.catalogue import forms

        schema = catalogue.forms[item.form]
        if not set(forms.sensitive_kinds(schema)) <= set(consent.kinds):
            raise ValueError("sensitive data without a consent of its own: a mistake of ours")
        now = self._timekeeping.judge(terminal.last_seen_ms)
        # Without what is no longer asked: another choice may have hidden a question that was answered.
        sent = forms.submission(schema, answers, now.day)
        errors = forms.validate(schema, sent, now.day)
        if errors:
            return CaseInvalid(errors)
        facts = forms.facts_of(schema, sent, now.day)
        number = local_number(terminal.id, now.day, terminal.case_count + 1)
        case = Case(
            id=self._ids(),
            local_number=number,
            item=item.id,
            catalogue_version=catalogue.info.version,
            schema_hash=forms.schema_hash(schema),
            applicant_masked=mask_name(facts.get(NAME, "")),
            token=self._tokens(),
            session=session,
            stage=CaseStage.SUBMITTED_LOCAL,
            official_number=None,
            filed_ms=now.ms,
        )
        # Without an identity number only the slip's token opens it: a random ending that nobody can type.
        ending = facts.get(ID_NUMBER, "")[-6:] or self._tokens()
        photos = seal_all(attachments, case.id, terminal.id, recipient)
        return _Draft(
            case=case,
            id_hmac=self._progress_key.digest(number, ending),
            body=_seal(case, sent, photos, terminal, recipient),
            photos=photos,
            consent=consent,
            item=item,
            filed=now,
            actor=AGENT if facts.get(forms.FILED_BY) == forms.BY_AGENT else CITIZEN,
            agent_masked=mask_name(facts.get(AGENT_NAME, "")),
        )

    def _store_draft(self, draft: _Draft, terminal: Terminal) -> CaseFiled:
        case, now = draft.case, draft.filed
        with self._store.begin() as work:
            if work.terminal.bump_case_count() != terminal.case_count + 1:
                raise _NumberGone
            work.cases.add(case, draft.id_hmac)
            append_body(
                work,
                record_id=case.id,
                kind=RecordKind.CASE,
                created_ms=case.filed_ms,
                body=draft.body,
                urgent=True,
            )
            name_files(work, case.id, draft.photos)
            job_id = self._receipt(work, draft)
            self._note_consent(work, draft)
            self._events.write(work, case.session, draft.actor, "file-case", case.id)
            work.terminal.seen(now.ms)
        return CaseFiled(case, job_id)

    def _note_consent(self, work: UnitOfWork, draft: _Draft) -> None:
        """Which text was agreed to, of which item and catalogue version, and for which kinds (DOMAIN §7)."""
        case, consent = draft.case, draft.consent
        about = f"{case.item}@{case.catalogue_version}"
        if consent.kinds:
            self._events.write(
                work, case.session, draft.actor, "sensitive-consent", about, ",".join(consent.kinds)
            )
        agreed = f"notice {consent.notice}" if consent.notice else "ok"
        self._events.write(work, case.session, draft.actor, "privacy-consent", about, agreed)

    def _receipt(self, work: UnitOfWork, draft: _Draft) -> str:
        case, now = draft.case, draft.filed
        filed_ms, calendar = None if now.fault else now.ms, self._catalogue().calendar
        slip = receipt_slip(case, draft.item, self._terminal, filed_ms, calendar, draft.agent_masked)
        job = queued_job(slip, job_id=self._ids(), session=case.session, now_ms=now.ms)
        work.print_jobs.add(job)
        return job.id


def _seal(
    case: Case, sent: dict[str, Any], photos: Sequence[Sealed], terminal: Terminal, recipient: RecipientKey
) -> Body:
    from kiosk.records.outbox import FiledCase, SealedHeader, sealed_body

    filed_at: datetime = local(from_ms(case.filed_ms))
    plain = FiledCase(
        record_id=case.id,
        item=case.item,
        local_number=case.local_number,
        catalogue_version=case.catalogue_version,
        schema_hash=case.schema_hash,
        filed_at=filed_at.isoformat(),
        answers=sent,
        attachments=tuple(photo.listed for photo in photos),
    ).to_bytes()
    header = SealedHeader(created_ms=case.filed_ms, item=case.item, record_id=case.id, terminal=terminal.id)
    return sealed_body(plain, recipient, header)
