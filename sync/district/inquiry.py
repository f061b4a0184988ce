"""What can be asked of the platform: a terminal's feed, a case, how a terminal is."""

from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, Row, case, func, select

from kiosk.domain.record import RecordKind
from kiosk.records import outbox
from kiosk.records.outbox import FiledCase
from kiosk.records.statements import FiledComplaint, FiledRating
from sync.district import tables
from sync.district.archive import reading
from sync.district.views import (
    AttachmentCopy,
    CaseCopy,
    ComplaintCopy,
    ConflictView,
    EpochView,
    Gap,
    RatingCopy,
    TerminalView,
)
from sync.evaluation import evaluation
from sync.wire import FeedEntry, FeedPage, FeedPosition, Heartbeat

_received = tables.received


class Inquiry:
    """Reads only. Not tied to a thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def feed_after(self, terminal: str, after: FeedPosition, limit: int) -> FeedPage:
        with reading(self._engine) as connection:
            feed_epoch = connection.execute(select(tables.platform.c.feed_epoch)).scalar_one()
            # A position in another epoch's feed says nothing about this one: begin again.
            start = after.position if after.feed_epoch == feed_epoch else 0
            rows = connection.execute(
                select(tables.feed.c.entry)
                .where(tables.feed.c.terminal == terminal, tables.feed.c.position > start)
                .order_by(tables.feed.c.position)
                .limit(limit + 1)
            ).all()
        entries = tuple(msgspec.json.decode(row.entry, type=FeedEntry) for row in rows[:limit])
        return FeedPage(feed_epoch=feed_epoch, entries=entries, more=len(rows) > limit)

    def case_copy(self, record_id: str) -> CaseCopy | None:
        row = self._accepted(record_id, RecordKind.CASE)
        with reading(self._engine) as connection:
            come = _accepted_of(connection, record_id)
        if row is None:
            return None
        copy = CaseCopy(
            record_id=row.id,
            terminal=row.terminal,
            hash=row.hash,
            received_ms=row.received_ms,
            official_number=row.official_number,
            official_number_is_example=True,
            opened=row.opened is not None,
            parent=outbox.sealed_header(row.body).parent or None,
        )
        if row.opened is None:
            return copy
        filed = msgspec.json.decode(row.opened, type=FiledCase)
        return msgspec.structs.replace(
            copy,
            item=filed.item,
            local_number=filed.local_number,
            catalogue_version=filed.catalogue_version,
            schema_hash=filed.schema_hash,
            filed_at=filed.filed_at,
            answers=dict(filed.answers),
            attachments=tuple(
                AttachmentCopy(
                    number=one.number,
                    material=one.material,
                    media_type=one.media_type,
                    plain_sha256=one.plain_sha256,
                    received=one.sealed_sha256 in come,
                )
                for one in filed.attachments
            ),
            children=filed.children,
        )

    def rating_copy(self, record_id: str) -> RatingCopy | None:
        row = self._accepted(record_id, RecordKind.RATING)
        if row is None:
            return None
        filed = None if row.opened is None else msgspec.json.decode(row.opened, type=FiledRating)
        return RatingCopy(
            record_id=row.id,
            terminal=row.terminal,
            received_ms=row.received_ms,
            rating=filed,
            evaluation=None if filed is None else evaluation(filed),
        )

    def complaint_copy(self, record_id: str) -> ComplaintCopy | None:
        row = self._accepted(record_id, RecordKind.COMPLAINT)
        if row is None:
            return None
        filed = None if row.opened is None else msgspec.json.decode(row.opened, type=FiledComplaint)
        return ComplaintCopy(
            record_id=row.id, terminal=row.terminal, received_ms=row.received_ms, complaint=filed
        )

    def _accepted(self, record_id: str, kind: RecordKind) -> Row[Any] | None:
        query = select(_received).where(
            _received.c.id == record_id, _received.c.kind == kind.value, _received.c.rejected.is_(None)
        )
        with reading(self._engine) as connection:
            return connection.execute(query).first()

    def terminal_view(self, terminal: str) -> TerminalView | None:
        with reading(self._engine) as connection:
            row = connection.execute(select(tables.terminal).where(tables.terminal.c.id == terminal)).first()
            if row is None:
                return None
            conflicts = connection.execute(
                select(tables.conflict)
                .where(tables.conflict.c.terminal == terminal)
                .order_by(tables.conflict.c.received_ms)
            ).all()
            return TerminalView(
                id=row.id,
                paused=row.paused,
                seen_ms=row.seen_ms,
                heartbeat=None
                if row.heartbeat is None
                else msgspec.json.decode(row.heartbeat, type=Heartbeat),
                epochs=_epochs(connection, terminal),
                conflicts=tuple(
                    ConflictView(
                        epoch=found.epoch,
                        seq=found.seq,
                        id=found.id,
                        hash=found.hash,
                        reason=found.reason,
                        received_ms=found.received_ms,
                    )
                    for found in conflicts
                ),
            )


def _accepted_of(connection: Connection, record_id: str) -> frozenset[str]:
    attachment = tables.attachment
    query = select(attachment.c.sealed_sha256).where(attachment.c.case_id == record_id)
    return frozenset(row.sealed_sha256 for row in connection.execute(query))


def _epochs(connection: Connection, terminal: str) -> tuple[EpochView, ...]:
    rejected = func.sum(case((_received.c.rejected.is_not(None), 1), else_=0))
    rows = connection.execute(
        select(_received.c.epoch, func.max(_received.c.seq), func.count(), rejected)
        .where(_received.c.terminal == terminal)
        .group_by(_received.c.epoch)
        .order_by(_received.c.epoch)
    ).all()
    return tuple(
        EpochView(
            epoch=epoch,
            last_seq=last_seq,
            received=count - rejected_count,
            rejected=rejected_count,
            gaps=_gaps(connection, terminal, epoch),
            breaks=_breaks(connection, terminal, epoch),
        )
        for epoch, last_seq, count, rejected_count in rows
    )


def _gaps(connection: Connection, terminal: str, epoch: int) -> tuple[Gap, ...]:
    """Holes before the last sequence number that came; what comes after it is not known to be missing."""
    before = func.lag(_received.c.seq, 1, 0).over(order_by=_received.c.seq).label("before")
    steps = (
        select(_received.c.seq, before)
        .where(_received.c.terminal == terminal, _received.c.epoch == epoch)
        .subquery()
    )
    rows = connection.execute(
        select(steps.c.before, steps.c.seq).where(steps.c.seq > steps.c.before + 1).order_by(steps.c.seq)
    )
    return tuple(Gap(first=previous + 1, last=seq - 1) for previous, seq in rows)


def _breaks(connection: Connection, terminal: str, epoch: int) -> tuple[int, ...]:
    """Judging lets no break in; this finds what happened to the file itself."""
    earlier = _received.alias("earlier")
    rows = connection.execute(
        select(_received.c.seq)
        .join(
            earlier,
            (earlier.c.terminal == _received.c.terminal)
            & (earlier.c.epoch == _received.c.epoch)
            & (earlier.c.seq == _received.c.seq - 1),
        )
        .where(
            _received.c.terminal == terminal,
            _received.c.epoch == epoch,
            _received.c.prev_hash != earlier.c.hash,
        )
        .order_by(_received.c.seq)
    )
    return tuple(row.seq for row in rows)
