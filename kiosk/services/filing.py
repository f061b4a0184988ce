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
from kiosk.services.progress_key import ProgressKey, typed_ending
from kiosk.services.slips import bundle_receipt_slip, receipt_slip
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
    """`children`: the parts of a bundle, whose whole is `case`."""

    case: Case
    job_id: str
    children: tuple[Case, ...] = ()


class CaseInvalid(msgspec.Struct, frozen=True):
    errors: tuple[FieldError, ...]


class StopReason(StrEnum):
    NO_RECIPIENT_KEY = "no-recipient-key"  # nobody could ever open what would be sealed
    FINGERPRINT_CHANGED = "fingerprint-changed"  # other hardware than was enrolled


class IntakeStopped(msgspec.Struct, frozen=True):
    reason: StopReason


SubmitCase = CaseFiled | CaseInvalid | IntakeStopped


class _Wanted(msgspec.Struct, frozen=True):
    """One case as it is to be filed, in clear: it never leaves this module."""

    item: Item
    answers: Answers
    attachments: Sequence[Attachment]
    record_id: str
    parent: str = ""
    children: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"_Wanted({self.record_id})"


class _Sealing(msgspec.Struct, frozen=True):
    """What all cases of one act share."""

    catalogue: Catalogue
    recipient: RecipientKey
    terminal: Terminal
    now: Instant
    session: str
    consent: Consent


