"""查进度: by the number on the receipt and the last six of the ID number; the receipt once more on paper.

A queue number by the 核对码 on its slip: a terminal may have no scanner.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, assert_never

from PySide6.QtCore import Slot

from kiosk.domain.time import from_ms
from kiosk.services.progress import (
    ComplaintFound,
    ComplaintView,
    NumberFound,
    ProgressFound,
    ProgressNotFound,
    ProgressView,
    TooManyTries,
)
from kiosk.ui.viewmodel import State
from kiosk.ui.viewmodels.bars import Say, day_words
from kiosk.ui.viewmodels.case_words import StepLine, complaint_key, complaint_steps, headline_key, steps
from kiosk.ui.viewmodels.number import Number
from kiosk.ui.viewmodels.series_letters import Prefix, derive_prefixes, letter_of
from kiosk.ui.viewmodels.slip import SlipState
from kiosk.ui.viewmodels.slip_screen import SlipScreen

if TYPE_CHECKING:
    from kiosk.domain.text import Language
    from kiosk.domain.ticket import SeriesView
    from kiosk.services.queue import NumberTaken
    from kiosk.ui.ports import FindsCases, IssuesNumbers, Prints
    from kiosk.ui.shell import Shell

TAIL_DIGITS = 15  # yyyymmdd, six of count, one check digit (kiosk.domain.case.local_number)
LAST_OF_ID = 6  # and of a 核对码
LABEL_DIGITS = 9  # a terminal that has no seat yet puts its own number before the 001


class FoundPart(State, frozen=True):
    """One of the cases that a bundle was filed as."""

    name: str
    stage: str
    number: str


class FoundCase(State, frozen=True):
    headline: str
    advice: str
    item: str
    local_number: str
    official_number: str
    applicant: str
    filed: str
    supplement: str
    steps: tuple[StepLine, ...]
    parts: tuple[FoundPart, ...] = ()
    answer: str = ""  # to a complaint
    said: bool = False  # a question or complaint: it has a kind and a number, no service


class ProgressState(State, frozen=True):
    """`of_queue`: a queue number is being entered, with the 核对码 in place of the last six."""

    prefixes: tuple[Prefix, ...] = ()
    of_queue: bool = False
    number: str = ""
    last6: str = ""
    current: str = "number"
    extra_key: str = ""
    message: str = ""
    can_ask: bool = False
    found: FoundCase | None = None
    can_reprint: bool = False
    slip: SlipState | None = None


def local_number_shape(digits: str, terminal_digits: int) -> str:
    """DZ-0001-20261123-000001-5 as far as it has been typed."""
    cuts = (terminal_digits, terminal_digits + 8, terminal_digits + 14, terminal_digits + TAIL_DIGITS)
    parts = [digits[start:end] for start, end in zip((0, *cuts), cuts, strict=False)]
    return "-".join(["DZ", *(part for part in parts if part)])


def derive_found(view: ProgressView, language: Language, say: Say) -> FoundCase:
    key = headline_key(view.stage, view.delivery)
    parts = tuple(_part(part, language, say) for part in view.parts)
    return FoundCase(
        headline=say("stage-parts", count=len(parts)) if parts else say(f"stage-{key}"),
        advice=say("advice-parts") if parts else say(f"advice-{key}"),
        item=view.item_name.in_(language),
        local_number=view.local_number,
        official_number=view.official_number or "",
        applicant=view.applicant_masked,
        filed=day_words(from_ms(view.filed_ms), language),
        supplement=view.supplement or "",
        steps=() if parts else steps(view.stage, view.delivery, say),
        parts=parts,
    )


def derive_complaint(view: ComplaintView, language: Language, say: Say) -> FoundCase:
    """The way of a complaint and its answer; what was said is sealed and not shown."""
    key = complaint_key(view.stage, view.delivery)
    return FoundCase(
        headline=say(f"said-{key}"),
        advice=say(f"said-advice-{key}"),
        item=say(f"said-kind-{view.kind.value}"),
        local_number=view.local_number,
        official_number="",
        applicant="",
        filed=day_words(from_ms(view.filed_ms), language),
        supplement="",
        steps=complaint_steps(view.stage, view.delivery, say),
        answer=view.answer,
        said=True,
    )


def _part(view: ProgressView, language: Language, say: Say) -> FoundPart:
    words = say(f"stage-{headline_key(view.stage, view.delivery)}")
    number = view.official_number or view.local_number
    return FoundPart(
        name=view.item_name.in_(language),
        stage=f"{words}：{view.supplement}" if view.supplement else words,
        number=number,
    )


class ProgressQuery(SlipScreen):
    screen: ClassVar[str] = "progress"
    qml: ClassVar[str] = "Progress"

    def __init__(self, shell: Shell, progress: FindsCases, queue: IssuesNumbers, printing: Prints) -> None:
        super().__init__(shell, ProgressState(), printing)
        self._printing = printing
        self._progress = progress
        self._queue = queue
        self._series: tuple[SeriesView, ...] = ()
        own = shell.settings.terminal.id
        self._terminal_digits = len(own) if own.isdigit() else 4
        self._own = own if own.isdigit() else ""
        self._clear()

    def _clear(self) -> None:
        self._begin("")
        self._found: ProgressView | ComplaintView | None = None
        self._slip.forget()

    def _begin(self, chosen: str) -> None:
        """Nothing is entered yet. `chosen`: the series of a queue number; empty: of an application."""
        self._chosen = chosen
        self._digits = "" if chosen else self._own
        self._last6 = ""
        self._current = "number"
        self._message = ("", 0)

    def open(self, arguments: Mapping[str, str]) -> None:
        del arguments
        self._clear()
        self._series = self._queue.series() if self.shell.has("number") else ()
        self.refresh()

    def present(self, view: ProgressView | ComplaintView) -> None:
        """The slip itself was shown: what 128 bits open needs no number."""
        self._found = view
        self.refresh()

    def refresh(self) -> None:
        key, count = self._message
        slip = self._slip.look()
        of_queue = self._chosen != ""
        self._show(
            ProgressState(
                prefixes=self._prefixes(),
                of_queue=of_queue,
                number=self._number(),
                last6=self._last6,
                current=self._current,
                extra_key="X" if self._current == "last6" and not of_queue else "",
                message=self.say(key, count=count) if key else "",
                can_ask=self._number_is_whole() and len(self._last6) == LAST_OF_ID,
                found=self._derive_found(),
                can_reprint=self._found is not None and slip is None,
                slip=slip,
            )
        )

    def _number(self) -> str:
        if self._chosen:
            return letter_of(self._series, self._chosen) + self._digits
        return local_number_shape(self._digits, self._terminal_digits)

    def _number_is_whole(self) -> bool:
        if self._chosen:
            return self._digits.strip("0") != ""
        return len(self._digits) == self._terminal_digits + TAIL_DIGITS

    def _prefixes(self) -> tuple[Prefix, ...]:
        if not self._series:
            return ()
        name = self.say("application")
        application = Prefix(series="", letter="DZ", name=name, chosen=self._chosen == "")
        return (application, *derive_prefixes(self._series, self._chosen, self.language))

    def _derive_found(self) -> FoundCase | None:
        match self._found:
            case None:
                return None
            case ComplaintView() as said:
                return derive_complaint(said, self.language, self.say)
            case ProgressView() as view:
                return derive_found(view, self.language, self.say)

    def forget(self) -> None:
        self._clear()
        self.refresh()

    def back(self) -> bool:
        if self._found is None:
            return False
        self._clear()
        self.refresh()
        return True

    @Slot(str)
    def edit(self, field: str) -> None:
        self._current = field
        self.refresh()

    @Slot(str)
    def choose(self, series: str) -> None:
        """What the number begins with: a series' letter, or, empty, the DZ of an application."""
        if series != self._chosen:
            self._begin(series)
        self.refresh()

    @Slot(str)
    def typed(self, character: str) -> None:
        if self._current == "number" and self._chosen:
            self._digits = (self._digits + character)[:LABEL_DIGITS]
        elif self._current == "number":
            self._digits = (self._digits + character)[: self._terminal_digits + TAIL_DIGITS]
            if len(self._digits) == self._terminal_digits + TAIL_DIGITS:
                self._current = "last6"
        else:
            self._last6 = (self._last6 + character)[:LAST_OF_ID]
        self._message = ("", 0)
        self.refresh()

    @Slot()
    def erase(self) -> None:
        if self._current == "number":
            self._digits = self._digits[:-1]
        else:
            self._last6 = self._last6[:-1]
        self._message = ("", 0)
        self.refresh()

    @Slot()
    def ask(self) -> None:
        find = self._progress.by_label if self._chosen else self._progress.by_number
        outcome = find(self.shell.session_id, self._number(), self._last6)
        match outcome:
            case NumberFound(taken):
                self._show_number(taken)
            case ProgressFound(view) | ComplaintFound(view):
                self._found = view
            case ProgressNotFound(tries_left):
                self._complain(tries_left)
                self._last6 = ""
                self._current = "last6"
            case TooManyTries():
                self._complain(0)
            case _:
                assert_never(outcome)
        self.refresh()

    def _complain(self, tries_left: int) -> None:
        key = "not-found" if tries_left else "too-many"
        self._message = (f"{key}-label" if self._chosen else key, tries_left)

    def _show_number(self, taken: NumberTaken) -> None:
        """As if its slip had been scanned; what was entered does not stay behind it."""
        screen = self.shell.model("number")
        series = next((one for one in self._series if one.id == taken.ticket.series), None)
        if series is not None and isinstance(screen, Number):
            self._clear()
            screen.present(taken, series, scanned=True)
            self.shell.go("number")

    @Slot()
    def reprint(self) -> None:
        """The receipt that never came, or was lost, as 补打: whoever opened the case may hold it."""
        if self._found is None:
            return
        job = self._printing.reprint(self._found.token, self.shell.session_id)
        if job is not None:
            self._slip.follow(job.id)
        self.refresh()
