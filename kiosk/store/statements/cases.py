"""Filed applications."""

from sqlalchemy import bindparam, func, insert, select, update

from kiosk.store.statement import Statement
from kiosk.store.tables import case

_c = case.c
ADD = Statement(insert(case))
BY_TOKEN = Statement(select(case).where(_c.token == bindparam("token_value")))
BY_NUMBER = Statement(select(case).where(_c.local_number == bindparam("number")))
BY_ID = Statement(select(case).where(_c.id == bindparam("case_id")))
CHILDREN = Statement(select(case).where(_c.parent == bindparam("case_id")).order_by(_c.local_number))
SET_STAGE = Statement(
    update(case)
    .where(_c.id == bindparam("case_id"))
    .values(
        stage=bindparam("to"),
        # What the district said once stays until it says something else.
        official_number=func.coalesce(bindparam("official"), _c.official_number),
        supplement=bindparam("wanted"),
    )
)
