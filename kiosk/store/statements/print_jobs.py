"""Documents on their way to paper (DESIGN §7; the arrows stand in printers/README.md)."""

from sqlalchemy import bindparam, exists, func, insert, or_, select, update

from kiosk.domain.printer import JobState
from kiosk.domain.ticket import TicketState
from kiosk.store.declaring import ONE, every_column
from kiosk.store.hall_tables import ticket
from kiosk.store.statement import Statement
from kiosk.store.tables import print_job

_j = print_job.c
_unsent = or_(_j.state == JobState.QUEUED.value, _j.state == JobState.BLOCKED.value)

ADD = Statement(insert(print_job).values(every_column(print_job)))
NEXT = Statement(
    select(print_job)
    .where(_j.role == bindparam("printer"), _unsent)
    .order_by(_j.created_ms, _j.id)
    .limit(ONE)
)
CLAIM = Statement(
    update(print_job)
    .where(_j.id == bindparam("job_id"))
    .values(state=bindparam("to"), attempts=_j.attempts + 1)
)
SETTLE = Statement(
    update(print_job)
    .where(_j.id == bindparam("job_id"))
    .values(state=bindparam("to"), reason=bindparam("why"), settled_ms=bindparam("now_ms"))
)
GET = Statement(select(print_job).where(_j.id == bindparam("job_id")))
BY_TOKEN = Statement(
    select(print_job)
    .where(_j.token == bindparam("slip_token"))
    .order_by(_j.copy.desc(), _j.created_ms.desc())
)
RECENT = Statement(select(print_job).order_by(_j.id.desc()).limit(bindparam("max_count")))
UNSENT_IDS = Statement(select(_j.id).where(_j.role == bindparam("printer"), _unsent))
UNSENT = Statement(select(func.count()).select_from(print_job).where(_unsent))
GIVE_UP = Statement(
    update(print_job)
    .where(_j.session == bindparam("session_id"), _unsent)
    .values(state=JobState.GIVEN_UP.value, reason=bindparam("why"), settled_ms=bindparam("now_ms"))
)
GIVE_UP_TOKEN = Statement(
    update(print_job)
    .where(_j.token == bindparam("slip_token"), _unsent)
    .values(state=JobState.GIVEN_UP.value, reason=bindparam("why"), settled_ms=bindparam("now_ms"))
)
# Voided by staff, by the hall or by its holder: a number that is not called must not come out of the printer.
GIVE_UP_VOID = Statement(
    update(print_job)
    .where(
        _unsent,
        _j.token != "",
        exists(
            select(ticket.c.id).where(ticket.c.token == _j.token, ticket.c.state == TicketState.VOID.value)
        ),
    )
    .values(state=JobState.GIVEN_UP.value, reason=bindparam("why"), settled_ms=bindparam("now_ms"))
)
GIVE_UP_ALL = Statement(
    update(print_job)
    .where(_unsent)
    .values(state=JobState.GIVEN_UP.value, reason=bindparam("why"), settled_ms=bindparam("now_ms"))
)
INTERRUPTED = Statement(
    update(print_job)
    .where(_j.state == JobState.SENDING.value)
    .values(state=JobState.UNKNOWN.value, reason="interrupted", settled_ms=bindparam("now_ms"))
)
