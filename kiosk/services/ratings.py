"""好差评: one rating for each service event, and the follow-up that a bad one opens (DOMAIN §3).

Staff learn the level, the reasons, the item and the day: never who rated, nor what they wrote (sealed).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from kiosk.catalogue.workdays import due_day
from kiosk.domain.item import Catalogue, TimeLimit, TimeUnit
from kiosk.domain.rating import (
    MAX_TEXT,
    REASONS,
    FollowUp,
    Level,
    RatedAt,
    Rating,
    ServiceEvent,
    ServiceKind,
)
from kiosk.domain.record import RecordKind
from kiosk.domain.text import Text
from kiosk.domain.ticket import Ticket, TicketState, same_label
from kiosk.domain.time import from_ms, local
from kiosk.services.events import CITIZEN, Events, staff_actor
from kiosk.services.filing import IntakeStopped, StopReason
from kiosk.services.outgoing import append_body, append_told
from kiosk.services.timekeeping import Instant, Timekeeping
from kiosk.services.tries import TooManyTries, Tries
from kiosk.store import Store, UnitOfWork

if TYPE_CHECKING:
    from kiosk.records.keys import RecipientKey
    from kiosk.records.outbox import Body


class Ratable(msgspec.Struct, frozen=True, kw_only=True):
    """A service that was done and may be rated. `item`: an item's id, for a number its series'."""

    service: ServiceEvent
    item: str
    name: Text
    label: str = ""  # the number, for a window's service


class NotServed(msgspec.Struct, frozen=True):
    """The number is known, and nobody has served it yet."""


class AlreadyRated(msgspec.Struct, frozen=True):
    pass


class Rated(msgspec.Struct, frozen=True):
    rating: Rating


LookUp = Ratable | NotServed | AlreadyRated | None
Rate = Rated | AlreadyRated | IntakeStopped


class FollowUpView(msgspec.Struct, frozen=True, kw_only=True):
    """What staff see of a bad rating."""

    id: str
    level: Level
    reasons: tuple[str, ...]
    name: Text
    day: date
    due: date | None  # None: beyond the calendar
    overdue: bool


class Ratings:
    def __init__(
        self,
        store: Store,
        follow_up_workdays: int,
        series: Mapping[str, Text],
        catalogue: Callable[[], Catalogue],
        recipient: RecipientKey | None,
        intake_stopped: Callable[[], IntakeStopped | None],
        timekeeping: Timekeeping,
        events: Events,
        ids: Callable[[], str],
        tries: Tries,
    ) -> None:
        """`series`: the name of each series of the hall by its id. `tries`: of `by_number`."""
        self._store = store
        self._limit = TimeLimit(TimeUnit.WORKDAY, follow_up_workdays)
        self._series = series
        self._catalogue = catalogue
        self._recipient = recipient
        self._intake_stopped = intake_stopped
        self._timekeeping = timekeeping
        self._events = events
        self._ids = ids
        self._tries = tries

    # -- what can be rated -------------------------------------------------------------------------------

    def anything(self, session: str) -> bool:
        """Whether a number of today was served, or something filed in this session, and is not rated yet."""
        with self._store.read() as work:
            return work.ratings.any_served(self._now(work).day) or work.ratings.filed_in(session) is not None

    def filed_in(self, session: str) -> Ratable | None:
        """What was filed in this session last, if it has no rating; of a bundle the whole."""
        with self._store.read() as work:
            case_id = work.ratings.filed_in(session)
            return None if case_id is None else self._case(work, case_id)

    def by_token(self, token: str) -> LookUp:
        """The slip of a number or of an application; None for any other token."""
        with self._store.read() as work:
            case = work.cases.by_token(token)
            if case is not None:
                whole = case.parent or case.id
                return self._unless_rated(work, self._case(work, whole))
            ticket = work.tickets.by_token(token)
            return None if ticket is None else self._served(work, ticket)

    def by_number(self, session: str, series: str, number: int) -> LookUp | TooManyTries:
        """A number of today, as it reads on the slip; None when none of this number was served today. Whoever
        goes through the numbers to find one that nobody has rated yet is stopped."""
        if self._tries.left(session) == 0:
            return TooManyTries()
        with self._store.read() as work:
            tokens = work.ratings.served_number(self._now(work).day, series, number)
            found = self._first_ratable(work, tokens)
        if not isinstance(found, Ratable):
            self._tries.failed(session)
        return found

    def by_label(self, typed: str) -> LookUp:
        """The same, with its letter typed too."""
        with self._store.read() as work:
            served = work.ratings.served_labels(self._now(work).day)
            return self._first_ratable(work, [token for label, token in served if same_label(typed, label)])

    # -- rating ------------------------------------------------------------------------------------------

    def rate(
        self,
        what: Ratable,
        level: Level,
        reasons: Sequence[str] = (),
        text: str = "",
        at: RatedAt = RatedAt.TERMINAL,
    ) -> Rate:
        """Raises ValueError for a reason of another level or a text that is too long: a mistake of ours.

        The event names no session and no rating: who rated how must not be found in the trail.
        """
        text = text.strip()
        if not set(reasons) <= set(REASONS[level]) or len(text) > MAX_TEXT:
            raise ValueError("not a rating that a screen can give")
        if self._recipient is None:
            return IntakeStopped(StopReason.NO_RECIPIENT_KEY)
        if (stopped := self._intake_stopped()) is not None:
            return stopped
        with self._store.read() as work:
            terminal, now = work.terminal.get(), self._now(work)
        rating = Rating(
            id=self._ids(),
            service=what.service,
            item=what.item,
            level=level,
            reasons=tuple(reason for reason in REASONS[level] if reason in reasons),
            rated_ms=now.ms,
            day=now.day,
            due=due_day(self._timekeeping.calendar, self._limit, now.day) if level.is_bad else None,
            follow_up=FollowUp.OPEN if level.is_bad else FollowUp.NONE,
        )
        body = self._seal(rating, text, at, terminal.id, self._recipient)
        with self._store.begin() as work:
            if work.ratings.of(what.service) is not None:
                return AlreadyRated()
            work.ratings.add(rating)
            append_body(
                work,
                record_id=rating.id,
                kind=RecordKind.RATING,
                created_ms=now.ms,
                body=body,
                urgent=False,
            )
            self._events.write(work, "", CITIZEN, "rate")
            work.terminal.seen(now.ms)
        return Rated(rating)

    # -- following up ------------------------------------------------------------------------------------

    def counts(self) -> tuple[int, int]:
        """(open, overdue) follow-ups."""
        with self._store.read() as work:
            return work.ratings.count_open(self._now(work).day)

    def follow_ups(self, staff_id: str) -> tuple[FollowUpView, ...]:
        """What is open, due first. Looking is an event too."""
        with self._store.begin() as work:
            today = self._now(work).day
            found = work.ratings.open_follow_ups()
            self._events.write(work, "", staff_actor(staff_id), "look-at-follow-ups")
        return tuple(
            FollowUpView(
                id=one.id,
                level=one.level,
                reasons=one.reasons,
                name=self._name(one),
                day=one.day,
                due=one.due,
                overdue=one.due is not None and one.due < today,
            )
            for one in found
        )

    def follow_up(self, staff_id: str, rating_id: str, outcome: FollowUp) -> bool:
        """What became of it, also told to the district. False when somebody else has done it already.

        Raises ValueError for an outcome that ends nothing.
        """
        if outcome in (FollowUp.NONE, FollowUp.OPEN):
            raise ValueError(outcome)
        with self._store.begin() as work:
            now = self._now(work)
            if not work.ratings.followed(rating_id, outcome, staff_id, now.ms):
                return False
            append_told(
                work,
                record_id=self._ids(),
                kind=RecordKind.EVENT,
                created_ms=now.ms,
                told={"action": "follow-up", "rating": rating_id, "outcome": outcome.value},
            )
            self._events.write(work, "", staff_actor(staff_id), "follow-up", rating_id, outcome.value)
            work.terminal.seen(now.ms)
        return True

    # -- inside ------------------------------------------------------------------------------------------

    def _now(self, work: UnitOfWork) -> Instant:
        return self._timekeeping.judge(work.terminal.get().last_seen_ms)

    def _first_ratable(self, work: UnitOfWork, tokens: Sequence[str]) -> LookUp:
        found = [self._served(work, ticket) for t in tokens if (ticket := work.tickets.by_token(t))]
        return next((one for one in found if isinstance(one, Ratable)), next(iter(found), None))

    def _served(self, work: UnitOfWork, ticket: Ticket) -> LookUp:
        if ticket.state is not TicketState.DONE:
            return NotServed()
        ratable = Ratable(
            service=ServiceEvent(ServiceKind.TICKET, ticket.id),
            item=ticket.series,
            name=self._series.get(ticket.series, Text(ticket.series)),
            label=ticket.label,
        )
        return self._unless_rated(work, ratable)

    def _unless_rated(self, work: UnitOfWork, ratable: Ratable | None) -> LookUp:
        rated = ratable is not None and work.ratings.of(ratable.service) is not None
        return AlreadyRated() if rated else ratable

    def _case(self, work: UnitOfWork, case_id: str) -> Ratable | None:
        case = work.cases.get(case_id)
        if case is None:
            return None
        item = self._catalogue().item(case.item)
        return Ratable(
            service=ServiceEvent(ServiceKind.CASE, case.id),
            item=case.item,
            name=item.plain_name if item is not None else Text(case.item),
        )

    def _name(self, rating: Rating) -> Text:
        if rating.service.kind is ServiceKind.TICKET:
            return self._series.get(rating.item, Text(rating.item))
        item = self._catalogue().item(rating.item)
        return item.plain_name if item is not None else Text(rating.item)

    def _seal(self, rating: Rating, text: str, at: RatedAt, terminal: str, recipient: RecipientKey) -> Body:
        from kiosk.records.outbox import SealedHeader, sealed_body
        from kiosk.records.statements import FiledRating

        plain = FiledRating(
            record_id=rating.id,
            service_kind=rating.service.kind,
            service_id=rating.service.id,
            service_number=rating.service.number,
            item=rating.item,
            level=rating.level,
            reasons=rating.reasons,
            text=text,
            rated_at=local(from_ms(rating.rated_ms)).isoformat(),
            due="" if rating.due is None else rating.due.isoformat(),
            at=at,
        ).to_bytes()
        header = SealedHeader(
            created_ms=rating.rated_ms, item=rating.item, record_id=rating.id, terminal=terminal
        )
        return sealed_body(plain, recipient, header)
