"""People who may open the staff menu. A PIN exists only as scrypt."""

from sqlalchemy import bindparam, insert, select, update

from kiosk.store.declaring import every_column
from kiosk.store.statement import Statement
from kiosk.store.tables import staff

_s = staff.c
ADD = Statement(insert(staff).values(every_column(staff)))
GET = Statement(select(staff).where(_s.id == bindparam("staff_id")))
ALL = Statement(select(staff).order_by(_s.id))
SET_PIN = Statement(
    update(staff)
    .where(_s.id == bindparam("staff_id"))
    .values(pin_salt=bindparam("salt"), pin_scrypt=bindparam("scrypt"), failures=0, active=1)
)
FAILED = Statement(
    update(staff)
    .where(_s.id == bindparam("staff_id"))
    .values(failures=_s.failures + 1)
    .returning(_s.failures)
)
SUCCEEDED = Statement(update(staff).where(_s.id == bindparam("staff_id")).values(failures=0))
