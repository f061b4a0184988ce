"""Ratings (好差评): one for each service event, and the follow-up of a bad one."""

from datetime import date

from kiosk.domain.rating import FollowUp, Level, Rating, ServiceEvent, ServiceKind
from kiosk.domain.ticket import TicketState
from kiosk.store.engine import Driver
from kiosk.store.statement import Value
from kiosk.store.statements import ratings as sql


class Ratings:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def add(self, new: Rating) -> None:
        """Raises IntegrityError when the service event has a rating already: ask `of` first."""
        sql.ADD.change(
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
        row = sql.BY_ID.one(self._driver, rating_id=rating_id)
        return None if row is None else _rating(row)

    def of(self, service: ServiceEvent) -> Rating | None:
        row = sql.OF.one(self._driver, kind=service.kind.value, service=service.id, which=service.number)
        return None if row is None else _rating(row)

    def open_follow_ups(self) -> list[Rating]:
        """What is due first comes first."""
        return [_rating(row) for row in sql.OPEN.all(self._driver, state=FollowUp.OPEN.value)]

    def count_open(self, today: date) -> tuple[int, int]:
        """(open, overdue) follow-ups."""
        rows = (
            sql.COUNT_OPEN.one(self._driver, state=FollowUp.OPEN.value),
            sql.COUNT_OVERDUE.one(self._driver, state=FollowUp.OPEN.value, today=today.isoformat()),
        )
        every, overdue = (0 if row is None else int(row[0]) for row in rows)
        return every, overdue

    def followed(self, rating_id: str, outcome: FollowUp, staff_id: str, now_ms: int) -> bool:
        """False when it was not open: somebody else has been there."""
        changed = sql.FOLLOWED.change(
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
        return sql.SERVED.one(self._driver, day=day.isoformat(), done=TicketState.DONE.value) is not None

    def served_number(self, day: date, series: str, number: int) -> list[str]:
        """Tokens of the served tickets of this number; after a restore there may be two."""
        rows = sql.SERVED_NUMBER.all(
            self._driver, day=day.isoformat(), series_id=series, wanted=number, done=TicketState.DONE.value
        )
        return [str(row[0]) for row in rows]

    def served_labels(self, day: date) -> list[tuple[str, str]]:
        """(label, token) of every served ticket of this day."""
        rows = sql.SERVED_LABELS.all(self._driver, day=day.isoformat(), done=TicketState.DONE.value)
        return [(str(label), str(token)) for label, token in rows]

    def filed_in(self, session: str) -> str | None:
        """Id of the last case of this session that has not been rated; of a bundle the whole."""
        row = sql.FILED.one(self._driver, session_id=session)
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
