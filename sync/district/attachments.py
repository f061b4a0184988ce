"""The platform's sealed photos: taken in pieces, and when whole held to what their case lists."""

import msgspec
from sqlalchemy import Connection, Engine, delete, insert, select, update

from kiosk.domain.record import RecordKind
from kiosk.domain.time import Clock, to_ms
from kiosk.records.attachment import AttachedFile, digest, open_attachment, read_header
from kiosk.records.key_wrap import SealError
from kiosk.records.keys import OpeningKey
from kiosk.records.outbox import FiledCase
from sync.district import tables
from sync.district.archive import reading
from sync.wire import AttachmentReceipt, Verdict

_a = tables.attachment


class WrongOffset(Exception):
    """The piece does not begin where the last one ended; the sender asks again and goes on from there."""


class NotTheFile(Exception):
    """All pieces together are not what the name says: they were dropped, the sender begins anew."""


class _Held(msgspec.Struct, frozen=True):
    content: bytes
    accepted: bool


class Attachments:
    """Not tied to a thread. `key` None leaves files shut, as everywhere on such a platform."""

    def __init__(self, engine: Engine, key: OpeningKey | None, clock: Clock) -> None:
        self._engine = engine
        self._key = key
        self._clock = clock

    def progress(self, terminal: str, name: str) -> AttachmentReceipt:
        """How much of the file is here; nothing of one that was never begun."""
        with reading(self._engine) as connection:
            row = _row(connection, terminal, name)
        if row is None:
            return AttachmentReceipt(sealed_sha256=name, offset=0)
        verdict = Verdict.DUPLICATE if row.accepted else None
        return AttachmentReceipt(sealed_sha256=name, offset=len(row.content), verdict=verdict)

    def append(self, terminal: str, name: str, offset: int, size: int, piece: bytes) -> AttachmentReceipt:
        """One piece, on disk when this returns. Raises WrongOffset and NotTheFile."""
        with self._engine.begin() as connection:
            row = _row(connection, terminal, name)
            held = b"" if row is None else row.content
            if row is not None and row.accepted:
                return AttachmentReceipt(sealed_sha256=name, offset=len(held), verdict=Verdict.DUPLICATE)
            if offset != len(held) or len(held) + len(piece) > size:
                raise WrongOffset
            content = held + piece
            _keep(connection, terminal, name, content, new=row is None)
            if len(content) < size:
                return AttachmentReceipt(sealed_sha256=name, offset=len(content))
            if digest(content) == name:
                return self._judge(connection, terminal, name, content)
            _drop(connection, terminal, name)
        raise NotTheFile  # outside the block: what was dropped stays dropped

    def _judge(self, connection: Connection, terminal: str, name: str, content: bytes) -> AttachmentReceipt:
        try:
            plain = self._opened(connection, terminal, name, content)
        except SealError as refusal:
            # Judged anew when it comes again: the cause may have been ours.
            _drop(connection, terminal, name)
            return AttachmentReceipt(
                sealed_sha256=name, offset=0, verdict=Verdict.REJECTED, reason=str(refusal)
            )
        now_ms = to_ms(self._clock.now())
        connection.execute(
            update(_a)
            .where(_a.c.terminal == terminal, _a.c.sealed_sha256 == name)
            .values(accepted=True, case_id=read_header(content).case, opened=plain, received_ms=now_ms)
        )
        return AttachmentReceipt(sealed_sha256=name, offset=len(content), verdict=Verdict.ACCEPTED)

    def _opened(self, connection: Connection, terminal: str, name: str, content: bytes) -> bytes | None:
        """The photo, where this platform can open it; SealError when it is not the case's."""
        header = read_header(content)
        if header.terminal != terminal:
            raise SealError("it belongs to another terminal")
        received = tables.received
        case = connection.execute(
            select(received.c.opened).where(
                received.c.id == header.case,
                received.c.terminal == terminal,
                received.c.kind == RecordKind.CASE.value,
                received.c.rejected.is_(None),
            )
        ).first()
        if case is None:
            raise SealError("no such case here")
        if self._key is None or case.opened is None:
            return None
        listed = _listed(case.opened, name)
        if listed is None or listed.number != header.number or listed.sealed_size != len(content):
            raise SealError("its case does not list it so")
        plain = open_attachment(content, self._key)
        if (digest(plain), len(plain)) != (listed.plain_sha256, listed.plain_size):
            raise SealError("what is inside is not what its case lists")
        return plain


def _listed(opened_case: bytes, name: str) -> AttachedFile | None:
    case = msgspec.json.decode(opened_case, type=FiledCase)
    return next((one for one in case.attachments if one.sealed_sha256 == name), None)


def _row(connection: Connection, terminal: str, name: str) -> _Held | None:
    # By terminal too: nobody learns, fills or spoils what another one has begun.
    query = select(_a.c.content, _a.c.accepted).where(_a.c.terminal == terminal, _a.c.sealed_sha256 == name)
    row = connection.execute(query).first()
    return None if row is None else _Held(row.content, row.accepted)


def _keep(connection: Connection, terminal: str, name: str, content: bytes, *, new: bool) -> None:
    if new:
        row = {"terminal": terminal, "sealed_sha256": name, "content": content, "accepted": False}
        connection.execute(insert(_a).values(row))
    else:
        connection.execute(
            update(_a).where(_a.c.terminal == terminal, _a.c.sealed_sha256 == name).values(content=content)
        )


def _drop(connection: Connection, terminal: str, name: str) -> None:
    connection.execute(delete(_a).where(_a.c.terminal == terminal, _a.c.sealed_sha256 == name))
