"""Complaints and enquiries."""

from sqlalchemy import bindparam, insert, select, update

from kiosk.domain.complaint import ComplaintStage
from kiosk.store.statement import Statement
from kiosk.store.tables import complaint

_c = complaint.c
_columns = (_c.id, _c.local_number, _c.kind, _c.token, _c.session, _c.stage, _c.filed_ms, _c.answer)
ADD = Statement(insert(complaint))
BY_ID = Statement(select(*_columns).where(_c.id == bindparam("complaint_id")))
BY_TOKEN = Statement(select(*_columns).where(_c.token == bindparam("token_value")))
BY_NUMBER = Statement(select(*_columns, _c.code_hmac).where(_c.local_number == bindparam("wanted")))
SET_STAGE = Statement(
    update(complaint).where(_c.id == bindparam("complaint_id")).values(stage=bindparam("to"))
)
ANSWER = Statement(
    update(complaint)
    .where(_c.id == bindparam("complaint_id"))
    .values(stage=ComplaintStage.ANSWERED.value, answer=bindparam("words"))
)
