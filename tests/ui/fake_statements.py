"""Ratings and complaints as screens see them, in memory."""

from collections.abc import Sequence
from datetime import date

from kiosk.domain.complaint import Complaint, ComplaintKind, ComplaintStage
from kiosk.domain.form import Answers
from kiosk.domain.printer import JobState
from kiosk.domain.privacy import Consent
from kiosk.domain.rating import FollowUp, Level, Rating, ServiceEvent, ServiceKind
from kiosk.domain.text import Text
from kiosk.services.complaints import ComplaintFiled, FileComplaint
from kiosk.services.ratings import AlreadyRated, FollowUpView, LookUp, NotServed, Ratable, Rate, Rated
from kiosk.services.tries import TooManyTries
from tests.ui.fake_day import NOW_MS, TODAY, TOKEN
from tests.ui.fake_printing import FakePrinting

TICKET_TOKEN = "aServedNumbersToken22c"
SERVED = Ratable(
    service=ServiceEvent(ServiceKind.TICKET, "t1"),
    item="general",
    name=Text("综合服务", "General services"),
    label="A001",
)
FILED = Ratable(
    service=ServiceEvent(ServiceKind.CASE, "c1"),
    item="unemployment-registration",
    name=Text("失业登记", "Register as unemployed"),
)


class FakeRatings:
    """A001 of the general series was served; `filed` stands for what this session has filed."""

    def __init__(self) -> None:
        self.filed: Ratable | None = None
        self.served = True
        self.tries = 5
        self.answer: Rate | None = None
        self.given: list[tuple[str, Level, tuple[str, ...], str]] = []
        self.open: list[FollowUpView] = []
        self.ended: list[tuple[str, str, FollowUp]] = []

    def anything(self, session: str) -> bool:
        del session
        return self.filed is not None or (self.served and not self._is_rated(SERVED))

    def filed_in(self, session: str) -> Ratable | None:
        del session
        return None if self.filed is None or self._is_rated(self.filed) else self.filed

    def by_token(self, token: str) -> LookUp:
        return self._look(SERVED) if token == TICKET_TOKEN else None

    def by_number(self, session: str, series: str, number: int) -> LookUp | TooManyTries:
        del session
        if self.tries == 0:
            return TooManyTries()
        return self._look(SERVED) if (series, number) == ("general", 1) else None

    def rate(self, what: Ratable, level: Level, reasons: Sequence[str] = (), text: str = "") -> Rate:
        if self.answer is not None:
            return self.answer
        self.given.append((what.service.id, level, tuple(sorted(reasons)), text))
        due = date(2026, 11, 30) if level.is_bad else None
        return Rated(
            Rating(
                id="r1",
                service=what.service,
                item=what.item,
                level=level,
                reasons=tuple(reasons),
                rated_ms=NOW_MS,
                day=TODAY,
                due=due,
                follow_up=FollowUp.OPEN if level.is_bad else FollowUp.NONE,
            )
        )

    def counts(self) -> tuple[int, int]:
        return len(self.open), sum(one.overdue for one in self.open)

    def follow_ups(self, staff_id: str) -> tuple[FollowUpView, ...]:
        del staff_id
        return tuple(self.open)

    def follow_up(self, staff_id: str, rating_id: str, outcome: FollowUp) -> bool:
        known = any(one.id == rating_id for one in self.open)
        self.open = [one for one in self.open if one.id != rating_id]
        self.ended.append((staff_id, rating_id, outcome))
        return known

    def open_some(self) -> None:
        """One overdue, one in time, one whose day nobody knows."""
        self.open = [
            _open("f1", "失业登记", Level.VERY_DISSATISFIED, ("many-windows", "bad-manner-and-slow"), 16),
            _open("f2", "综合服务", Level.DISSATISFIED, (), 27),
            _open("f3", "办居住证", Level.DISSATISFIED, ("no-list",), None),
        ]

    def _look(self, what: Ratable) -> LookUp:
        if self._is_rated(what):
            return AlreadyRated()
        return what if self.served else NotServed()

    def _is_rated(self, what: Ratable) -> bool:
        return any(service == what.service.id for service, *_ in self.given)


def _open(name: str, item: str, level: Level, reasons: tuple[str, ...], due: int | None) -> FollowUpView:
    return FollowUpView(
        id=name,
        level=level,
        reasons=reasons,
        name=Text(item, item),
        day=date(2026, 11, 9),
        due=None if due is None else date(2026, 11, due),
        overdue=due is not None and due < TODAY.day,
    )


class FakeComplaints:
    def __init__(self, printing: FakePrinting) -> None:
        self._printing = printing
        self.said: list[dict[str, object]] = []
        self.answer: FileComplaint | None = None

    def file(self, session: str, answers: Answers, consent: Consent) -> FileComplaint:
        del consent
        if self.answer is not None:
            return self.answer
        self.said.append(dict(answers))
        self._printing.put("said-1", JobState.PRINTED, kind="complaint")
        complaint = Complaint(
            id="k1",
            local_number="DZ-0001-20261123-000002-3",
            kind=ComplaintKind(answers["kind"]),
            token=TOKEN,
            session=session,
            stage=ComplaintStage.SUBMITTED_LOCAL,
            filed_ms=NOW_MS,
        )
        return ComplaintFiled(complaint, "407193", "said-1")
