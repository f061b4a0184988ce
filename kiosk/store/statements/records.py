"""The outbox: a chain of records without gaps, and how far each has come (DESIGN §9)."""

from sqlalchemy import and_, bindparam, func, insert, literal_column, or_, select, update

from kiosk.domain.record import DeliveryState
from kiosk.store.declaring import ONE, every_column
from kiosk.store.statement import Statement
from kiosk.store.tables import record, terminal

_r = record.c
_own_id = select(terminal.c.id).scalar_subquery()
_columns = (
    _r.id,
    _own_id,
    _r.epoch,
    _r.seq,
    _r.kind,
    _r.created_ms,
    _r.prev_hash,
    _r.hash,
    _r.sealed,
    _r.body,
)
_latest = select(_r.epoch, _r.seq, _r.hash).order_by(_r.epoch.desc(), _r.seq.desc()).limit(ONE)
_last = _latest.subquery()
_this = and_(_r.epoch == bindparam("in_epoch"), _r.seq == bindparam("at_seq"))

LAST = Statement(_latest)
HEAD = Statement(
    select(terminal.c.id, terminal.c.epoch, _last.c.epoch, _last.c.seq, _last.c.hash).select_from(
        terminal.outerjoin(_last, literal_column("1") == 1)
    )
)
APPEND = Statement(insert(record).values(every_column(record)))
CANDIDATES = Statement(
    select(*_columns)
    .where(
        _r.state == bindparam("in_state"),
        _r.urgent == bindparam("is_urgent"),
        # Either column is only set in the state it belongs to.
        _r.next_try_ms <= bindparam("now_ms"),
        or_(_r.claimed_until_ms.is_(None), _r.claimed_until_ms <= bindparam("now_ms")),
        _r.body.is_not(None),
    )
    .order_by(_r.epoch, _r.seq)
    .limit(bindparam("max_count"))
)
CLAIM = Statement(
    update(record)
    .where(_this)
    .values(state=bindparam("to"), claimed_until_ms=bindparam("until_ms"), attempts=_r.attempts + 1)
)
SETTLE = Statement(
    update(record)
    .where(_this, _r.state != DeliveryState.DELIVERED.value)
    .values(
        state=bindparam("to"), reason=bindparam("why"), settled_ms=bindparam("now_ms"), claimed_until_ms=None
    )
)
RETRY = Statement(
    update(record)
    .where(_this, _r.state == DeliveryState.CLAIMED.value)
    .values(
        state=bindparam("to"), reason=bindparam("why"), next_try_ms=bindparam("at_ms"), claimed_until_ms=None
    )
)
COUNT = Statement(select(func.count()).select_from(record).where(_r.state == bindparam("in_state")))
COUNT_KIND = Statement(
    select(func.count())
    .select_from(record)
    .where(_r.state == bindparam("in_state"), _r.kind == bindparam("of_kind"))
)
GET = Statement(select(*_columns).where(_r.id == bindparam("record_id")))
STATE = Statement(select(_r.state, _r.attempts, _r.reason).where(_r.id == bindparam("record_id")))
IN_STATE = Statement(
    select(*_columns, _r.reason, _r.attempts)
    .where(_r.state == bindparam("in_state"))
    .order_by(_r.urgent.desc(), _r.epoch, _r.seq)
    .limit(bindparam("max_count"))
)
DELIVERED = Statement(
    select(_r.settled_ms)
    .where(_r.state == bindparam("in_state"), _r.urgent == bindparam("is_urgent"))
    .order_by(_r.epoch.desc(), _r.seq.desc())
    .limit(ONE)
)
ERASE = Statement(
    update(record).where(_r.id == bindparam("record_id"), _r.state == bindparam("in_state")).values(body=None)
)
