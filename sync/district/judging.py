"""What the platform thinks of one record, given what it holds already. Pure."""

import msgspec

from kiosk.domain.record import Record, RecordKind
from kiosk.records import chain, outbox, sealing
from kiosk.records.keys import OpeningKey
from kiosk.records.statements import FiledComplaint, FiledRating


class Held(msgspec.Struct, frozen=True):
    """As much of a stored record as judging another one needs."""

    hash: str
    prev_hash: str
    rejected: bool


class Neighbours(msgspec.Struct, frozen=True, kw_only=True):
    """What is stored around a record's place (terminal, epoch, seq); None where there is nothing."""

    same_place: Held | None = None
    id_elsewhere: bool = False  # another place holds a record of this id
    before: Held | None = None
    after: Held | None = None


class Accept(msgspec.Struct, frozen=True):
    opened: bytes | None  # the plain bytes, where this platform holds the key


class Duplicate(msgspec.Struct, frozen=True):
    pass


class Reject(msgspec.Struct, frozen=True):
    reason: str


class Conflict(msgspec.Struct, frozen=True):
    """Two terminals claim one identity, or one forgot what it had sent: people must look."""

    reason: str


Judgement = Accept | Duplicate | Reject | Conflict


def judge(record: Record, terminal: str, around: Neighbours, key: OpeningKey | None) -> Judgement:
    """`terminal` is who sent it, as its token says."""
    if record.terminal != terminal:
        return Reject("the record belongs to another terminal")
    if record.epoch < 1 or record.seq < 1:
        return Reject("epochs and sequence numbers begin at 1")
    if chain.hash_of(record) != record.hash:
        return Reject("the hash is not the record's")
    if around.same_place is not None and around.same_place.hash != record.hash:
        return Conflict("another record has this place: a clone of the terminal")
    if around.id_elsewhere:
        return Conflict("another place has a record of this id")
    # What was rejected once is judged anew: the cause may have been ours (a key, a rule).
    if around.same_place is not None and not around.same_place.rejected:
        return Duplicate()
    if around.before is not None and around.before.hash != record.prev_hash:
        return Conflict("it does not follow the record before it")
    if around.after is not None and around.after.prev_hash != record.hash:
        return Conflict("the record after it does not follow it")
    return _open(record, key)


# What is written by citizens comes sealed or not at all.
_SEALED = {RecordKind.CASE: "case", RecordKind.RATING: "rating", RecordKind.COMPLAINT: "complaint"}


def _open(record: Record, key: OpeningKey | None) -> Accept | Reject:
    if not record.sealed:
        must = _SEALED.get(record.kind)
        return Accept(None) if must is None else Reject(f"a {must} must be sealed")
    if key is None:
        return Accept(None)
    try:
        plain = outbox.open_record(record, key)
        _check(record, plain)
    except sealing.SealError as error:
        return Reject(f"the envelope cannot be opened: {error}")
    except msgspec.DecodeError:
        return Reject(f"the envelope holds no {_SEALED.get(record.kind, 'record')}")
    return Accept(plain)


def _check(record: Record, plain: bytes) -> None:
    match record.kind:
        case RecordKind.CASE:
            _check_case(record, plain)
        case RecordKind.RATING:
            rating = msgspec.json.decode(plain, type=FiledRating)
            if (rating.record_id, rating.item) != (record.id, outbox.sealed_header(record.body).item):
                raise sealing.SealError("the rating inside is another than its header says")
        case RecordKind.COMPLAINT:
            if msgspec.json.decode(plain, type=FiledComplaint).record_id != record.id:
                raise sealing.SealError("the complaint inside is another than its header says")
        case _:
            pass  # what else is sealed is for whoever reads it


def _check_case(record: Record, plain: bytes) -> None:
    case = msgspec.json.decode(plain, type=outbox.FiledCase)
    header = outbox.sealed_header(record.body)
    if (case.record_id, case.item, case.parent) != (header.record_id, header.item, header.parent):
        raise sealing.SealError("the case inside is another than its header says")
