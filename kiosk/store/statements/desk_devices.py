"""Browsers of windows and displays: offered a code, then paired. Secrets exist only as hashes."""

from sqlalchemy import bindparam, insert, select, update

from kiosk.store.declaring import every_column
from kiosk.store.statement import Statement
from kiosk.store.tables import desk_device

_d = desk_device.c
ADD = Statement(insert(desk_device).values(every_column(desk_device)))
BY_SECRET = Statement(
    select(desk_device).where(_d.secret_hash == bindparam("secret"), _d.state == bindparam("wanted"))
)
PAIRED = Statement(select(desk_device).where(_d.state == bindparam("wanted")).order_by(_d.paired_ms, _d.id))
PAIR = Statement(
    update(desk_device)
    .where(_d.id == bindparam("device_id"))
    .values(state=bindparam("to"), secret_hash=bindparam("secret"), paired_ms=bindparam("now_ms"))
)
WRONG = Statement(update(desk_device).where(_d.state == bindparam("wanted")).values(tries=_d.tries + 1))
LEAVE = Statement(
    update(desk_device)
    .where(_d.id == bindparam("device_id"), _d.state != bindparam("to"))
    .values(state=bindparam("to"))
)
