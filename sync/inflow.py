"""What comes down from the district, and the heartbeat that goes up."""

from typing import assert_never

import msgspec

from kiosk.domain.attachment import UNDELIVERED, AttachmentState
from kiosk.domain.record import DeliveryState
from kiosk.store import Store, UnitOfWork
from sync import wire


class Inflow:
    """`software` is the program's version, for the district's overview."""

    def __init__(self, store: Store, software: str) -> None:
        self._store = store
        self._software = software

    def heartbeat(self, now_ms: int) -> wire.Heartbeat | None:
        """How this terminal is now; None before a terminal has used the store."""
        with self._store.read() as uow:
            terminal = uow.terminal.find()
            if terminal is None:
                return None
            counts = uow.records.counts()
            photos = {state: uow.attachments.count(state) for state in UNDELIVERED}
            devices = uow.devices.all()
        return wire.Heartbeat(
            terminal=terminal.id,
            epoch=terminal.epoch,
            at_ms=now_ms,
            software=self._software,
            waiting=counts.get(DeliveryState.WAITING, 0)
            + counts.get(DeliveryState.CLAIMED, 0)
            + photos[AttachmentState.WAITING],
            quarantined=counts.get(DeliveryState.QUARANTINED, 0) + photos[AttachmentState.QUARANTINED],
            devices=tuple(
                wire.DeviceHealth(
                    name=device.name, state=device.state, detail=device.detail, changed_ms=device.changed_ms
                )
                for device in devices
            ),
        )

    def position(self) -> wire.FeedPosition:
        with self._store.read() as uow:
            cursor = uow.inbox.cursor()
        return (
            wire.FeedPosition("", 0)
            if cursor is None
            else wire.FeedPosition(*msgspec.structs.astuple(cursor))
        )

    def apply(self, page: wire.FeedPage, now_ms: int) -> None:
        """Entries and cursor in one transaction: after a crash the page is read again, or is done."""
        if not page.entries:
            return
        with self._store.begin() as uow:
            for entry in page.entries:
                new = uow.inbox.apply(
                    feed_epoch=page.feed_epoch,
                    position=entry.position,
                    kind=entry.kind.value,
                    record_id=entry.record_id,
                    body=msgspec.json.encode(entry),
                    now_ms=now_ms,
                )
                if new:
                    _apply_entry(uow, entry)
            uow.inbox.move(page.feed_epoch, page.entries[-1].position)


def _apply_entry(uow: UnitOfWork, entry: wire.FeedEntry) -> None:
    match entry.kind:
        case wire.FeedKind.STATUS:
            if entry.stage is not None:
                uow.cases.set_stage(entry.record_id, entry.stage, entry.official_number, entry.supplement)
        case wire.FeedKind.ANSWERED:
            if entry.answer:
                uow.complaints.answer(entry.record_id, entry.answer)
        case wire.FeedKind.OPENED:
            pass  # kept in the inbox: retention counts from it
        case _ as never:
            assert_never(never)
