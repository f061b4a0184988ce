"""Photos into a case: sealed in memory, on disk before the transaction, named by it (DESIGN §9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import msgspec

from kiosk.domain.attachment import MAX_BYTES, MAX_COUNT, Attachment
from kiosk.store import Store, UnitOfWork
from kiosk.store.attachment_files import AttachmentFiles
from kiosk.store.errors import StoreError
from kiosk.store.repositories.attachments import StoredAttachment

if TYPE_CHECKING:
    from kiosk.records.attachment import AttachedFile
    from kiosk.records.keys import RecipientKey


class Sealed(msgspec.Struct, frozen=True):
    """One photo, sealed; `listed` is its line in the case."""

    listed: AttachedFile
    data: bytes


def seal_all(
    attachments: Sequence[Attachment], case_id: str, terminal_id: str, recipient: RecipientKey
) -> tuple[Sealed, ...]:
    """Raises ValueError for more or larger ones than screens may offer: a mistake of ours."""
    # Not at the head of the file: cryptography's import would delay the first frame (see assembly.warm).
    from kiosk.records.attachment import AttachedFile, AttachmentHeader, digest, seal_attachment

    if len(attachments) > MAX_COUNT or any(len(each.data) > MAX_BYTES for each in attachments):
        raise ValueError("more attachments, or larger ones, than a case may have")
    made = []
    for number, each in enumerate(attachments, start=1):
        header = AttachmentHeader(case=case_id, number=number, terminal=terminal_id)
        sealed = seal_attachment(each.data, recipient, header)
        listed = AttachedFile(
            number=number,
            material=each.material,
            media_type=each.media_type,
            plain_sha256=digest(each.data),
            plain_size=len(each.data),
            sealed_sha256=digest(sealed),
            sealed_size=len(sealed),
        )
        made.append(Sealed(listed, sealed))
    return tuple(made)


@contextmanager
def on_disk(store: Store, sealed: Sequence[Sealed]) -> Iterator[None]:
    """Every file on disk while the transaction of the block names them. Raises StoreError.

    When the block fails, what no transaction names is taken back; what cannot be, the next start sweeps.
    """
    files = AttachmentFiles(store.path)
    try:
        for each in sealed:
            files.put(each.listed.sealed_sha256, each.data)
        yield
    except BaseException:
        # Asked and not assumed: a commit that raised may still have reached the disk.
        with suppress(StoreError), store.read() as work:
            for each in sealed:
                if work.attachments.get(each.listed.sealed_sha256) is None:
                    files.remove(each.listed.sealed_sha256)
        raise


def name_files(work: UnitOfWork, case_id: str, sealed: Sequence[Sealed]) -> None:
    """Inside the case's transaction."""
    for each in sealed:
        listed = each.listed
        work.attachments.add(
            StoredAttachment(
                sealed_sha256=listed.sealed_sha256,
                case_id=case_id,
                number=listed.number,
                size=listed.sealed_size,
            )
        )
