"""What `kiosk sync status` says: how far delivery is, read from the store alone."""

import msgspec

from kiosk.domain.attachment import AttachmentState
from kiosk.domain.record import DeliveryState, RecordKind
from kiosk.domain.time import from_ms, local
from kiosk.store import Store
from sync.link import DEVICE

SHOWN = 20


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """A record that the district did not take."""

    record_id: str
    kind: RecordKind
    epoch: int
    seq: int
    created_ms: int
    reason: str


class SyncStatus(msgspec.Struct, frozen=True, kw_only=True):
    """`network` is a delivery.LinkState, or `unknown` when no syncer has run on this store."""

    network: str
    detail: str
    since_ms: int | None
    seen_ms: int | None
    waiting: int  # under way ones included
    quarantined: int
    photos_waiting: int
    photos_quarantined: int
    trouble: tuple[Trouble, ...]  # the first of the quarantined


def read_status(store: Store) -> SyncStatus:
    with store.read() as uow:
        device = uow.devices.get(DEVICE)
        counts = uow.records.counts()
        quarantined = uow.records.in_state(DeliveryState.QUARANTINED, SHOWN)
        photos_waiting = uow.attachments.count(AttachmentState.WAITING)
        photos_quarantined = uow.attachments.count(AttachmentState.QUARANTINED)
    return SyncStatus(
        network=device.state if device else "unknown",
        detail=device.detail if device else "",
        since_ms=device.changed_ms if device else None,
        seen_ms=device.seen_ms if device else None,
        waiting=counts.get(DeliveryState.WAITING, 0) + counts.get(DeliveryState.CLAIMED, 0),
        quarantined=counts.get(DeliveryState.QUARANTINED, 0),
        photos_waiting=photos_waiting,
        photos_quarantined=photos_quarantined,
        trouble=tuple(
            Trouble(
                record_id=record.id,
                kind=record.kind,
                epoch=record.epoch,
                seq=record.seq,
                created_ms=record.created_ms,
                reason=reason,
            )
            for record, reason in quarantined
        ),
    )


def status_lines(status: SyncStatus) -> list[str]:
    """For a terminal window."""
    since = f" since {_when(status.since_ms)}" if status.since_ms is not None else ""
    seen = f", last tried {_when(status.seen_ms)}" if status.seen_ms is not None else ""
    lines = [
        f"network      {status.network}{since}{seen}" + (f" ({status.detail})" if status.detail else ""),
        f"waiting      {status.waiting}",
        f"quarantined  {status.quarantined}",
        f"photos       {status.photos_waiting} waiting, {status.photos_quarantined} quarantined",
    ]
    for each in status.trouble:
        place = f"({each.epoch}, {each.seq}) of {_when(each.created_ms)}"
        lines.append(f"  {each.kind.value} {each.record_id} {place}: {each.reason}")
    if status.quarantined > len(status.trouble):
        lines.append(f"  … and {status.quarantined - len(status.trouble)} more")
    return lines


def _when(ms: int) -> str:
    return f"{local(from_ms(ms)):%Y-%m-%d %H:%M:%S}"
