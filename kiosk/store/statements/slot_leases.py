"""Who may book how many appointments of a slot."""

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.store.declaring import ONE, every_column
from kiosk.store.statement import Statement
from kiosk.store.tables import slot_lease

_l = slot_lease.c
_insert = upsert(slot_lease).values(every_column(slot_lease))
PUT = Statement(
    _insert.on_conflict_do_update(
        index_elements=list(slot_lease.primary_key), set_={"share": _insert.excluded.share}
    )
)
SHARE = Statement(
    select(_l.share).where(
        _l.service_day == bindparam("day"),
        _l.series == bindparam("series_id"),
        _l.start_minute == bindparam("start"),
        _l.terminal == bindparam("terminal_id"),
    )
)
OF_DAY = Statement(
    select(_l.start_minute, _l.share).where(
        _l.service_day == bindparam("day"),
        _l.series == bindparam("series_id"),
        _l.terminal == bindparam("terminal_id"),
    )
)
ANY = Statement(
    select(_l.share)
    .where(
        _l.service_day >= bindparam("since"),
        _l.terminal == bindparam("terminal_id"),
        _l.share > bindparam("nothing"),
    )
    .limit(ONE)
)
