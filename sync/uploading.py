"""Sealed photos to the district: each after its case, in pieces, from where the last try ended."""

import hashlib
from typing import Protocol, assert_never

import msgspec

from kiosk.store import Store
from kiosk.store.attachment_files import AttachmentFiles
from kiosk.store.repositories.attachments import StoredAttachment
from sync import wire
from sync.backoff import Backoff
from sync.replies import Failure, Parsed

PIECE_BYTES = 64 * 1024  # what a weak line sends within one timeout
AGAIN_FIRST_S = 15.0
AGAIN_CEILING_S = 600.0


class TakesAttachments(Protocol):
    """The other end (client.DistrictClient)."""

    def attachment(self, name: str) -> Parsed[wire.AttachmentReceipt] | Failure: ...
    def append(
        self, name: str, offset: int, size: int, piece: bytes
    ) -> Parsed[wire.AttachmentReceipt] | Failure: ...


class Nothing(msgspec.Struct, frozen=True):
    """No photo waits, or none whose time has come."""


class Settled(msgspec.Struct, frozen=True):
    """One photo was delivered, quarantined or put off; the next may follow at once."""


class Broken(msgspec.Struct, frozen=True):
    """The exchange failed; what becomes of the link is the delivery rule's business."""

    attachment: StoredAttachment
    failure: Failure


Uploaded = Nothing | Settled | Broken


class Uploading:
    """Two syncers at work on one photo meet in the district's offset, and one of them waits."""

    def __init__(self, store: Store, district: TakesAttachments, backoff: Backoff) -> None:
        self._store = store
        self._files = AttachmentFiles(store.path)
        self._district = district
        self._backoff = backoff

    def run_once(self, now_ms: int) -> Uploaded:
        """One photo, as far as it goes. No transaction spans an exchange."""
        with self._store.read() as uow:
            found = uow.attachments.next_waiting(now_ms)
        if found is None:
            return Nothing()
        sealed = self._files.read(found.sealed_sha256)
        if sealed is None or hashlib.sha256(sealed).hexdigest() != found.sealed_sha256:
            # What is on this disk is no longer what the case names: sending it can never succeed.
            self._quarantine(
                found, "the file is missing" if sealed is None else "the file is damaged", now_ms
            )
            return Settled()
        reply = self._district.attachment(found.sealed_sha256)
        while isinstance(reply, Parsed) and (offset := _goes_on_at(reply.value, found)) is not None:
            piece = sealed[offset : offset + PIECE_BYTES]
            reply = self._district.append(found.sealed_sha256, offset, len(sealed), piece)
            if isinstance(reply, Parsed) and reply.value.verdict is None and reply.value.offset <= offset:
                self.put_off(found, now_ms, "the upload does not advance")
                return Settled()
        if not isinstance(reply, Parsed):
            return Broken(found, reply)
        self._settle(found, reply.value, now_ms)
        return Settled()

    def put_off(self, found: StoredAttachment, now_ms: int, reason: str) -> None:
        """Let the others pass it for a while."""
        wait_s = self._backoff.jitter(min(AGAIN_CEILING_S, AGAIN_FIRST_S * 2 ** min(found.attempts, 30)))
        with self._store.begin() as uow:
            uow.attachments.retry(found.sealed_sha256, now_ms + round(wait_s * 1000), reason)

    def _settle(self, found: StoredAttachment, receipt: wire.AttachmentReceipt, now_ms: int) -> None:
        """Delivered = a parsed answer that names this very file with accepted or duplicate."""
        if receipt.sealed_sha256 != found.sealed_sha256:
            self.put_off(found, now_ms, "the receipt names another file")
            return
        match receipt.verdict:
            case None:
                self.put_off(found, now_ms, "the receipt says nothing of the whole file")
            case wire.Verdict.ACCEPTED | wire.Verdict.DUPLICATE:
                with self._store.begin() as uow:
                    uow.attachments.delivered(found.sealed_sha256, now_ms)
            case wire.Verdict.REJECTED | wire.Verdict.CONFLICT:
                self._quarantine(found, f"{receipt.verdict.value}: {receipt.reason}", now_ms)
            case _ as never:
                assert_never(never)

    def _quarantine(self, found: StoredAttachment, reason: str, now_ms: int) -> None:
        with self._store.begin() as uow:
            uow.attachments.quarantine(found.sealed_sha256, reason, now_ms)


def _goes_on_at(receipt: wire.AttachmentReceipt, found: StoredAttachment) -> int | None:
    """Where the next piece begins; None when there is nothing more to send under this receipt."""
    mine = receipt.sealed_sha256 == found.sealed_sha256
    return receipt.offset if mine and receipt.verdict is None and 0 <= receipt.offset < found.size else None