class _Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A case ready to be stored. Its body is sealed already; nothing of the form is left in clear."""

    case: Case
    id_hmac: str
    body: Body
    photos: tuple[Sealed, ...]
    consent: Consent
    item: Item
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
            now = self._timekeeping.judge(terminal.last_seen_ms)
            sealing = _Sealing(catalogue, recipient, terminal, now, session, consent)
            made = self._drafts(sealing, item, answers, attachments)
            if isinstance(made, CaseInvalid):
                return made
            try:
                with on_disk(self._store, [photo for draft in made for photo in draft.photos]):
                    filed = self._store_drafts(made, sealing)
            except _NumberGone:
                continue  # seal again, with the next number: the number is inside the seal
            self._wake()
            return filed

    def _drafts(
        self, sealing: _Sealing, item: Item, answers: Answers, attachments: Sequence[Attachment]
    ) -> tuple[_Draft, ...] | CaseInvalid:
        """The case; of a bundle the case of the whole, then one for each part, all ready to be stored."""
        # Not at the head of the file: the JSON Schema library would delay the first frame (assembly.warm).
        from kiosk.catalogue import bundles

        bundle = sealing.catalogue.bundle(item.id)
        if bundle is None:
            made = self._draft(sealing, _Wanted(item, answers, attachments, self._ids()), 1)
            return made if isinstance(made, CaseInvalid) else (made,)
        parts = bundles.parts_of(sealing.catalogue, bundle, answers, sealing.now.day)
        whole, children = self._ids(), tuple(self._ids() for _ in parts)
        shares = _shares(attachments, [part.item for part in parts])
        made = self._draft(sealing, _Wanted(item, answers, shares.pop(), whole, children=children), 1)
        if isinstance(made, CaseInvalid):
            return made
        drafts = [made]
        for part, record_id, own in zip(parts, children, shares, strict=True):
            wanted = _Wanted(part.item, part.answers, own, record_id, parent=whole)
            made = self._draft(sealing, wanted, len(drafts) + 1)
            if isinstance(made, CaseInvalid):
                return CaseInvalid(bundles.asked_as(part.child, made.errors))
            drafts.append(made)
        return tuple(drafts)

    def _draft(self, sealing: _Sealing, wanted: _Wanted, place: int) -> _Draft | CaseInvalid:
        """`place`: which of the cases that are filed together, from 1; it decides the local number."""
        from kiosk.catalogue import bundles, forms

        catalogue, terminal, now, item = sealing.catalogue, sealing.terminal, sealing.now, wanted.item
        schema = catalogue.forms[item.form]
        if not wanted.parent and not set(forms.sensitive_kinds(schema)) <= set(sealing.consent.kinds):
            raise ValueError("sensitive data without a consent of its own: a mistake of ours")
        # Without what is no longer asked: another choice may have hidden a question that was answered.
        sent = forms.submission(schema, wanted.answers, now.day)
        errors = forms.validate(schema, sent, now.day)
        if errors:
            return CaseInvalid(errors)
        facts = forms.facts_of(schema, sent, now.day)
        number = local_number(terminal.id, now.day, terminal.case_count + place)
        case = Case(
            id=wanted.record_id,
            local_number=number,
            item=item.id,
            catalogue_version=catalogue.info.version,
            schema_hash=forms.schema_hash(schema),
            applicant_masked=mask_name(facts.get(NAME, "")),
            token=self._tokens(),
            session=sealing.session,
            stage=CaseStage.SUBMITTED_LOCAL,
            official_number=None,
            filed_ms=now.ms,
            parent=wanted.parent or None,
        )
        # Without an identity number only the slip's token opens it: a random ending that nobody can type.
        ending = typed_ending(facts.get(ID_NUMBER, "")) or self._tokens()
        photos = seal_all(wanted.attachments, case.id, terminal.id, sealing.recipient)
        # Of what was agreed to for the whole, a part's event names what the part itself asks.
        agreed = tuple(kind for kind in sealing.consent.kinds if kind in forms.sensitive_kinds(schema))
        bundle = catalogue.bundle(item.id)
        # What the parts hold stands in the parts alone: the whole goes to another department than they.
        kept = sent if bundle is None else bundles.of_the_whole(catalogue, bundle, sent, now.day)
        return _Draft(
            case=case,
            id_hmac=self._progress_key.digest(number, ending),
            body=_seal(case, kept, photos, wanted.children, sealing),
            photos=photos,
            consent=msgspec.structs.replace(sealing.consent, kinds=agreed),
            item=item,
            actor=AGENT if facts.get(forms.FILED_BY) == forms.BY_AGENT else CITIZEN,
            agent_masked=mask_name(facts.get(AGENT_NAME, "")),
        )

    def _store_drafts(self, drafts: tuple[_Draft, ...], sealing: _Sealing) -> CaseFiled:
        """All of them with what they imply, in one transaction: a crash leaves every one or none."""
        first, terminal, now = drafts[0].case, sealing.terminal, sealing.now
        with self._store.begin() as work:
            for place, draft in enumerate(drafts, start=1):
                case = draft.case
                if work.terminal.bump_case_count() != terminal.case_count + place:
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
                self._note_consent(work, draft)
                self._events.write(work, case.session, draft.actor, "file-case", case.id)
            job_id = self._receipt(work, drafts, sealing)
            work.terminal.seen(now.ms)
        return CaseFiled(first, job_id, tuple(draft.case for draft in drafts[1:]))

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

    def _receipt(self, work: UnitOfWork, drafts: tuple[_Draft, ...], sealing: _Sealing) -> str:
        (first, *parts), catalogue, now = drafts, sealing.catalogue, sealing.now
        filed_ms = None if now.fault else now.ms
        bundle = catalogue.bundle(first.item.id)
        if bundle is None:
            slip = receipt_slip(
                first.case, first.item, self._terminal, filed_ms, catalogue.calendar, first.agent_masked
            )
        else:
            slip = bundle_receipt_slip(
                first.case,
                bundle,
                [(part.case, part.item) for part in parts],
                self._terminal,
                filed_ms,
                catalogue.calendar,
                first.agent_masked,
            )
        job = queued_job(slip, job_id=self._ids(), session=first.case.session, now_ms=now.ms)
        work.print_jobs.add(job)
        return job.id


def _shares(attachments: Sequence[Attachment], items: Sequence[Item]) -> list[list[Attachment]]:
    """The photos of each part of a bundle: of the first one that lists such a material; last, the others."""
    shares: list[list[Attachment]] = [[] for _ in (*items, None)]
    for photo in attachments:
        names = ({material.name.zh for material in item.materials} for item in items)
        owner = next((place for place, known in enumerate(names) if photo.material in known), len(items))
        shares[owner].append(photo)
    return shares


def _seal(
    case: Case, kept: dict[str, Any], photos: Sequence[Sealed], children: tuple[str, ...], sealing: _Sealing
) -> Body:
    from kiosk.records.outbox import FiledCase, SealedHeader, sealed_body

    filed_at: datetime = local(from_ms(case.filed_ms))
    parent = case.parent or ""
    plain = FiledCase(
        record_id=case.id,
        item=case.item,
        local_number=case.local_number,
        catalogue_version=case.catalogue_version,
        schema_hash=case.schema_hash,
        filed_at=filed_at.isoformat(),
        answers=kept,
        attachments=tuple(photo.listed for photo in photos),
        parent=parent,
        children=children,
    ).to_bytes()
    header = SealedHeader(
        created_ms=case.filed_ms,
        item=case.item,
        record_id=case.id,
        terminal=sealing.terminal.id,
        parent=parent,
    )
    return sealed_body(plain, sealing.recipient, header)
