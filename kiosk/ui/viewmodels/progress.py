"""查进度: by the number on the receipt and the last six of the ID number; the receipt once more on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, assert_never

from PySide6.QtCore import Slot

from kiosk.domain.time import from_ms
from kiosk.services.progress import (
    ComplaintFound,
    ComplaintView,
    ProgressFound,
    ProgressNotFound,
    ProgressView,
    TooManyTries,
)
from kiosk.ui.viewmodel import State
from kiosk.ui.viewmodels.bars import Say, day_words
from kiosk.ui.viewmodels.case_words import StepLine, complaint_key, complaint_steps, headline_key, steps
from kiosk.ui.viewmodels.slip import SlipState
from kiosk.ui.viewmodels.slip_screen import SlipScreen

if TYPE_CHECKING:
    from kiosk.domain.text import Language
    from kiosk.ui.ports import FindsCases, Prints
    from kiosk.ui.shell import Shell

TAIL_DIGITS = 15  # yyyymmdd, six of count, one check digit (kiosk.domain.case.local_number)
LAST_OF_ID = 6


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

    def __init__(self, shell: Shell, progress: FindsCases, printing: Prints) -> None:
        super().__init__(shell, ProgressState(), printing)
        self._printing = printing
        self._progress = progress
        own = shell.settings.terminal.id
        self._terminal_digits = len(own) if own.isdigit() else 4
        self._own = own if own.isdigit() else ""
        self._clear()

    def _clear(self) -> None:
        self._digits = self._own
        self._last6 = ""
        self._current = "number"
        self._message = ("", 0)
        self._found: ProgressView | ComplaintView | None = None
        self._slip.forget()

    def open(self, arguments: Mapping[str, str]) -> None:
        del arguments
        self._clear()
        self.refresh()

    def present(self, view: ProgressView | ComplaintView) -> None:
        """The slip itself was shown: what 128 bits open needs no number."""
        self._found = view
        self.refresh()

    def refresh(self) -> None:
        key, count = self._message
        slip = self._slip.look()
        full = len(self._digits) == self._terminal_digits + TAIL_DIGITS and len(self._last6) == LAST_OF_ID
        self._show(
            ProgressState(
                number=local_number_shape(self._digits, self._terminal_digits),
                last6=self._last6,
                current=self._current,
                extra_key="X" if self._current == "last6" else "",
                message=self.say(key, count=count) if key else "",
                can_ask=full,
                found=self._derive_found(),
                can_reprint=self._found is not None and slip is None,
                slip=slip,
            )
        )

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
    def typed(self, character: str) -> None:
        if self._current == "number":
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
        number = local_number_shape(self._digits, self._terminal_digits)
        outcome = self._progress.by_number(self.shell.session_id, number, self._last6)
        match outcome:
            case ProgressFound(view) | ComplaintFound(view):
                self._found = view
            case ProgressNotFound(tries_left):
                self._message = ("not-found", tries_left) if tries_left else ("too-many", 0)
                self._last6 = ""
                self._current = "last6"
            case TooManyTries():
                self._message = ("too-many", 0)
            case _:
                assert_never(outcome)
        self.refresh()

    @Slot()
    def reprint(self) -> None:
        """The receipt that never came, or was lost, as 补打: whoever opened the case may hold it."""
        if self._found is None:
            return
        job = self._printing.reprint(self._found.token, self.shell.session_id)
        if job is not None:
            self._slip.follow(job.id)
        self.refresh()
