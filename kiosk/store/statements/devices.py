"""Last known state of the terminal's devices."""

from sqlalchemy import bindparam, case, select
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.store.declaring import every_column
from kiosk.store.statement import Statement
from kiosk.store.tables import device_state

_d = device_state.c
_new = upsert(device_state).values(every_column(device_state))
PUT = Statement(
    _new.on_conflict_do_update(
        index_elements=[_d.name],
        set_={
            "changed_ms": case((_d.state == _new.excluded.state, _d.changed_ms), else_=_new.excluded.seen_ms),
            "state": _new.excluded.state,
            "detail": _new.excluded.detail,
            "seen_ms": _new.excluded.seen_ms,
        },
    )
)
GET = Statement(select(device_state).where(_d.name == bindparam("device")))
ALL = Statement(select(device_state).order_by(_d.name))
