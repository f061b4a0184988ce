"""Writing a new number: counter, ticket, record and slip, inside the caller's transaction."""

from collections.abc import Callable

from kiosk.domain.appointment import Slot
from kiosk.domain.ledger import HallNumber
from kiosk.domain.record import RecordKind
from kiosk.domain.ticket import Ticket, TicketState, place_of_issue
from kiosk.domain.time import from_ms
from kiosk.domain.waiting import WaitRange
from kiosk.services.asking import Numbered
from kiosk.services.jobs import queued_job
from kiosk.services.number_outcomes import NumberTaken
from kiosk.services.numbering import Numbering
from kiosk.services.opening_hours import ServiceTime
from kiosk.services.outgoing import append_told
from kiosk.services.placing import Place, Placing
from kiosk.services.service_day import day_words, where_words
from kiosk.services.slips import ticket_slip
from kiosk.services.ticket_code import TicketCode
from kiosk.services.timekeeping import Instant
from kiosk.services.waiting_times import WaitingTimes
from kiosk.settings import SeriesSettings, TerminalSettings
from kiosk.store import UnitOfWork


class Issuing:
    def __init__(
        self,
        terminal: TerminalSettings,
        placing: Placing,
        ids: Callable[[], str],
        numbering: Numbering,
        waiting: WaitingTimes | None = None,
        code: TicketCode | None = None,
    ) -> None:
        """`waiting`, `code`: None where no history is kept and no slip is asked for, as in a measurement."""
        self._terminal = terminal
        self._placing = placing
        self._ids = ids
        self._numbering = numbering
        self._waiting = waiting
        self._code = code

    def issue(
        self,
        work: UnitOfWork,
        session: str,
        series: SeriesSettings,
        priority: bool,
        place: Place,
        now: Instant,
        person: str | None = None,
        asked: Numbered | None = None,
        due: Slot | None = None,
    ) -> NumberTaken:
        """The next number at `place`, which must not be full. `person`: whose, as a keyed digest. `asked`:
        the number that the hall's ledger gave. `due`: an appointment's slot: the place is of its time."""
        numbered = self._numbering.draw(work, series, place.day, place.mark, asked)
        ticket = Ticket(
            id=numbered.ticket_id,
            series=series.id,
            service_day=place.day,
            epoch_mark=numbered.epoch_mark,
            number=numbered.number,
            label=numbered.label,
            priority=priority,
            state=TicketState.WAITING,
            token=numbered.token,
            session=session,
            issued=from_ms(now.ms),
            due_ms=None if due is None else due.start_ms,
        )
        own_place = 0 if due is None else place_of_issue(due.start_ms, numbered.number)
        work.tickets.add(ticket, person=person, place=own_place)
        ahead = numbered.ahead if due is None or asked is not None else work.tickets.ahead_of(ticket)
        append_told(
            work,
            record_id=self._ids(),
            kind=RecordKind.TICKET,
            created_ms=now.ms,
            told=told_of(ticket, now),
        )
        words = None if now.fault else day_words(place.day, now.day, place.when)
        where = where_words(series.windows, now.day, place.when)
        wait = self._wait(series, ahead, place.when, now)
        issued_ms = None if now.fault else now.ms
        code = self._code_of(ticket)
        slip = ticket_slip(ticket, series, self._terminal, ahead, wait, words, where, issued_ms, due, code)
        job = queued_job(slip, job_id=self._ids(), session=session, now_ms=now.ms)
        work.print_jobs.add(job)
        work.terminal.seen(now.ms)
        return NumberTaken(
            ticket=ticket,
            job_id=job.id,
            ahead=ahead,
            windows=series.windows,
            where=where,
            day_words=words,
            wait=wait,
            code=code,
            repeated=False,
        )

    def again(
        self,
        work: UnitOfWork,
        ticket: Ticket,
        series: SeriesSettings,
        now: Instant,
        there: HallNumber | None = None,
        elsewhere: str = "",
    ) -> NumberTaken:
        """A number that was issued before, as it stands now. `there`: in the hall's ledger. `elsewhere`: the
        terminal that gave it out, of whose slip nothing is known here."""
        when = self._placing.when(series, ticket.service_day, now)
        ahead = work.tickets.ahead_of(ticket) if there is None else there.ahead
        return NumberTaken(
            ticket=ticket,
            job_id="" if elsewhere else work.print_jobs.by_token(ticket.token)[0].id,
            elsewhere=elsewhere,
            ahead=ahead,
            windows=series.windows,
            where=where_words(series.windows, now.day, when),
            day_words=None if now.fault else day_words(ticket.service_day, now.day, when),
            wait=self._wait(series, ahead, when, now),
            code="" if elsewhere else self._code_of(ticket),
            repeated=True,
        )

    def _code_of(self, ticket: Ticket) -> str:
        return "" if self._code is None else self._code.of(ticket.token)

    def _wait(
        self, series: SeriesSettings, ahead: int, when: ServiceTime | None, now: Instant
    ) -> WaitRange | None:
        """Only while people are being called: what is said before opening would count from no moment."""
        if self._waiting is None or when is None or not when.open_now:
            return None
        return self._waiting.range(series.id, ahead, now.ms)


def told_of(ticket: Ticket, now: Instant) -> dict[str, str | int | bool]:
    """The record's words: no token and no session, which belong to the citizen's slip alone."""
    return {
        "ticket_id": ticket.id,
        "series": ticket.series,
        "service_day": ticket.service_day.isoformat(),
        "label": ticket.label,
        "number": ticket.number,
        "epoch_mark": ticket.epoch_mark,
        "priority": ticket.priority,
        "clock_suspect": now.fault is not None,
    }
