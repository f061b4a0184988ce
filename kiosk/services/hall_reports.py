"""The hall's statistics (大厅统计) of a month."""

from calendar import monthrange
from datetime import date

from kiosk.domain.hall_report import HallReport
from kiosk.store import Store


class HallReports:
    def __init__(self, store: Store) -> None:
        self._store = store

    def month(self, month: date) -> HallReport:
        """The calendar month that holds this day, by service day."""
        # A terminal's start does not need what computes with a month of numbers.
        from kiosk.services.hall_statistics import hall_report

        first = month.replace(day=1)
        last = month.replace(day=monthrange(month.year, month.month)[1])
        with self._store.read() as work:
            return hall_report(work.tickets.between(first, last), first, last)
