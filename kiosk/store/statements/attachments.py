"""Sealed files that belong to filed cases, and how far each has come to the district."""

from sqlalchemy import and_, bindparam, func, insert, select, update

from kiosk.domain.attachment import AttachmentState
from kiosk.domain.record import DeliveryState
from kiosk.store.declaring import ONE, every_column
from kiosk.store.statement import Statement
from kiosk.store.tables import attachment, record

_a = attachment.c
_columns = (_a.sealed_sha256, _a.case_id, _a.number, _a.size, _a.state, _a.attempts, _a.reason)
_this = _a.sealed_sha256 == bindparam("name")

ADD = Statement(insert(attachment).values(every_column(attachment)))
GET = Statement(select(*_columns).where(_this))
OF_CASE = Statement(select(*_columns).where(_a.case_id == bindparam("of_case")).order_by(_a.number))
NEXT = Statement(
    select(*_columns)
    .join(record, and_(record.c.id == _a.case_id, record.c.state == DeliveryState.DELIVERED.value))
    .where(_a.state == AttachmentState.WAITING.value, _a.next_try_ms <= bindparam("now_ms"))
    .order_by(_a.case_id, _a.number)
    .limit(ONE)
)
SETTLE = Statement(
    update(attachment)
    .where(_this, _a.state != AttachmentState.DELIVERED.value)
    .values(state=bindparam("to"), reason=bindparam("why"), settled_ms=bindparam("now_ms"))
)
RETRY = Statement(
    update(attachment)
    .where(_this, _a.state == AttachmentState.WAITING.value)
    .values(reason=bindparam("why"), next_try_ms=bindparam("at_ms"), attempts=_a.attempts + 1)
)
COUNT = Statement(select(func.count()).select_from(attachment).where(_a.state == bindparam("in_state")))
