"""The ledger's own rows of what each terminal may book of a slot."""

from sqlalchemy import bindparam, delete, func, insert, select, update

from kiosk.store.declaring import every_column
from kiosk.store.hall_tables import hall_lease, hall_lease_claim, hall_ledger, hall_terminal
from kiosk.store.statement import Statement

_l = hall_lease.c
OF_DAY = Statement(
    select(_l.start_minute, _l.terminal, _l.share, _l.booked, _l.held, _l.epoch).where(
        _l.service_day == bindparam("day"), _l.series == bindparam("series_id")
    )
)
ADD = Statement(insert(hall_lease).values(every_column(hall_lease)))
CHANGE = Statement(
    update(hall_lease)
    .where(
        _l.service_day == bindparam("day"),
        _l.series == bindparam("series_id"),
        _l.start_minute == bindparam("start"),
        _l.terminal == bindparam("of_terminal"),
    )
    .values(
        share=bindparam("new_share"),
        booked=bindparam("new_booked"),
        held=bindparam("new_held"),
        epoch=bindparam("new_epoch"),
    )
)
PAST = Statement(delete(hall_lease).where(_l.service_day < bindparam("day")))
SEATS = Statement(select(hall_terminal.c.id).order_by(hall_terminal.c.seat))
CLAIMED = Statement(
    select(func.count())
    .select_from(hall_terminal.join(hall_lease_claim, hall_lease_claim.c.terminal == hall_terminal.c.id))
    .where(hall_lease_claim.c.life >= bindparam("this_life"))
)
HAS_CLAIMED = Statement(
    select(hall_lease_claim.c.life)
    .select_from(hall_lease_claim.join(hall_ledger, hall_lease_claim.c.life == hall_ledger.c.epoch))
    .where(hall_lease_claim.c.terminal == bindparam("of_terminal"))
)
UNCLAIM = Statement(delete(hall_lease_claim).where(hall_lease_claim.c.terminal == bindparam("of_terminal")))
CLAIM = Statement(insert(hall_lease_claim).values(every_column(hall_lease_claim)))
