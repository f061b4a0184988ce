"""Queue numbers as screens see them: taken, scanned, given back; in memory."""

from concurrent.futures import Future
from datetime import UTC, date, datetime
from threading import Thread

import msgspec

from kiosk.domain.card import IdCard
from kiosk.domain.printer import JobState
from kiosk.domain.text import Text
from kiosk.domain.ticket import SeriesStatus, SeriesView, Ticket, TicketState
from kiosk.domain.waiting import WaitRange
from kiosk.services.asking import Answer, Asking, Awaited
from kiosk.services.giving_back import Changed, GivenBack, NotGivenBack, Unanswered
from kiosk.services.queue import NumberRefused, NumbersExhausted, NumberTaken, TakeNumber
from kiosk.services.shared_hall.number_reach import Reached
from kiosk.settings import HallSettings
from tests.ui.fake_day import CODE, TODAY, TOKEN
from tests.ui.fake_printing import FakePrinting


def series_view(
    series: str, prefix: str, name: Text, windows: str, waiting: int, status: SeriesStatus = SeriesStatus.OPEN
) -> SeriesView:
    day = date(2026, 11, 24) if status is SeriesStatus.NEXT_DAY else TODAY
    return SeriesView(
        id=series,
        prefix=prefix,
        name=name,
        windows=windows,
        waiting=waiting,
        status=status,
        service_day=day,
        items=next(one.items for one in HallSettings().series if one.id == series),
    )


def a_ticket(
    session: str, series: str, prefix: str, number: int, state: TicketState, priority: bool = False
) -> Ticket:
    return Ticket(
        id=f"ticket-{number}",
        series=series,
        service_day=TODAY,
        epoch_mark=0,
        number=number,
        label=f"{prefix}{number:03}",
        priority=priority,
        state=state,
        token=TOKEN,
        session=session,
        issued=datetime(2026, 11, 23, 1, 41, tzinfo=UTC),
    )


class FakeQueue:
    def __init__(self, printing: FakePrinting) -> None:
        self._printing = printing
        self.taken: list[tuple[str, str, bool]] = []
        self.with_card: list[bool] = []
        self.wait: WaitRange | None = WaitRange(10, 25)
        self.day_words: Text | None = Text("今日 11月23日 周一", "Today, Mon 23 Nov")
        self.where = Text("请到 {windows} 号窗口等候叫号", "Wait to be called, windows {windows}")
        self.answer: TakeNumber | None = None
        self.ledger: Future[Answer] | None = None
        self.asked: list[Asking] = []
        self.dropped: list[Asking] = []
        self.views: tuple[SeriesView, ...] = (
            series_view("general", "A", Text("综合服务", "General services"), "1–4", 3),
            series_view("insurance", "B", Text("社保医保", "Social and medical insurance"), "5–6", 12),
            series_view("household", "C", Text("户籍与居住证", "Household and residence"), "7", 0),
            series_view(
                "business",
                "D",
                Text("企业和个体登记", "Business registration"),
                "8",
                1,
                SeriesStatus.NEXT_DAY,
            ),
        )

    def series(self) -> tuple[SeriesView, ...]:
        return self.views

    def ask(
        self, session: str, series: str, priority: bool = False, card: IdCard | None = None
    ) -> Asking | None:
        """With `share`, a hall's ledger that answers when the test says so."""
        del session, series, priority, card
        if self.ledger is None:
            return None
        self.asked.append(Asking(self.ledger))
        return self.asked[-1]

    def drop(self, asking: Asking) -> None:
        self.dropped.append(asking)

    def share(self) -> None:
        self.ledger = Future()

    def answer_from_ledger(self) -> None:
        """From another thread, as the ledger's answers come."""
        assert self.ledger is not None
        thread = Thread(target=self.ledger.set_result, args=(None,))
        thread.start()
        thread.join()
        self.share()

    def take_number(
        self,
        session: str,
        series: str,
        priority: bool = False,
        card: IdCard | None = None,
        asking: Asking | None = None,
    ) -> TakeNumber:
        if asking is not None:
            asking.answer()
        self.with_card.append(card is not None)  # nothing of the card: it must be gone with its session
        if self.answer is not None:
            return self.answer
        self.taken.append((session, series, priority))
        view = next(view for view in self.views if view.id == series)
        number = len(self.taken)
        job_id = f"job-{number}"
        self._printing.put(job_id, JobState.QUEUED)
        return NumberTaken(
            ticket=a_ticket(session, series, view.prefix, number, TicketState.WAITING, priority),
            job_id=job_id,
            ahead=view.waiting,
            windows=view.windows,
            where=Text(
                self.where.zh.format(windows=view.windows), self.where.en.format(windows=view.windows)
            ),
            day_words=self.day_words,
            wait=self.wait,
            code=CODE,
            repeated=False,
        )

    def exhaust(self) -> None:
        self.answer = NumbersExhausted("general", TODAY)

    def close_for_today(self) -> None:
        """It is evening: numbers are tomorrow's."""
        self.day_words = Text("明日 11月24日 周二 上午9:00 起", "Tomorrow, Tue 24 Nov, from 9:00 am")
        self.where = Text(
            "请在 11月24日 上午9:00 来，到 {windows} 号窗口等候叫号",
            "Come on 24 Nov at 9:00 am and wait to be called, windows {windows}",
        )
        self.views = tuple(
            msgspec.structs.replace(view, status=SeriesStatus.NEXT_DAY, service_day=date(2026, 11, 24))
            for view in self.views
        )


