"""Tickets as calling sees them: who waits in a line, and what became of whom. Runs on both engines."""

from datetime import date

from kiosk.domain.calling import Standing
from kiosk.domain.ticket import TicketState
from kiosk.store.engine import Driver
from kiosk.store.statement import Value
from kiosk.store.statements import calls as sql


class Calls:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def get(self, ticket_id: str) -> Standing | None:
        row = sql.GET.one(self._driver, ticket_id=ticket_id)
        return None if row is None else _standing(row)

    def by_label(self, day: date, label: str) -> Standing | None:
        """The ticket that reads so on that day: labels of one day are never the same."""
        row = sql.BY_LABEL.one(self._driver, day=day.isoformat(), wanted=label)
        return None if row is None else _standing(row)

    def by_number(self, day: date, series: str, mark: int, number: int) -> Standing | None:
        row = sql.BY_NUMBER.one(self._driver, day=day.isoformat(), series_id=series, mark=mark, wanted=number)
        return None if row is None else _standing(row)

    def of_day(self, day: date, terminal: str) -> list[Standing]:
        """The tickets that one terminal has issued; in its own store its name is empty."""
        return [_standing(row) for row in sql.OF_DAY.all(self._driver, day=day.isoformat(), issuer=terminal)]

    def days(self, first: date) -> list[date]:
        """The service days from `first` on that have tickets."""
        rows = sql.DAYS.all(self._driver, first_day=first.isoformat())
        return [date.fromisoformat(row[0]) for row in rows]

    def waiting(self, line: str, first_day: date, last_day: date) -> list[Standing]:
        """Who stands in a line for those service days, in order."""
        return [_standing(row) for row in sql.WAITING.all(self._driver, **_days(line, first_day, last_day))]

    def first(self, line: str, first_day: date, last_day: date) -> list[Standing]:
        """The first in a line and the first with priority: who comes next is one of them."""
        days = _days(line, first_day, last_day)
        rows = sql.FIRST.all(self._driver, **days)
        if rows:
            rows += sql.FIRST_PRIORITY.all(self._driver, yes=1, **days)
        return [_standing(row) for row in rows]

    def confirm(self, ticket_id: str) -> None:
        """Its terminal has spoken: nobody waits for a word on it any more."""
        sql.CONFIRM.change(self._driver, ticket_id=ticket_id, yes=1)

    def confirm_standing(self, ticket_id: str) -> bool:
        """The same in one statement. False for one that is not known, or was given up before its terminal
        spoke: that wants a closer look."""
        void = TicketState.VOID.value
        return sql.CONFIRM_STANDING.change(self._driver, ticket_id=ticket_id, void=void, yes=1) > 0

    def save(self, changed: Standing) -> None:
        """Everything of a ticket that calling may change."""
        sql.SAVE.change(
            self._driver,
            ticket_id=changed.ticket_id,
            to_line=changed.line,
            to_place=changed.place,
            to_state=changed.state.value,
            at_window=changed.window,
            call_count=changed.calls,
            called=changed.called_ms,
            started=changed.started_ms,
            ended=changed.ended_ms,
        )


def _days(line: str, first_day: date, last_day: date) -> dict[str, Value]:
    return {
        "line_id": line,
        "waiting": TicketState.WAITING.value,
        "first_day": first_day.isoformat(),
        "last_day": last_day.isoformat(),
    }


def _standing(row: tuple[Value, ...]) -> Standing:
    name, label, series, line, day, mark, number, place, priority, state, *rest = row
    window, calls, issued_ms, called_ms, started_ms, ended_ms, terminal, confirmed, same_person = rest
    return Standing(
        ticket_id=name,
        label=label,
        series=series,
        line=line,
        service_day=date.fromisoformat(day),
        epoch_mark=mark,
        number=number,
        place=place,
        priority=bool(priority),
        state=TicketState(state),
        window=window,
        calls=calls,
        issued_ms=issued_ms,
        called_ms=called_ms,
        started_ms=started_ms,
        ended_ms=ended_ms,
        terminal=terminal,
        confirmed=bool(confirmed),
        same_person=bool(same_person),
    )
