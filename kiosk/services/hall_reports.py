"""The hall's statistics (大厅统计) of a month."""

from calendar import monthrange
from datetime import date, timedelta

from kiosk.domain.hall_report import HallReport
from kiosk.services.hall_views import Ledger


class HallReports:
    def __init__(self, ledger: Ledger) -> None:
        """`ledger`: the hall's, or the own store where one terminal is the hall."""
        self._ledger = ledger

    def month(self, month: date) -> HallReport:
        """The calendar month that holds this day, by service day. Raises LedgerAway."""
        # A terminal's start does not need what computes with a month of numbers.
        from kiosk.services.hall_statistics import hall_report

        first = month.replace(day=1)
        last = month.replace(day=monthrange(month.year, month.month)[1])
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        with self._ledger.read() as work:
            # A day at a time: no statement on the hall's ledger may take longer than a citizen waits.
            tickets = [ticket for day in days for ticket in work.tickets.between(day, day)]
        return hall_report(tickets, first, last)
