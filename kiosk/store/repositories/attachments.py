"""Sealed files that belong to filed cases, and how far each has come to the district.

waiting ─delivered─▶ delivered      waiting ─refused, damaged─▶ quarantined
"""

import msgspec

from kiosk.domain.attachment import AttachmentState
from kiosk.store.engine import Driver
from kiosk.store.statement import Value
from kiosk.store.statements import attachments as sql


class StoredAttachment(msgspec.Struct, frozen=True, kw_only=True):
    """`sealed_sha256` is also the file's name; `size` is the sealed file's, in bytes."""

    sealed_sha256: str
    case_id: str
    number: int
    size: int
    state: AttachmentState = AttachmentState.WAITING
    attempts: int = 0
    reason: str = ""


class Attachments:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def add(self, new: StoredAttachment) -> None:
        sql.ADD.change(
            self._driver,
            sealed_sha256=new.sealed_sha256,
            case_id=new.case_id,
            number=new.number,
            size=new.size,
            state=new.state.value,
            attempts=0,
            reason="",
            next_try_ms=0,
            settled_ms=None,
        )

    def get(self, sealed_sha256: str) -> StoredAttachment | None:
        row = sql.GET.one(self._driver, name=sealed_sha256)
        return None if row is None else _attachment(row)

    def of_case(self, case_id: str) -> list[StoredAttachment]:
        return [_attachment(row) for row in sql.OF_CASE.all(self._driver, of_case=case_id)]

    def next_waiting(self, now_ms: int) -> StoredAttachment | None:
        """The oldest whose case is at the district already and whose time has come."""
        row = sql.NEXT.one(self._driver, now_ms=now_ms)
        return None if row is None else _attachment(row)

    def delivered(self, sealed_sha256: str, now_ms: int) -> bool:
        return self._settle(sealed_sha256, AttachmentState.DELIVERED, "", now_ms)

    def quarantine(self, sealed_sha256: str, reason: str, now_ms: int) -> bool:
        """Nothing will mend it by itself; staff see it. A delivered one stays delivered."""
        return self._settle(sealed_sha256, AttachmentState.QUARANTINED, reason, now_ms)

    def retry(self, sealed_sha256: str, next_try_ms: int, reason: str) -> None:
        sql.RETRY.change(self._driver, name=sealed_sha256, at_ms=next_try_ms, why=reason)

    def count(self, state: AttachmentState) -> int:
        """Of delivered ones nobody asks: they are the history."""
        row = sql.COUNT.one(self._driver, in_state=state.value)
        return int(row[0]) if row else 0

    def _settle(self, sealed_sha256: str, state: AttachmentState, reason: str, now_ms: int) -> bool:
        changed = sql.SETTLE.change(
            self._driver, name=sealed_sha256, to=state.value, why=reason, now_ms=now_ms
        )
        return changed == 1


def _attachment(row: tuple[Value, ...]) -> StoredAttachment:
    name, case_id, number, size, state, attempts, reason = row
    return StoredAttachment(
        sealed_sha256=name,
        case_id=case_id,
        number=number,
        size=size,
        state=AttachmentState(state),
        attempts=attempts,
        reason=reason,
    )
