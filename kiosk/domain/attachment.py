"""What a citizen adds to an application beside answers: photos of materials."""

from enum import StrEnum

import msgspec

# A page photographed at this size is legible; a month of them fits a small disk, and one a weak line.
MAX_BYTES = 600_000
MAX_COUNT = 6  # of one case
JPEG = "image/jpeg"


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """One photo, in memory until the case is submitted. `material` is the Chinese name in the item's list."""

    material: str
    media_type: str
    data: bytes

    def __repr__(self) -> str:
        # What a photo shows must never reach a log or a traceback.
        return f"Attachment({len(self.data)} bytes)"


class AttachmentState(StrEnum):
    WAITING = "waiting"  # 待上传
    DELIVERED = "delivered"  # 已送达: the district has acknowledged the whole file
    QUARANTINED = "quarantined"  # 需处理: the district refused it, or the file is damaged


UNDELIVERED = (AttachmentState.WAITING, AttachmentState.QUARANTINED)