class FakeGivingBack:
    """The last number that the queue gave is the one that is given back."""

    def __init__(self, queue: FakeQueue) -> None:
        self._queue = queue
        self.asked: list[tuple[str, str]] = []  # (token, series; empty: given back)
        self.state: TicketState | None = None  # that it has in truth; None: it waits
        self.hall: Future[Reached] = Future()
        # What comes of one of another terminal.
        self.there: GivenBack | NotGivenBack | Unanswered = Unanswered()

    def answer(self) -> None:
        self.hall.set_result(None)

    def ask(self, token: str) -> Awaited[Reached]:
        self.asked.append((token, "there"))
        return Awaited(self.hall)

    def given_back(self, session: str, asking: Awaited[Reached]) -> GivenBack | NotGivenBack | Unanswered:
        del session
        asking.answer()
        return self.there

    def give_back(self, session: str, token: str) -> GivenBack | NotGivenBack:
        self.asked.append((token, ""))
        return GivenBack(self._void(session)) if self.state is None else NotGivenBack(self.state)

    def change(self, session: str, token: str, series: str) -> Changed | NotGivenBack | NumberRefused:
        self.asked.append((token, series))
        if self.state is not None:
            return NotGivenBack(self.state)
        old = self._void(session)
        taken = self._queue.take_number(session, series)
        return Changed(old, taken) if isinstance(taken, NumberTaken) else taken

    def _void(self, session: str) -> Ticket:
        number = len(self._queue.taken)
        return a_ticket(session, "insurance", "B", number, TicketState.VOID)


class FakeScannedNumbers:
    """Knows the slip of one number."""

    def __init__(self, queue: FakeQueue) -> None:
        self._queue = queue
        self.token = "aNumbersOwnToken_22-ch"
        self.state = TicketState.WAITING
        self.elsewhere = ""  # the terminal that printed it; empty: this one
        self.hall: Future[Reached] | None = None  # what it answers, when the test says so

    def share(self) -> None:
        self.hall = Future()

    def answer(self) -> None:
        assert self.hall is not None
        self.hall.set_result(None)

    def taken(self) -> NumberTaken:
        found = self.by_token(self.token)
        assert found is not None
        return found

    def seek(self, token: str) -> Awaited[Reached] | None:
        del token
        return None if self.hall is None else Awaited(self.hall)

    def series(self) -> tuple[SeriesView, ...]:
        return self._queue.views

    def by_token(self, token: str, asking: Awaited[Reached] | None = None) -> NumberTaken | None:
        if asking is not None:
            asking.answer()
        if token != self.token:
            return None
        taken = self._queue.take_number("s", "insurance")
        assert isinstance(taken, NumberTaken)
        ticket = msgspec.structs.replace(taken.ticket, state=self.state)
        return msgspec.structs.replace(taken, ticket=ticket, repeated=True, elsewhere=self.elsewhere)
