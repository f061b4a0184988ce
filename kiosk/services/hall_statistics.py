"""From the life of each number to a month in counts and times: a function of tickets, nothing else."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from statistics import median, quantiles

from kiosk.domain.hall_report import HallReport, Row, Spread
from kiosk.domain.ticket import Ticket, TicketState
from kiosk.domain.time import local, to_ms

_MINUTE_MS = 60_000
_LEFT = frozenset({TicketState.WAITING, TicketState.CALLED, TicketState.SERVING})


def hall_report(tickets: Iterable[Ticket], first: date, last: date) -> HallReport:
    everyone = list(tickets)
    same_day = [ticket for ticket in everyone if _taken_on_its_day(ticket)]
    return HallReport(
        first=first,
        last=last,
        whole=_row("", everyone),
        by_series=_rows(everyone, lambda ticket: ticket.series),
        by_window=_rows((one for one in everyone if one.window), lambda ticket: ticket.window),
        by_hour=_rows(same_day, lambda ticket: f"{local(ticket.issued).hour:02d}"),
        by_day=_rows(everyone, lambda ticket: ticket.service_day.isoformat()),
        night=len(everyone) - len(same_day),
    )


def _rows(tickets: Iterable[Ticket], key: Callable[[Ticket], str]) -> tuple[Row, ...]:
    groups = defaultdict[str, list[Ticket]](list)
    for ticket in tickets:
        groups[key(ticket)].append(ticket)
    return tuple(_row(name, groups[name]) for name in sorted(groups, key=_as_people_count))


def _as_people_count(key: str) -> tuple[int, str]:
    """Window 10 comes after window 9."""
    return (len(key), key) if key.isdigit() else (0, key)


def _row(key: str, tickets: list[Ticket]) -> Row:
    states = [ticket.state for ticket in tickets]
    return Row(
        key=key,
        issued=len(tickets),
        served=states.count(TicketState.DONE),
        no_show=states.count(TicketState.NO_SHOW),
        given_back=states.count(TicketState.VOID),
        left=sum(state in _LEFT for state in states),
        wait=_spread((to_ms(one.issued), one.called_ms) for one in tickets if _taken_on_its_day(one)),
        service=_spread((one.started_ms, one.ended_ms) for one in tickets if one.state is TicketState.DONE),
    )


def _taken_on_its_day(ticket: Ticket) -> bool:
    return local(ticket.issued).date() == ticket.service_day


def _spread(spans: Iterable[tuple[int | None, int | None]]) -> Spread | None:
    """A span that a corrected clock turned backwards says nothing, and is left out."""
    minutes = [
        (end - begin) / _MINUTE_MS
        for begin, end in spans
        if begin is not None and end is not None and end >= begin
    ]
    if not minutes:
        return None
    p90 = quantiles(minutes, n=10, method="inclusive")[-1] if len(minutes) > 1 else minutes[0]
    return Spread(count=len(minutes), median=median(minutes), p90=p90)
