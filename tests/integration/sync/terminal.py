"""A terminal with a real store, reduced to what fills an outbox."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import uuid_utils

from kiosk.domain.attachment import JPEG, Attachment
from kiosk.domain.case import Case, CaseStage
from kiosk.domain.record import Record, RecordKind
from kiosk.domain.time import to_ms
from kiosk.records import outbox
from kiosk.records.keys import RecipientKey
from kiosk.services.attaching import Sealed, name_files, on_disk, seal_all
from kiosk.store import Store
from kiosk.store.repositories.attachments import StoredAttachment

CANARY = "CANARY张测试CANARY"


class SetClock:
    """A clock that moves when the test says so."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
        self.monotonic = 1000.0

    def now(self) -> datetime:
        return self.instant

    def monotonic_s(self) -> float:
        return self.monotonic

    def advance(self, seconds: float) -> None:
        self.instant += timedelta(seconds=seconds)
        self.monotonic += seconds


class Terminal:
    def __init__(self, store: Store, recipient: RecipientKey, clock: SetClock, name: str = "0001") -> None:
        self.store = store
        self.name = name
        self._recipient = recipient
        self._clock = clock
        with store.begin() as uow:
            if uow.terminal.find() is None:
                uow.terminal.create(name, "fingerprint", to_ms(clock.now()))

    def file_case(self, answers: dict[str, object] | None = None, photos: Sequence[bytes] = ()) -> Record:
        """A filed application: case row and record in one transaction, its photos' files before."""
        record_id = str(uuid_utils.uuid7())
        now_ms = to_ms(self._clock.now())
        attached = [Attachment(material="照片", media_type=JPEG, data=photo) for photo in photos]
        sealed = seal_all(attached, record_id, self.name, self._recipient)
        filed = outbox.FiledCase(
            record_id=record_id,
            item="residence-permit",
            local_number=f"DZ-{record_id}",
            catalogue_version="1",
            schema_hash="0" * 64,
            filed_at=self._clock.now().isoformat(),
            answers=answers if answers is not None else {"name": CANARY},
            attachments=tuple(one.listed for one in sealed),
        )
        header = outbox.SealedHeader(
            created_ms=now_ms, item=filed.item, record_id=record_id, terminal=self.name
        )
        body = outbox.sealed_body(filed.to_bytes(), self._recipient, header)
        with on_disk(self.store, sealed):
            return self._append(record_id, RecordKind.CASE, body, urgent=True, sealed=sealed)

    def take_number(self) -> Record:
        """Any record that is no case."""
        body = outbox.unsealed_body({"label": "A001"})
        return self._append(str(uuid_utils.uuid7()), RecordKind.TICKET, body, urgent=False)

    def _append(
        self, record_id: str, kind: RecordKind, body: outbox.Body, urgent: bool, sealed: Sequence[Sealed] = ()
    ) -> Record:
        now_ms = to_ms(self._clock.now())
        with self.store.begin() as uow:
            epoch, seq, prev_hash = uow.records.head()
            record = outbox.make_record(
                record_id=record_id,
                kind=kind,
                terminal=self.name,
                created_ms=now_ms,
                body=body,
                epoch=epoch,
                seq=seq + 1,
                prev_hash=prev_hash,
            )
            uow.records.append(record, urgent)
            name_files(uow, record_id, sealed)
            if kind is RecordKind.CASE:
                uow.cases.add(
                    Case(
                        id=record_id,
                        local_number=f"DZ-{record_id}",
                        item="residence-permit",
                        catalogue_version="1",
                        schema_hash="0" * 64,
                        applicant_masked="张**",
                        token=record_id,
                        session="s",
                        stage=CaseStage.SUBMITTED_LOCAL,
                        official_number=None,
                        filed_ms=now_ms,
                    ),
                    id_hmac="",
                )
        return record

    def state_of(self, record: Record) -> str:
        with self.store.read() as uow:
            found = uow.records.delivery(record.id)
        assert found is not None
        return found[0].value

    def reason_of(self, record: Record) -> str:
        with self.store.read() as uow:
            found = uow.records.delivery(record.id)
        assert found is not None
        return found[2]

    def case_of(self, record: Record) -> Case:
        with self.store.read() as uow:
            case = uow.cases.get(record.id)
        assert case is not None
        return case

    def photos_of(self, record: Record) -> list[StoredAttachment]:
        with self.store.read() as uow:
            return uow.attachments.of_case(record.id)

    def network(self) -> tuple[str, str]:
        with self.store.read() as uow:
            device = uow.devices.get("network")
        return ("", "") if device is None else (device.state, device.detail)


MakeTerminal = Callable[[str], Terminal]
