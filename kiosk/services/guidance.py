"""一次性告知: the exact list of one situation, printed completely, and the fact that it was told."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.domain.form import Answers
from kiosk.domain.item import Catalogue
from kiosk.services.events import Events
from kiosk.services.jobs import Wake, nobody, queued_job
from kiosk.services.timekeeping import Timekeeping
from kiosk.settings import TerminalSettings
from kiosk.store import Store


class Guidance:
    def __init__(
        self,
        store: Store,
        terminal: TerminalSettings,
        catalogue: Callable[[], Catalogue],
        timekeeping: Timekeeping,
        events: Events,
        ids: Callable[[], str],
        tokens: Callable[[], str],
        wake: Wake = nobody,
    ) -> None:
        self._store = store
        self._terminal = terminal
        self._catalogue = catalogue
        self._timekeeping = timekeeping
        self._events = events
        self._ids = ids
        self._tokens = tokens
        self._wake = wake

    def tell(self, session: str, item_id: str, situation: Answers) -> str:
        """Print the notice of an item for what its questionnaire was answered; the job's id.

        Raises KeyError for an unknown item. What is stored says which item, by which terminal, and when.
        """
        # Not at the head of the file: the JSON Schema library would delay the first frame (assembly.warm).
        from kiosk.catalogue.bundles import sections_for
        from kiosk.catalogue.guidance import situation_words
        from kiosk.services.notices import Moment, notice_slip

        catalogue = self._catalogue()
        item = catalogue.item(item_id)
        if item is None:
            raise KeyError(item_id)
        questionnaire = catalogue.forms[item.situation] if item.situation else None
        with self._store.begin() as work:
            now = self._timekeeping.judge(work.terminal.get().last_seen_ms)
            told = () if questionnaire is None else situation_words(questionnaire, situation, now.day)
            slip = notice_slip(
                item,
                sections_for(catalogue, item, situation, now.day),
                told,
                self._terminal,
                Moment(
                    catalogue.info,
                    catalogue.calendar,
                    None if now.fault else now.day,
                    None if now.fault else now.ms,
                ),
                self._tokens(),
            )
            job = queued_job(slip, job_id=self._ids(), session=session, now_ms=now.ms)
            work.print_jobs.add(job)
            self._events.write(
                work,
                session,
                f"terminal:{self._terminal.id}",
                "told-once",
                f"{item.id}@{catalogue.info.version}",
            )
        self._wake()
        return job.id
