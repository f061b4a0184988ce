"""Ratings (好差评): one for each service event, and the follow-up of a bad one."""

from datetime import date

from sqlalchemy import ColumnElement, bindparam, exists, func, insert, select, update

from kiosk.domain.rating import FollowUp, Level, Rating, ServiceEvent, ServiceKind
from kiosk.domain.ticket import TicketState
from kiosk.store.engine import Driver
from kiosk.store.hall_tables import ticket
from kiosk.store.statement import ONE, Statement, Value
from kiosk.store.tables import case, rating

_r = rating.c
_columns = (
    _r.id, _r.service_kind, _r.service_id, _r.service_number, _r.item, _r.level, _r.reasons,
    _r.rated_ms, _r.day, _r.due, _r.follow_up,
)  # fmt: skip
_ADD = Statement(insert(rating))
_BY_ID = Statement(select(*_columns).where(_r.id == bindparam("rating_id")))
_OF = Statement(
    select(*_columns).where(
        _r.service_kind == bindparam("kind"),
        _r.service_id == bindparam("service"),
        _r.service_number == bindparam("which"),
    )
)
_OPEN = Statement(
    # Without a due day the calendar has ended: those come first, somebody must look.
    select(*_columns).where(_r.follow_up == bindparam("state")).order_by(_r.due, _r.rated_ms)
)
_COUNT_OPEN = Statement(select(func.count()).select_from(rating).where(_r.follow_up == bindparam("state")))
_COUNT_OVERDUE = Statement(
    select(func.count())
    .select_from(rating)
    .where(_r.follow_up == bindparam("state"), _r.due < bindparam("today"))
)
_FOLLOWED = Statement(
    update(rating)
    .where(_r.id == bindparam("rating_id"), _r.follow_up == bindparam("before"))
    .values(follow_up=bindparam("to"), followed_ms=bindparam("now_ms"), followed_by=bindparam("staff_id"))
)


def _unrated(kind: ServiceKind, service: ColumnElement[str]) -> ColumnElement[bool]:
    return ~exists().where(_r.service_kind == kind.value, _r.service_id == service)


_SERVED = Statement(
    select(ticket.c.id)
    .where(
        ticket.c.service_day == bindparam("day"),
        ticket.c.state == bindparam("done"),
        _unrated(ServiceKind.TICKET, ticket.c.id),
    )
    .limit(ONE)
)
_SERVED_NUMBER = Statement(
    select(ticket.c.token)
    .where(
        ticket.c.service_day == bindparam("day"),
        ticket.c.series == bindparam("series_id"),
        ticket.c.number == bindparam("wanted"),
        ticket.c.state == bindparam("done"),
    )
    .order_by(ticket.c.epoch_mark.desc())
)
_FILED = Statement(
    select(case.c.id)
    .where(
        case.c.session == bindparam("session_id"),
        case.c.parent.is_(None),
        _unrated(ServiceKind.CASE, case.c.id),
    )
    .order_by(case.c.filed_ms.desc())
    .limit(ONE)
)


class Ratings:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def add(self, new: Rating) -> None:
        """Raises IntegrityError when the service event has a rating already: ask `of` first."""
        _ADD.change(
            self._driver,
            id=new.id,
            service_kind=new.service.kind.value,
            service_id=new.service.id,
            service_number=new.service.number,
            item=new.item,
            level=new.level.value,
            reasons=",".join(new.reasons),
            rated_ms=new.rated_ms,
            day=new.day.isoformat(),
            due=None if new.due is None else new.due.isoformat(),
            follow_up=new.follow_up.value,
            followed_ms=None,
            followed_by=None,
        )

    def get(self, rating_id: str) -> Rating | None:
        row = _BY_ID.one(self._driver, rating_id=rating_id)
        return None if row is None else _rating(row)

    def of(self, service: ServiceEvent) -> Rating | None:
        row = _OF.one(self._driver, kind=service.kind.value, service=service.id, which=service.number)
        return None if row is None else _rating(row)

    def open_follow_ups(self) -> list[Rating]:
        """What is due first comes first."""
        return [_rating(row) for row in _OPEN.all(self._driver, state=FollowUp.OPEN.value)]

    def count_open(self, today: date) -> tuple[int, int]:
        """(open, overdue) follow-ups."""
        rows = (
            _COUNT_OPEN.one(self._driver, state=FollowUp.OPEN.value),
            _COUNT_OVERDUE.one(self._driver, state=FollowUp.OPEN.value, today=today.isoformat()),
        )
        every, overdue = (0 if row is None else int(row[0]) for row in rows)
        return every, overdue

    def followed(self, rating_id: str, outcome: FollowUp, staff_id: str, now_ms: int) -> bool:
        """False when it was not open: somebody else has been there."""
        changed = _FOLLOWED.change(
            self._driver,
            rating_id=rating_id,
            before=FollowUp.OPEN.value,
            to=outcome.value,
            staff_id=staff_id,
            now_ms=now_ms,
        )
        return changed == 1

    # -- what can be rated -------------------------------------------------------------------------------

    def any_served(self, day: date) -> bool:
        """Whether a number of this day was served and has not been rated."""
        return _SERVED.one(self._driver, day=day.isoformat(), done=TicketState.DONE.value) is not None

    def served_number(self, day: date, series: str, number: int) -> list[str]:
        """Tokens of the served tickets of this number; after a restore there may be two."""
        rows = _SERVED_NUMBER.all(
            self._driver, day=day.isoformat(), series_id=series, wanted=number, done=TicketState.DONE.value
        )
        return [str(row[0]) for row in rows]

    def filed_in(self, session: str) -> str | None:
        """Id of the last case of this session that has not been rated; of a bundle the whole."""
        row = _FILED.one(self._driver, session_id=session)
        return None if row is None else str(row[0])


def _rating(row: tuple[Value, ...]) -> Rating:
    name, kind, service, which, item, level, reasons, rated_ms, day, due, follow_up = row
    return Rating(
        id=name,
        service=ServiceEvent(ServiceKind(kind), service, which),
        item=item,
        level=Level(level),
        reasons=tuple(reasons.split(",")) if reasons else (),
        rated_ms=rated_ms,
        day=date.fromisoformat(day),
        due=None if due is None else date.fromisoformat(due),
        follow_up=FollowUp(follow_up),
    )
